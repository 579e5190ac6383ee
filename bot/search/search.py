"""One ranked search over everything written, for commands, questions and inline mode alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import cbrt

import numpy as np

from bot.search.document import Document
from bot.search.everyday import EverydayWords
from bot.search.places import Places
from bot.search.question_index import QuestionIndex
from bot.search.sentence_encoder import SentenceEncoder
from bot.search.tokenizer import words_in
from bot.search.word_index import LETTERS_READ, WordIndex

# Where two fit equally well, the longer answer stands before the shorter one.
KINDS = ("section", "faq", "term", "resource", "tip")

_CLEAR, _CLEAR_LEAD = 70.0, 1.3
_NAMES_A_FLAG = 45.0
_ANSWERS = 8
_NAMED = 90.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An item and how well it fits: from 100 (what was typed is its title) down to 12."""

    item_id: str
    score: float

    @property
    def kind(self) -> str:
        """ "faq" for "faq/cure"."""
        return self.item_id.partition("/")[0]


def clear_winner(hits: list[Hit]) -> Hit | None:
    """The first hit, where it fits well and clearly better than the second; else None."""
    if not hits or hits[0].score < _CLEAR:
        return None
    second = hits[1].score if len(hits) > 1 else 0.0
    return hits[0] if hits[0].score >= _CLEAR_LEAD * second else None


class Search:
    """Made once for an edition; ``find`` may be called from anywhere at any time."""

    def __init__(
        self,
        documents: Sequence[Document],
        flags: Iterable[Document],
        beyond: Sequence[str],
        places: Places,
        everyday: EverydayWords,
        encoder: SentenceEncoder,
    ) -> None:
        """``beyond`` are questions of which none of the documents is an answer."""
        self._encoder, self._everyday = encoder, everyday
        self._ids = [document.id for document in documents]
        self._questions = QuestionIndex(documents, beyond, places, encoder)
        self._items = WordIndex(documents)
        self._flags = WordIndex(flags)

    def find(self, words: str, *, kinds: Collection[str] = KINDS, limit: int = 50) -> list[Hit]:
        """The items that fit what somebody typed, the best first; none where nothing fits."""
        hits = (Hit(item_id, score) for item_id, score in self._items.find(words))
        return list(islice((hit for hit in hits if hit.kind in kinds), limit))

    def answers(self, question: str) -> list[Hit]:
        """What answers a question, the best first; none where nothing written does.

        Where the question is nothing but a name, what bears it stands first.
        """
        named = [hit for hit in self.find(question) if hit.score >= _NAMED]
        ranked = self._ranked(question, surely=bool(named))
        first = {hit.item_id for hit in named}
        return [*named, *(hit for hit in ranked if hit.item_id not in first)][:_ANSWERS]

    def _ranked(self, question: str, *, surely: bool) -> list[Hit]:
        """By letters and meaning; ``surely`` where it is known that there is an answer."""
        if not self._is_language(question):
            return []
        ranking = self._questions.rank(self._explained(question))
        if not (surely or ranking.sureness > 0):
            return []
        order = np.argsort(-ranking.shares, kind="stable")[:_ANSWERS]
        return [Hit(self._ids[n], _score(float(ranking.shares[n]))) for n in order]

    def sureness(self, question: str) -> float:
        """Above 0 where something written answers the question; for whoever wonders why."""
        return self._questions.rank(self._explained(question)).sureness

    def nearest_phrase(self, question: str, item_id: str) -> tuple[str, float]:
        """What in an item comes nearest in meaning, and how near, from -1 to 1."""
        number = self._ids.index(item_id)
        return self._questions.nearest_phrase(self._explained(question), number)

    def _explained(self, question: str) -> str:
        return self._everyday.explained(question, self._knows)

    def _is_language(self, question: str) -> bool:
        """Whether one word of it is known anywhere; letters at random are like something, too."""
        words = words_in(question)
        return any(self._knows(word) or self._encoder.knows(word) for word in words)

    def _knows(self, word: str) -> bool:
        """Whether it stands in a text, or in a way of asking for one."""
        return self._items.knows(word) or self._questions.knows(word)

    def red_flag(self, words: str) -> float:
        """How well the words name a sign that cannot wait, 0 to 100: help to find, no judgement."""
        if len("".join(words_in(words[:LETTERS_READ]))) < 4:  # "fe" may become anything
            return 0.0
        best = max((score for _, score in self._flags.find(words)), default=0.0)
        return best if best >= _NAMES_A_FLAG else 0.0


def _score(share: float) -> float:
    """Below that of a name; by its root the second is still seen beside a first of nine tenths."""
    return _NAMED * cbrt(share)
