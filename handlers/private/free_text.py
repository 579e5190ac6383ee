"""Somebody writes what is no command of ours: an answer to our question, or anything at all."""

from __future__ import annotations

from telegram import Update

from bot.replies import refusals
from handlers.context import Context, visitor_of
from handlers.private import my_groups


async def listen(update: Update, context: Context) -> None:
    """A text in the private chat; it is read once and never kept."""
    if (message := update.effective_message) is not None:
        if await my_groups.heard(message, context):
            return
        reply = await context.services.screens.hear(message.text or "", visitor_of(update))
        await context.messenger.answer(message, reply)


async def point_the_way(update: Update, context: Context) -> None:
    """A sticker, a picture, a voice message: it cannot be answered, but nobody is left alone."""
    if (message := update.effective_message) is not None:
        edition = context.services.screens.edition(visitor_of(update))
        await context.messenger.answer(message, refusals.point_the_way(edition))


async def unknown_command(update: Update, context: Context) -> None:
    """A command of some other bot, or mistyped."""
    if (message := update.effective_message) is not None:
        edition = context.services.screens.edition(visitor_of(update))
        await context.messenger.answer(message, refusals.unknown_command(edition))
