"""Somebody wants to read: a command, a deep link, a button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from telegram import CallbackQuery, Message, Update

from bot.replies import basics
from bot.replies.actions import Action, StaleAction, decode, from_payload
from bot.replies.commands import wanted
from bot.replies.reply import Reply
from bot.screens import Personal, Visitor
from handlers import managing
from handlers.context import Context, visitor_of
from handlers.messenger import AS_NEW_MESSAGE


async def start(update: Update, context: Context) -> None:
    """/start in private, alone or with the payload of a deep link."""
    message, visitor = update.effective_message, visitor_of(update)
    if message is None:
        return
    edition = context.services.screens.edition(visitor)
    payload = (context.args or [""])[0]
    try:
        action = from_payload(payload or "start")
        if isinstance(action, managing.MANAGING):
            await managing.manage(message, action, context)
            return
        reply = await context.services.screens.introduce(action, visitor)
    except StaleAction:
        reply = basics.show_start(edition)
    await context.messenger.answer(message, reply)


async def obey(update: Update, context: Context) -> None:
    """Any other command that we know."""
    message, visitor = update.effective_message, visitor_of(update)
    if message is None:
        return
    edition = context.services.screens.edition(visitor)
    action = wanted(command_of(message), " ".join(context.args or []), edition)
    await context.messenger.answer(message, await introduced(action, visitor, context))


async def press(update: Update, context: Context) -> None:
    """A button of ours, however old: the message changes to what the button means."""
    if (query := update.callback_query) is not None:
        await pressed(query, visitor_of(update), context)


async def pressed(
    query: CallbackQuery,
    visitor: Visitor,
    context: Context,
    adapt: Callable[[Reply], Reply] = lambda reply: reply,
) -> None:
    """Shows what a button means; ``adapt`` has the last word on what is shown."""
    data = query.data or ""
    try:
        action = decode(data.removeprefix(AS_NEW_MESSAGE))
        reply = adapt(await context.services.screens.show(action, visitor))
    except StaleAction:
        reply = basics.not_found(context.services.screens.edition(visitor))
    except Personal as personal:
        await context.messenger.lead_to_private(query, personal.payload)
        return
    # Both at once: the spinner ends at the same moment as the text changes.
    shown = _shown(query, reply, context, as_new=data.startswith(AS_NEW_MESSAGE))
    await asyncio.gather(context.messenger.acknowledge(query), shown)


async def _shown(query: CallbackQuery, reply: Reply, context: Context, *, as_new: bool) -> None:
    if as_new and isinstance(query.message, Message) and query.message.is_accessible:
        await context.messenger.answer(query.message, reply)
    else:
        await context.messenger.show(query, reply)


async def introduced(action: Action, visitor: Visitor, context: Context) -> Reply:
    """What a command shows, also where it is refused or leads nowhere."""
    screens = context.services.screens
    try:
        return await screens.introduce(action, visitor)
    except StaleAction:
        return basics.not_found(screens.edition(visitor))
    except Personal as personal:
        return basics.only_in_private(screens.edition(visitor), personal.payload)


def command_of(message: Message) -> str:
    """ "/FAQ@OurBot cure" -> "faq"."""
    word = (message.text or "").split(maxsplit=1)[0]
    return word.removeprefix("/").partition("@")[0].lower()
