"""Of a message whose button was pressed it is read where it stands, and not what it says.

It is a message of our own: what it said is known to whoever made its buttons. python-telegram-bot
would build objects of all its text, marks and buttons, which nobody reads: 28 % of the processor
time of a press, measured with a page of 800 characters and seven buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Bot API, Message: the fields that say where it stands, when it was sent and by whom.
PLACE = frozenset(
    {"message_id", "date", "chat", "message_thread_id", "is_topic_message", "from", "sender_chat"}
)


KEYBOARD = "reply_markup"


def _never(_data: str) -> bool:
    return False


def cut_down(
    update: dict[str, Any], keeps_keyboard: Callable[[str], bool] = _never
) -> dict[str, Any]:
    """The update, with ``PLACE`` and nothing else in a pressed message.

    So ``query.message.text`` is None for every handler; all other messages come whole. A press
    whose data ``keeps_keyboard`` still shows the buttons that stood beside the pressed one.
    """
    press = update.get("callback_query")
    if isinstance(press, dict) and isinstance(message := press.get("message"), dict):
        kept = PLACE | {KEYBOARD} if keeps_keyboard(str(press.get("data"))) else PLACE
        press["message"] = {name: message[name] for name in kept & message.keys()}
    return update
