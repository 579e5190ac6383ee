"""Which documents answer a question in a person's own words, by its wording and by its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.document import Document
from bot.search.meaning import MeaningIndex
from bot.search.phrase_vectors import vectors_of
from bot.search.phrases import phrases_of
from bot.search.places import Places
from bot.search.sentence_encoder import Floats, SentenceEncoder
from bot.search.tokenizer import words_in
from bot.search.wording import WordingIndex

# How much each view counts: a conditional logit on 431 questions by three other hands. With a
# tenth of them kept back at a time it finds the right one first for 88 %, and within three for
# 96 %; wording alone does for 83 and 92 %.
_WORDING, _TELLING, _NEARNESS = 0.43, 13.0, 0.5
# A question is asked more often than a word is looked up.
_FAQ = 1.0
# Who names a country wants its own organisations and none of another's.
_HERE, _ELSEWHERE = 2.5, -1.0
_BEYOND = Document("beyond/scope", ())

# Whether there is an answer at all, by those questions and 80 that have none: the lead of the
# best document over all that is beyond counts as it is, and the sum must reach the least. That
# leaves one in fifty without its answer, and nine in ten of the others without a wrong one.
_WITHIN, _LEAST = 3.0, 5.9


@dataclass(frozen=True, slots=True)
class Ranking:
    """``shares`` in the order of the documents: how likely each is the one that was asked for."""

    shares: Floats
    within: float
    lead: float

    @property
    def sureness(self) -> float:
        """Above 0 where the best document is an answer rather than a guess."""
        return self.lead + _WITHIN * self.within - _LEAST


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
        self._words = frozenset(word for text in phrases.texts for word in words_in(text))
        self._texts = phrases.texts
        self._wording = WordingIndex(phrases.texts, phrases.owners, len(everything))
        vectors = vectors_of(phrases.texts, encoder)
        self._meaning = MeaningIndex(vectors, phrases.owners, len(everything))
        self._prior = np.array([_FAQ * d.id.startswith("faq/") for d in everything], np.float32)

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
        scores = (
            _WORDING * self._wording.likelihood(question)
            + _TELLING * _scaled(self._meaning.telling(vector))
            + _NEARNESS * self._meaning.nearness(vector)
            + self._prior
        )
        if mentioned := self._places.mentioned_in(question):
            scores = scores + self._preference(mentioned)
        lead = float(scores[:-1].max(initial=-np.inf) - scores[-1])
        return Ranking(_shares(scores[:-1]), self._meaning.within(vector), lead)

    def _preference(self, mentioned: frozenset[str]) -> Floats:
        return np.array(
            [_HERE if own & mentioned else _ELSEWHERE if own else 0 for own in self._countries],
            np.float32,
        )


def _scaled(scores: Floats) -> Floats:
    """To length 1: how far a document stands out among the others."""
    return np.asarray(scores / (np.linalg.norm(scores) or 1), np.float32)


def _shares(scores: Floats) -> Floats:
    """Of 1, as ``scores`` are logarithms."""
    powers = np.exp(scores - scores.max(initial=-np.inf))
    return np.asarray(powers / powers.sum(), np.float32)
