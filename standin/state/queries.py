"""What a person asked of the bot that waits for its answer: a press, an inline query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from standin.state.accounts import Person
from standin.wire import Wire

T = TypeVar("T")

ANSWERED_WITHIN = 15.0
"""Seconds after which Telegram takes no answer any more."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the presser of a button saw."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Callback:
    """A press that waits for its answer."""

    id: str
    person: Person
    chat_id: int
    message_id: int
    at: float
    answered: CallbackAnswer | None = None


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What was offered for an inline query; ``texts`` is what each result becomes when sent."""

    results: list[Wire]
    cache_time: int = 300
    is_personal: bool = False
    next_offset: str = ""
    button: Wire | None = None
    texts: dict[str, Wire] = field(default_factory=dict)


@dataclass(slots=True)
class InlineQuery:
    """What a person typed after the bot's name."""

    id: str
    person: Person
    query: str
    at: float
    answered: InlineAnswer | None = None


def make_room(queries: dict[str, T], most: int) -> None:
    """Forgets the oldest, so that with one more there are at most so many."""
    while len(queries) >= most:
        del queries[next(iter(queries))]
