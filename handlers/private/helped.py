"""Somebody says whether an answer helped: it is counted, and the two buttons have had their day."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery

from bot.actions.feedback import Helped
from bot.actions.registry import Action, Press, read_press
from bot.replies.helped import lead_on
from handlers.context import Context, PressHandler


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """Counts once: a second tap finds the buttons gone, and a refused edit is nobody's vote."""
    edition = context.services.live.current.of(query.from_user.language_code)
    action = press.action if isinstance(press.action, Helped) else Helped()
    thanks = edition.l10n.text("helped-thanks" if action.yes else "helped-not-thanks")
    _, changed = await asyncio.gather(
        context.messenger.acknowledge(query, thanks),
        context.messenger.take_buttons_away(query, is_about_help),
    )
    if not changed or edition.content.item(action.item_id) is None:
        return
    await context.services.counts.helped(action.item_id, yes=bool(action.yes))
    if not action.yes:
        await context.messenger.send(query.from_user.id, lead_on(edition, action.item_id))


def is_about_help(data: str) -> bool:
    """Whether callback data belongs to one of the two buttons."""
    return read_press(data).kind is Helped


PRESSES: dict[type[Action], PressHandler] = {Helped: press}
