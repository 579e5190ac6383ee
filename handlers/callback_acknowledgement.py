"""Ends the loading of a button whose press cannot be carried out at once, or not at all."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from bot.screens.screens import Screens
from handlers.context import visitor_of
from handlers.messenger import Messenger
from handlers.presses import has_own_handler

A_MOMENT = 1.0
# A panel answers with an alert, and a page before a group may lead to the private chat: only the
# first answer to a press can do either, so it is waited for as long as Telegram surely takes one.
RATHER_LONG = 5.0


class CallbackAcknowledgement:
    """What the ordering of updates calls for a press that does not begin at once."""

    def __init__(self, screens: Screens, messenger: Messenger) -> None:
        self._screens = screens
        self._messenger = messenger

    async def waiting(self, update: Update) -> None:
        """Begun when a press has to wait, cancelled when its turn comes."""
        if (query := update.callback_query) is None:
            return
        plain = visitor_of(update).private and not has_own_handler(query.data or "")
        await asyncio.sleep(A_MOMENT if plain else RATHER_LONG)
        with suppress(TelegramError):
            await self._messenger.acknowledge(query)

    async def dropped(self, update: Update) -> None:
        """A press in a flood is not carried out, and its presser is told so."""
        if (query := update.callback_query) is None:
            return
        words = self._screens.edition(visitor_of(update)).l10n.text("one-at-a-time")
        with suppress(TelegramError):
            await self._messenger.acknowledge(query, words)
