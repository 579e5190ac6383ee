"""Somebody types the bot's name in any chat and looks for a text to insert there."""

from __future__ import annotations

from telegram import Update

from bot.replies.inline import offer
from handlers.context import Context, visitor_of


async def suggest(update: Update, context: Context) -> None:
    """Results in the sender's language; what was typed is kept nowhere."""
    query = update.inline_query
    if query is None:
        return
    edition = context.services.screens.edition(visitor_of(update))
    # Telegram keeps an answer by its words alone: with several languages it would show one
    # person's results to another, so that each person gets a cache of their own.
    personal = len(context.services.live.current.languages()) > 1
    urgent = context.services.live.current.library.safety_net.read(query.query) is not None
    offered = offer(edition, query.query, query.offset, urgent=urgent)
    await context.messenger.offer(query, offered, personal=personal)
