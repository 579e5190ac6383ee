"""The decision for whatever somebody writes, the same in private, in groups and on a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.content.edition import Edition
from bot.search.search import Hit

# Of the questions whose first answer leads by so much, 96 % have the right one (the others 62 %);
# that is more than half of them.
_CLEAR_LEAD = 1.5
_OFFERED = 3


class Heard(Protocol):
    """What the safety net recognised: "redflag" or "crisis"."""

    @property
    def card(self) -> StrEnum: ...


class SafetyNet(Protocol):
    """Recognises an emergency in any text, whatever its language."""

    def read(self, text: str) -> Heard | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """``urgent`` is shown before anything else; no ``hits`` says that nothing written fits."""

    urgent: Heard | None
    hits: Sequence[Hit]

    @property
    def clear(self) -> Hit | None:
        """The one to answer with at once, where it leaves the others well behind."""
        if not self.hits:
            return None
        second = self.hits[1].score if len(self.hits) > 1 else 0.0
        return self.hits[0] if self.hits[0].score >= _CLEAR_LEAD * second else None

    @property
    def offered(self) -> Sequence[Hit]:
        """The few to choose from, where none is clear."""
        return self.hits[:_OFFERED]


def answer(question: str, edition: Edition, safety_net: SafetyNet | None = None) -> Answer:
    """The safety net reads the whole question first; the search never hinders it."""
    heard = safety_net.read(question) if safety_net else None
    return Answer(heard, edition.search.answers(question))
