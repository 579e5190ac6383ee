"""Tells those who run the bot what they must know, in a private message to each."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.delivery.courier import RunResumed, RunStopped
from bot.log_throttle import EACH_TIME
from bot.replies import alerts
from bot.replies.reply import Reply
from bot.services import Services
from handlers.messenger import Messenger

log = logging.getLogger(__name__)


class Operators:
    """The people in OPERATOR_IDS; one who never wrote to the bot cannot be told."""

    def __init__(self, services: Services, messenger: Messenger) -> None:
        self._services = services
        self._messenger = messenger

    async def hear(self, alert: RunStopped | RunResumed) -> None:
        """Passes on what the courier reports about the whole run."""
        edition = self._services.live.current.of(None)
        match alert:
            case RunStopped(outcome, until):
                log.error("weekly tips have stopped until %s", until.isoformat())
                await self.tell(alerts.tips_stopped(edition, outcome, until))
            case RunResumed():
                log.warning("weekly tips go on", extra=EACH_TIME)
                await self.tell(alerts.tips_resumed(edition))

    async def tell(self, reply: Reply) -> None:
        for operator in self._services.settings.operator_ids:
            try:
                await self._messenger.send(operator, reply)
            except TelegramError as error:
                log.warning("an operator could not be told: %s", type(error).__name__)
