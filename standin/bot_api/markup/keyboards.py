"""Reply markups: what Telegram accepts as a keyboard and how it keeps it."""

from __future__ import annotations

from typing import Any

import orjson

from standin.bot_api.markup import links
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.wire import Wire

MOST_BUTTONS = 100
WIDEST_ROW = 8
LONGEST_DATA = 64
LONGEST_COPY = 256
LONGEST_MARKUP = 10_000
STYLES = frozenset({"primary", "success", "danger"})
ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
REPLY_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def markup(params: Params) -> Wire | None:
    """The checked ``reply_markup`` of a request, or None without one."""
    given = params.structure("reply_markup", "reply keyboard markup")
    if given is None or given == {}:
        return None
    if not isinstance(given, dict):
        raise Refusal(Why.MARKUP_NOT_OBJECT)
    if "inline_keyboard" in given:
        return inline(given)
    if "keyboard" in given:
        return _reply_keyboard(given)
    if any(kind in given for kind in REPLY_KINDS):
        return given
    return None


def inline(given: Wire) -> Wire | None:
    """An inline keyboard as it is kept; empty rows vanish and an empty keyboard is none."""
    rows = given["inline_keyboard"]
    if not isinstance(rows, list):
        raise Refusal(Why.KEYBOARD_BROKEN, reason='field "inline_keyboard" must be of type Array')
    kept = [_row(row) for row in rows]
    kept = [row for row in kept if row]
    if not kept:
        return None
    too_many = sum(map(len, kept)) > MOST_BUTTONS or max(map(len, kept)) > WIDEST_ROW
    if too_many or len(orjson.dumps(kept)) > LONGEST_MARKUP:
        raise Refusal(Why.MARKUP_TOO_LONG)
    return {"inline_keyboard": kept}


def _row(row: Any) -> list[Wire]:
    if not isinstance(row, list):
        raise Refusal(
            Why.KEYBOARD_BROKEN,
            reason='field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        )
    return [_button(button) for button in row]


def _button(button: Any) -> Wire:
    if not isinstance(button, dict):
        raise _broken("InlineKeyboardButton must be an Object")
    text = _text_field(button, "text")
    if text is None:
        raise _broken('Can\'t find field "text"')
    # Telegram takes the first action that it knows and leaves the others.
    action = next((action for action in ACTIONS if _has(button, action)), None)
    if action is None:
        raise _broken("Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise Refusal(Why.BUTTON_TEXT_EMPTY)
    kept: Wire = {"text": text, action: _action(action, button[action])}
    style = button.get("style")
    if style is not None:
        if style not in STYLES:
            raise _broken("Invalid button style specified")
        kept["style"] = style
    return kept


def _text_field(button: Wire, name: str) -> str | None:
    value = button.get(name)
    if value is not None and not isinstance(value, str):
        raise _broken(f'Field "{name}" must be of type String')
    return value


def _has(button: Wire, action: str) -> bool:
    if action in ("url", "callback_data"):
        return bool(_text_field(button, action))
    return button.get(action) is not None


def _action(action: str, value: Any) -> Any:
    match action:
        case "callback_data":
            if len(value.encode()) > LONGEST_DATA:
                raise Refusal(Why.BUTTON_DATA_INVALID)
        case "url":
            return links.button(value)
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            if not isinstance(text, str) or not 0 < len(text) <= LONGEST_COPY:
                raise Refusal(Why.BUTTON_COPY_INVALID)
        case _:
            pass
    return value


def _broken(reason: str) -> Refusal:
    return Refusal(Why.BUTTON_BROKEN, reason=reason)


def _reply_keyboard(given: Wire) -> Wire:
    rows = given["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refusal(Why.KEYBOARD_BROKEN, reason='field "keyboard" must be an Array of Arrays')
    for row in rows:
        for button in row:
            label = button.get("text") if isinstance(button, dict) else button
            if not isinstance(label, str) or not label:
                raise Refusal(
                    Why.KEYBOARD_BROKEN,
                    reason="can't parse keyboard button: Text must be non-empty",
                )
    return given


def split(kept: Wire | None) -> tuple[Wire | None, Wire | None]:
    """The markup as (inline keyboard, anything else)."""
    if kept is None:
        return None, None
    return (kept, None) if "inline_keyboard" in kept else (None, kept)
