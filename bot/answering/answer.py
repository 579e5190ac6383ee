"""The decision for whatever somebody writes, the same in private, in groups and on a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.edition import Edition
from bot.safety_net.net import Recognised
from bot.search.search import Hit

# Of the questions whose first answer leads by so much, 95 % have the right one (the others 54 %);
# that is five of six of them.
_CLEAR_LEAD = 1.5
_OFFERED = 3
_OWN_KIND = 1.3
# A name or a beginning of one has fewer words.
_A_QUESTION = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """``urgent`` is shown before anything else; no ``hits`` says that nothing written fits."""

    urgent: Recognised | None
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


def answer(question: str, edition: Edition, urgent: Recognised | None = None) -> Answer:
    """``urgent`` is what the safety net read before; the search never hinders it."""
    return Answer(urgent, edition.search.answers(question))


def ranked(words: str, edition: Edition, own_kind: str = "") -> list[Hit]:
    """What fits a few words or a whole question, for lists to choose from, the best first.

    ``own_kind``: "/faq pain" asks for a question, though the section fits better.
    """
    found = sorted(
        edition.search.find(words),
        key=lambda hit: hit.score * (_OWN_KIND if hit.kind == own_kind else 1.0),
        reverse=True,
    )
    if len(words.split()) < _A_QUESTION:
        return found
    answers = edition.search.answers(words)
    known = {hit.item_id for hit in answers}
    return [*answers, *(hit for hit in found if hit.item_id not in known)]
