"""The decision for whatever somebody writes, the same in private, in groups and on a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.content.edition import Edition
from bot.search.search import Hit

Card = Literal["redflag", "crisis"]


class Reading(Protocol):
    """What the safety net read in a text."""

    @property
    def card(self) -> Card | None: ...


class SafetyNet(Protocol):
    """Recognises an emergency in any text, whatever its language."""

    def read(self, text: str) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """``urgent`` is shown before anything else; no ``hits`` says that nothing written fits."""

    urgent: Card | None
    hits: Sequence[Hit]


def answer(question: str, edition: Edition, safety_net: SafetyNet | None = None) -> Answer:
    """The safety net reads the whole question first; the search never hinders it."""
    reading = safety_net.read(question) if safety_net else None
    return Answer(reading.card if reading else None, edition.search.answers(question))
