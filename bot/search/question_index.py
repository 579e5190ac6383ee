"""Which documents answer a question in a person's own words, by its letters and by its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.document import Document
from bot.search.gram_index import GramIndex
from bot.search.meaning import MeaningIndex
from bot.search.phrase_vectors import vectors_of
from bot.search.phrases import phrases_of
from bot.search.places import Places
from bot.search.sentence_encoder import Floats, SentenceEncoder
from bot.search.tokenizer import words_in

# How much each view counts. Cross-validated on the ways of asking themselves, a fifth kept back
# at a time, the three together find the right one first in 30 %, the best alone in 28 %, letters
# alone in 19 %; of 135 questions by another hand they find 81, 74 and 71 %.
_TELLING, _NEAREST, _LETTERS = 1.0, 0.5, 0.3
# A question is asked more often than a word is looked up.
_KINDS: Mapping[str, float] = {"faq": 1.3, "term": 0.85, "tip": 0.8}
_HERE, _ELSEWHERE = 1.6, 0.2
_BEYOND = Document("beyond/scope", ())


# Whether there is an answer at all: a logistic regression on 4,000 ways of asking, a fifth kept
# back at a time, and 160 questions by another hand. The lead is that of the best document over all
# that is beyond; the sum must reach the least.
_WITHIN, _LEAD, _LEAST = 4.0, 3.2, -0.7


@dataclass(frozen=True, slots=True)
class Ranking:
    """``scores`` in the order of the documents; their order and their distance mean something."""

    scores: Floats
    within: float
    lead: float

    @property
    def sureness(self) -> float:
        """Above 0 where the best document is an answer rather than a guess."""
        return _WITHIN * self.within + _LEAD * self.lead - _LEAST


class QuestionIndex:
    """Made once; ``rank`` takes a few milliseconds."""

    def __init__(
        self,
        documents: Sequence[Document],
        beyond: Sequence[str],
        places: Places,
        encoder: SentenceEncoder,
    ) -> None:
        """``beyond`` are questions of which none of the documents is an answer."""
        everything = [*documents, Document(_BEYOND.id, (), asked=tuple(beyond))]
        phrases = phrases_of(everything)
        self._encoder, self._places = encoder, places
        self._countries = [frozenset(document.countries) for document in everything]
        self._owners = np.array(phrases.owners)
        self._count = len(everything)
        self._words = frozenset(word for text in phrases.texts for word in words_in(text))
        self._texts = phrases.texts
        self._grams = GramIndex(phrases.texts)
        vectors = vectors_of(phrases.texts, encoder)
        self._meaning = MeaningIndex(vectors, phrases.owners, self._count)
        kinds = [document.id.partition("/")[0] for document in everything]
        self._prior = np.array([_KINDS.get(kind, 1.0) for kind in kinds], np.float32)

    def nearest_phrase(self, question: str, number: int) -> tuple[str, float]:
        """Of all that asks for a document what comes nearest in meaning, and how near."""
        likeness = self._meaning.likeness(self._encoder.encode([question])[0])
        own = np.flatnonzero(self._owners == number)
        best = int(own[likeness[own].argmax()])
        return self._texts[best], float(likeness[best])

    def knows(self, word: str) -> bool:
        """Whether it stands in a name or in a way of asking."""
        return word in self._words

    def rank(self, question: str) -> Ranking:
        """How well each document answers, and whether any does."""
        vector = self._encoder.encode([question])[0]
        likeness = self._grams.likeness(question)
        by_letters = np.bincount(self._owners, likeness**2, self._count).astype(np.float32)
        scores = self._prior * (
            _TELLING * _scaled(self._meaning.telling(vector))
            + _NEAREST * _scaled(self._meaning.nearest(vector))
            + _LETTERS * _scaled(by_letters)
        )
        if mentioned := self._places.mentioned_in(question):
            scores = scores * self._nearness(mentioned)
        lead = float(scores[:-1].max(initial=0) - scores[-1])
        return Ranking(scores[:-1], self._meaning.within(vector), lead)

    def _nearness(self, mentioned: frozenset[str]) -> Floats:
        """Who asks for a country wants its own organisations and none of another's."""
        return np.array(
            [_HERE if own & mentioned else _ELSEWHERE if own else 1 for own in self._countries],
            np.float32,
        )


def _scaled(scores: Floats) -> Floats:
    """To length 1: how far a document stands out among the others."""
    return np.asarray(scores / (np.linalg.norm(scores) or 1), np.float32)
