"""What has become of a text since somebody last reviewed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from bot.content.model import Reviewed


@dataclass(frozen=True, slots=True)
class NeverReviewed:
    def __str__(self) -> str:
        return "Nobody has reviewed it yet."


@dataclass(frozen=True, slots=True)
class Changed:
    """Its words are not those that the reviewer saw."""

    reviewer: str
    on: date

    def __str__(self) -> str:
        return f"Its words have changed since {self.reviewer} reviewed it on {self.on}."


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Which words the reviewer saw is not written down."""

    reviewer: str
    on: date

    def __str__(self) -> str:
        return (
            f"{self.reviewer} reviewed it on {self.on}; whether its words have changed since is "
            "not recorded."
        )


@dataclass(frozen=True, slots=True)
class Due:
    """Its words are those that the reviewer saw, and may be out of date."""

    reviewer: str
    on: date
    due: date

    def __str__(self) -> str:
        return f"Unchanged since {self.reviewer} reviewed it on {self.on}; due on {self.due}."


@dataclass(frozen=True, slots=True)
class InOrder:
    """Nobody need look at it now."""


State: TypeAlias = NeverReviewed | Changed | Unrecorded | Due | InOrder


def state_of(item: Reviewed, mark: str, today: date, within: timedelta) -> State:
    """``mark`` is that of the words as they are now; due is what falls due ``within`` this span."""
    if item.reviewed is None or item.reviewer is None:
        return NeverReviewed()
    if item.reviewed_text is None:
        return Unrecorded(item.reviewer, item.reviewed)
    if item.reviewed_text != mark:
        return Changed(item.reviewer, item.reviewed)
    if item.review_due - today <= within:
        return Due(item.reviewer, item.reviewed, item.review_due)
    return InOrder()
