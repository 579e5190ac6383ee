"""The country of a person, kept because they pressed the button for it."""

from __future__ import annotations

from bot.actions.registry import StaleAction, encode
from bot.actions.urgent import KeepCountry
from bot.replies import urgent
from bot.replies.reply import Reply
from bot.screens.registry import screen
from bot.screens.request import Request


@screen(KeepCountry)
async def keep_country(request: Request, action: KeepCountry) -> Reply:
    """Consent is the press itself: the button says what it does, and /privacy shows and erases."""
    visitor = request.visitor
    if action.country and not request.edition.content.numbers.emergency(action.country):
        raise StaleAction(encode(action))
    country = action.country or None
    await request.services.chats.set_country(visitor.chat_id, country, visitor.language)
    return urgent.country_kept(request.edition, action.country)
