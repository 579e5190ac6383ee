"""A screen in answer to a command or a press, in private and in groups alike."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from telegram import CallbackQuery, Message

from bot.actions.registry import Action, Press, StaleAction
from bot.replies import refusals
from bot.replies.reply import Reply
from bot.screens.request import Visitor
from bot.screens.screens import Personal
from handlers.context import Context

_SIGNS = re.compile(r"^[^\w\s]+")


async def show_pressed(
    query: CallbackQuery,
    press: Press,
    visitor: Visitor,
    context: Context,
    adapt: Callable[[Reply], Reply] = lambda reply: reply,
) -> None:
    """Shows what a button means; ``adapt`` has the last word on what is shown."""
    try:
        reply = adapt(await context.services.screens.show(press.meant(), visitor))
    except StaleAction:
        reply = refusals.not_found(context.services.screens.edition(visitor))
    except Personal as personal:
        await context.messenger.lead_to_private(query, personal.payload)
        return
    # Both at once: the spinner ends at the same moment as the text changes.
    shown = _shown(query, reply, context, as_new=press.as_new)
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
        return refusals.not_found(screens.edition(visitor))
    except Personal as personal:
        return refusals.only_in_private(screens.edition(visitor), personal.payload)


def command_of(message: Message) -> str:
    """ "/FAQ@OurBot cure" -> "faq"."""
    return (message.text or "")[1 : _length(message)].partition("@")[0].lower()


def words_behind(message: Message) -> str:
    """ "/faq, what is  a cure" -> "what is a cure": a sign at the command itself says nothing."""
    return " ".join(_SIGNS.sub("", (message.text or "")[_length(message) :]).split())


def _length(message: Message) -> int:
    """Of the command as Telegram has marked it: "/urgent!" is one, with a sign behind it."""
    return message.entities[0].length
