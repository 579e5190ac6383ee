"""Renders a weekly tip, sends it behind every reply, and names what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram.error import TelegramError

from bot.content.live import LiveEditions
from bot.delivery.kind import Depart
from bot.delivery.outcome import Failed, Outcome, Sent, Unreachable
from bot.replies.tips import weekly_tip, weekly_tip_in_group
from bot.tips.tip_delivery import TipDelivery
from handlers.messenger import Messenger
from handlers.outcomes import outcome_of
from handlers.reactivation import Reactivation
from handlers.runtime.rate_limiter import Priority

log = logging.getLogger(__name__)


class TelegramTips:
    """The courier's way to Telegram."""

    def __init__(
        self, messenger: Messenger, live: LiveEditions, reactivation: Reactivation
    ) -> None:
        self._messenger = messenger
        self._live = live
        self._reactivation = reactivation

    async def send_tip(self, tip: TipDelivery, depart: Depart) -> Outcome:
        """Never raises for what Telegram says."""
        edition = self._live.current.of(tip.language)
        written = edition.content.tips.get(tip.tip_id)
        if written is None:  # an editor took it away after it was chosen
            return Failed("the tip is not written any more")
        as_seen = weekly_tip_in_group if tip.chat_id < 0 else weekly_tip
        try:
            message = await self._messenger.send(
                tip.chat_id,
                as_seen(edition, written),
                thread_id=tip.thread_id,
                priority=Priority.BROADCAST,
                on_turn=depart,
            )
        except TelegramError as error:
            outcome = outcome_of(error)
            if isinstance(outcome, Unreachable):
                self._reactivation.away(tip.chat_id)
            return outcome
        with contextlib.suppress(asyncio.CancelledError):  # the tip is there, that is what counts
            await self._tidy(tip, message.message_id)
        return Sent(message.message_id)

    async def _tidy(self, tip: TipDelivery, message_id: int) -> None:
        """Pins the new tip and takes last week's away, where the group wants it and allows it."""
        try:
            if tip.pin:
                await self._messenger.pin(tip.chat_id, message_id)
            if tip.delete_message_id is not None:
                await self._messenger.delete(tip.chat_id, tip.delete_message_id)
        except TelegramError as error:
            log.info("a tip arrived but was not tidied up after: %s", type(error).__name__)
