"""Whether an answer helped, and writing to the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class Helped(Action):
    """Whether this item answered the question: 1 for yes, 0 for no."""

    code: ClassVar[str] = "helped"
    found_in_private: ClassVar[str] = "menu"
    item_id: str = ""
    yes: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowFeedback(Action):
    """Asks for a message to the team."""

    code: ClassVar[str] = "feedback"
    deep_link: ClassVar[str] = "feedback"
    found_in_private: ClassVar[str] = "feedback"


@registered
@dataclass(frozen=True, slots=True)
class SendFeedback(Action):
    """The team gets this message of the person's; its number as ``base36`` writes it."""

    code: ClassVar[str] = "fbsend"
    found_in_private: ClassVar[str] = "feedback"
    message: str = ""


@registered
@dataclass(frozen=True, slots=True)
class DiscardFeedback(Action):
    code: ClassVar[str] = "fbdrop"
    found_in_private: ClassVar[str] = "feedback"


@registered
@dataclass(frozen=True, slots=True)
class TakeBackFeedback(Action):
    """The team is to lose this message again; its number as ``base36`` writes it."""

    code: ClassVar[str] = "fbback"
    found_in_private: ClassVar[str] = "feedback"
    message: str = ""
