"""Every screen that is read, not decided: (what is wanted, words) -> Reply.

The replies register themselves here, each beside the function that makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.actions.registry import Action, StaleAction, encode
from bot.content.edition import Edition
from bot.replies.reply import Lasting, Reply

T = TypeVar("T")
A = TypeVar("A", bound=Action)
Reading = Callable[[Edition, A], Reply]

_READINGS: dict[type[Action], Reading[Any]] = {}
_SHORT_READINGS: dict[type[Action], Reading[Any]] = {}


def reads(kind: type[A], reading: Reading[A], *, in_group: Reading[A] | None = None) -> None:
    """The screen for this kind of action needs nothing but the words.

    ``in_group`` makes the shorter form in which a page arrives when a group asks for it.
    """
    _READINGS[kind] = reading
    if in_group is not None:
        _SHORT_READINGS[kind] = in_group


def read(edition: Edition, action: Action) -> Reply | None:
    """The screen for an action that needs nothing but the words; None for any other action.

    Raises StaleAction where the item does not exist any more.
    """
    reading = _READINGS.get(type(action))
    if reading is None:
        return None
    if not action.code:  # words that somebody typed: not to be kept, and never the same twice
        return reading(edition, action)
    return edition.once(
        f"screen:{encode(action)}", lambda: replace(reading(edition, action), lasting=Lasting())
    )


def read_in_group(edition: Edition, action: Action) -> Reply | None:
    """As ``read``, but a page arrives short: the group sees the answer, not the whole page."""
    reading = _SHORT_READINGS.get(type(action))
    if reading is None:
        return read(edition, action)
    return edition.once(f"group:{encode(action)}", lambda: reading(edition, action))


def found(edition: Edition, item_id: str, kind: type[T]) -> T:
    """The item with this id; raises StaleAction where there is none of this kind."""
    item = edition.content.item(item_id)
    if not isinstance(item, kind):
        raise StaleAction(item_id)
    return item
