"""How an action is written in callback data and read again; here every code is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from types import MappingProxyType
from typing import ClassVar, TypeVar

# Bot API, InlineKeyboardButton: "Data to be sent in a callback query, 1-64 bytes".
CALLBACK_LIMIT = 64
# Callback data with this before it opens a new message and leaves the pressed one as it is.
_AS_NEW = "+"
_ROOM = CALLBACK_LIMIT - len(_AS_NEW)
SAFE = re.compile(r"^[A-Za-z0-9_/+-]*\Z")
_NUMBER = re.compile(r"^[0-9]{1,6}\Z")


class StaleAction(Exception):
    """Callback data or a payload that nobody issues (any more): show a fresh screen instead."""


@dataclass(frozen=True, slots=True)
class Action:
    """One meaning. ``code`` begins its callback data; the fields follow, joined by colons.

    Codes and the order of fields never change: buttons in old messages must go on working.
    New fields go to the end and have a default.

    ``deep_link`` is the payload that opens the action in private, ``deep_link_of_item`` what such
    a payload begins with ("faq" of "faq-cure"; the first field follows). ``found_in_private`` marks
    what concerns one person alone: it is never shown in a group, and this payload leads to it.
    ``never_withheld`` marks help in an emergency, which no setting of a group keeps from anybody.
    """

    code: ClassVar[str] = ""
    deep_link: ClassVar[str] = ""
    deep_link_of_item: ClassVar[str] = ""
    found_in_private: ClassVar[str] = ""
    never_withheld: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, read once: what it means, or of which ``kind`` it was when it is stale.

    ``as_new`` asks for a new message; the pressed one stays.
    """

    kind: type[Action] | None
    action: Action | None
    as_new: bool = False

    def meant(self) -> Action:
        """The action; raises StaleAction where there is none."""
        if self.action is None:
            raise StaleAction(self.kind.code if self.kind else "")
        return self.action


_ACTIONS: dict[str, type[Action]] = {}
ACTIONS: Mapping[str, type[Action]] = MappingProxyType(_ACTIONS)
A = TypeVar("A", bound=type[Action])


def registered(action: A) -> A:
    """Makes an action's code known; raises ValueError for one that is taken."""
    if action.code in _ACTIONS:
        raise ValueError(f"two actions share the code {action.code!r}")
    _ACTIONS[action.code] = action
    return action


def encode(action: Action, *, as_new: bool = False) -> str:
    """Callback data for a button; raises ValueError where Telegram would refuse it."""
    values = [str(value) for value in astuple(action)]
    defaults = [str(field.default) for field in fields(action)]
    while values and values[-1] == defaults[len(values) - 1]:
        values.pop()
    data = ":".join([action.code, *values])
    if len(data.encode()) > _ROOM or not all(SAFE.match(value) for value in values):
        raise ValueError(f"callback data {data!r} is over {_ROOM} bytes or not plain")
    return _AS_NEW + data if as_new else data


def decode(data: str) -> Action:
    """The meaning of callback data, checked like any input; raises StaleAction."""
    code, *values = data.split(":")
    action = _ACTIONS.get(code)
    # What could not be written again was written by nobody here.
    if action is None or len(values) > len(fields(action)) or len(data) > _ROOM:
        raise StaleAction(data[:CALLBACK_LIMIT])
    arguments: dict[str, str | int] = {}
    for field, value in zip(fields(action), values, strict=False):
        expected = _NUMBER if isinstance(field.default, int) else SAFE
        if not expected.match(value):
            raise StaleAction(data[:CALLBACK_LIMIT])
        arguments[field.name] = int(value) if isinstance(field.default, int) else value
    return action(**arguments)


def read_press(data: str) -> Press:
    """Whatever a press carries, however old or invented: it never raises."""
    bare = data.removeprefix(_AS_NEW)
    as_new = len(bare) < len(data)
    try:
        action = decode(bare)
    except StaleAction:
        return Press(_ACTIONS.get(bare.partition(":")[0]), None, as_new)
    return Press(type(action), action, as_new)
