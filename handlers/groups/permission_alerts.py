"""Tells the admin who enabled the bot, in private and once, that it cannot post any more."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.replies.groups import cannot_post
from handlers.context import BotData

log = logging.getLogger(__name__)


async def alert_admin(bot_data: BotData, chat_id: int, reason: str) -> None:
    """``reason`` is a ``Refusal``; whoever has been told already is not told again."""
    whom = await bot_data.services.presence.posting_refused(chat_id)
    if whom is None:
        return
    person = await bot_data.services.chats.get(whom)
    edition = bot_data.services.live.current.of(person.language if person else None)
    try:
        chat = await bot_data.admins.chat(chat_id)
        title = (chat.title if chat else None) or ""
        await bot_data.messenger.send(whom, cannot_post(edition, title, chat_id, reason))
    except TelegramError as error:  # they never wrote to us in private, or stopped us there
        log.info("an admin could not be told that the bot may not post: %s", type(error).__name__)
