"""A pressed button: read once, then given to whoever knows what to do with it.

Of the pressed message a handler knows where it stands, not what it says
(``handlers/runtime/pressed_messages.py``).
"""

from __future__ import annotations

from collections.abc import Mapping

from telegram import CallbackQuery, Chat, Update

from bot.actions.registry import Action, Press, read_press
from handlers.context import Context, PressHandler
from handlers.groups import commands as group_commands
from handlers.groups import panel_presses
from handlers.groups import settings as group_settings
from handlers.private import commands as private_commands
from handlers.private import helped, my_groups

# These know themselves what a press of theirs needs. All other buttons lead to a screen.
OWN_HANDLERS: Mapping[type[Action], PressHandler] = {
    **group_settings.PRESSES,
    **panel_presses.PRESSES,
    **my_groups.PRESSES,
    **helped.PRESSES,
}


async def press(update: Update, context: Context) -> None:
    """A button of ours, however old or invented its data."""
    if (query := update.callback_query) is not None:
        pressed = read_press(query.data or "")
        await _handler_of(query, pressed)(query, pressed, context)


def has_own_handler(data: str) -> bool:
    """Whether a press is answered by something else than the change of a screen."""
    return read_press(data).kind in OWN_HANDLERS


def _handler_of(query: CallbackQuery, pressed: Press) -> PressHandler:
    own = OWN_HANDLERS.get(pressed.kind) if pressed.kind else None
    if own is not None:
        return own
    message = query.message
    in_group = message is not None and message.chat.type != Chat.PRIVATE
    return group_commands.press if in_group else private_commands.press
