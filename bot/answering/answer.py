"""The decision for whatever somebody writes, the same in private, in groups and on a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.edition import Edition
from bot.safety_net.net import Recognised
from bot.search.search import Hit

OFFERED = 3
# How far the first answer must stand out to be shown at once; else the nearest are offered. Of the
# questions that were asked to measure it, nine in ten of those so answered were answered rightly.
CLEAR_LEAD = 0.3
OWN_KIND = 1.3
# A name or a beginning of one has fewer words.
_A_QUESTION = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """``urgent`` is shown before anything else; no ``hits`` says that nothing written fits."""

    urgent: Recognised | None
    hits: Sequence[Hit]

    @property
    def clear(self) -> Hit | None:
        """The one answer, where it stands out; else None."""
        first, second = (*self.hits, None, None)[:2]
        if first is None or second is None:
            return first
        return first if first.score >= second.score * (1 + CLEAR_LEAD) else None


def answer(question: str, edition: Edition, urgent: Recognised | None = None) -> Answer:
    """What the safety net read comes first; the search never hinders it."""
    return Answer(urgent, edition.search.answers(question))


def ranked(words: str, edition: Edition, own_kind: str = "") -> list[Hit]:
    """What fits a few words or a whole question, for lists to choose from, the best first.

    ``own_kind``: "/faq pain" asks for a question, though the section fits better.
    """
    found = sorted(
        edition.search.find(words),
        key=lambda hit: hit.score * (OWN_KIND if hit.kind == own_kind else 1.0),
        reverse=True,
    )
    if len(words.split()) < _A_QUESTION:
        return found
    answers = edition.search.answers(words)
    known = {hit.item_id for hit in answers}
    return [*answers, *(hit for hit in found if hit.item_id not in known)]
