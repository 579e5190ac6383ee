"""From an update as Telegram writes it to the handlers, in the order of its chat."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseUpdateProcessor

from bot.redaction import described
from handlers.runtime.get_updates import Wire
from handlers.runtime.pressed_messages import cut_down
from handlers.runtime.update_shape import is_well_formed

log = logging.getLogger(__name__)


class UpdateHandling:
    """Whatever an update is, and whatever its handlers raise: it is over when this returns.

    ``keeps_keyboard`` tells by a press's data whether its handler needs the buttons beside it.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        order: BaseUpdateProcessor,
        keeps_keyboard: Callable[[str], bool],
    ) -> None:
        self._application = application
        self._order = order
        self._keeps_keyboard = keeps_keyboard

    async def __call__(self, wire: Wire) -> None:
        """Reads it and hands it over; the error handlers get what the order itself raises."""
        update = self._read(wire)
        if update is None:
            return
        try:
            await self._order.process_update(update, self._application.process_update(update))
        except Exception as error:  # noqa: BLE001 -- a handler that took too long, for one
            await self._application.process_error(update, error)

    def _read(self, wire: Wire) -> Update | None:
        """None for one that nobody can read, from a Bot API server of another age, say."""
        try:
            update = cut_down(wire, self._keeps_keyboard)
            if is_well_formed(update):
                return Update.de_json(update, self._application.bot)
            log.warning("an update that is not made as it should be was left out")
        except Exception as error:  # noqa: BLE001 -- whatever the parser trips over
            log.warning("an update that cannot be read was left out: %s", described(error))
        return None
