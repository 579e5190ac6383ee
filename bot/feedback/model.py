"""A person's message to the team, its copies, and what can become of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Original:
    """What a person wrote, by where it stands in their own chat."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Where an operator sees it, or a note to it, in their own chat with the bot."""

    operator_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Author:
    """To whom an answer goes: the message that it answers, and the person's language."""

    original: Original
    language: str | None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An operator has it; every message of ours that belongs to it."""

    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class OriginalGone:
    """The person has deleted what they wrote."""


@dataclass(frozen=True, slots=True)
class NotReached:
    """This operator could not be reached now."""


PassingOn = PassedOn | OriginalGone | NotReached


class Sending(Enum):
    """What became of a message to the team."""

    SENT = auto()
    TOO_MANY = auto()
    GONE = auto()
    NOT_REACHED = auto()


class TakingBack(Enum):
    """``SOME_LEFT``: a copy is too old to be deleted, or stands where the bot can do nothing."""

    TAKEN_BACK = auto()
    SOME_LEFT = auto()
    UNKNOWN = auto()
