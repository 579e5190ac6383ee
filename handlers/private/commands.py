"""Somebody wants to read: a command, a deep link, a button."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.actions.deep_links import from_payload
from bot.actions.registry import Press, StaleAction
from bot.replies.about import show_start
from bot.screens.request import Visitor
from handlers.context import Context, visitor_of
from handlers.private import my_groups
from handlers.screens import command_of, introduced, show_pressed, words_behind


async def start(update: Update, context: Context) -> None:
    """/start in private, alone or with the payload of a deep link."""
    message, visitor = update.effective_message, visitor_of(update)
    if message is None:
        return
    edition = context.services.screens.edition(visitor)
    payload = (context.args or [""])[0]
    try:
        action = from_payload(payload or "start")
        if isinstance(action, my_groups.MANAGING):
            await my_groups.manage(message, action, context)
            return
        reply = await context.services.screens.introduce(action, visitor)
    except StaleAction:
        reply = show_start(edition)
    await context.messenger.answer(message, reply)


async def obey(update: Update, context: Context) -> None:
    """Any other command that we know."""
    message, visitor = update.effective_message, visitor_of(update)
    if message is None:
        return
    screens, command = context.services.screens, command_of(message)
    words = words_behind(message)
    reply = await screens.heed_behind(command, words, visitor)
    if reply is None:
        reply = await introduced(screens.wanted(command, words, visitor), visitor, context)
    await context.messenger.answer(message, reply)


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """A button that leads to a screen, however old: the message changes to it."""
    chat_id = query.message.chat.id if query.message else query.from_user.id
    visitor = Visitor(chat_id, private=True, language=query.from_user.language_code)
    await show_pressed(query, press, visitor, context)
