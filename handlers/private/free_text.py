"""Somebody writes what is no command of ours: an answer to our question, or anything at all."""

from __future__ import annotations

from telegram import Update

from bot.actions.urgent import ShowUrgent
from bot.replies import refusals
from handlers.context import Context, visitor_of
from handlers.private import my_groups


async def listen(update: Update, context: Context) -> None:
    """A text in the private chat; it is read once and never kept.

    An emergency comes before whatever the words may be the answer to.
    """
    if (message := update.effective_message) is not None:
        screens, words = context.services.screens, message.text or ""
        card = await screens.heed(words, visitor_of(update))
        if card is not None:
            await context.messenger.answer(message, card)
        elif not await my_groups.heard(message, context):
            await context.messenger.answer(message, await screens.hear(words, visitor_of(update)))


async def point_the_way(update: Update, context: Context) -> None:
    """A sticker, a picture, a voice message: it cannot be answered, but nobody is left alone, and
    the words under a picture are read as any others."""
    if (message := update.effective_message) is not None:
        screens, visitor = context.services.screens, visitor_of(update)
        if message.caption:
            card = await screens.heed(message.caption, visitor)
            reply = card or await screens.hear(message.caption, visitor)
        else:
            # It may be a call for help: the sentence is there in every language that has the card.
            reply = refusals.point_the_way(screens.edition(visitor, ShowUrgent()))
        await context.messenger.answer(message, reply)


async def unknown_command(update: Update, context: Context) -> None:
    """A command of some other bot, or mistyped."""
    if (message := update.effective_message) is not None:
        edition = context.services.screens.edition(visitor_of(update))
        await context.messenger.answer(message, refusals.unknown_command(edition))
