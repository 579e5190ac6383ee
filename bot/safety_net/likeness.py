"""How much a text sounds like what people are known to say in an emergency or in despair.

The rules hear what somebody thought of; this hears what is said in nearly the same words. It was
learned from the sayings that editors keep (``make_likeness`` tells how), and holds two numbers for
each group of a few letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.safety_net.rules import Card
from bot.safety_net.transliteration import in_latin, is_cyrillic

Floats = NDArray[np.float32]
Buckets = NDArray[np.uint32]

STORED = Path(__file__).parent / "likeness.npz"
BUCKETS = 1 << 17  # two groups of letters meet in one bucket too seldom to matter
CLASSES = ("neither", "redflag", "crisis")
# Of the texts that ask for neither card, so few come up to these: see ``make_likeness``.
_CRISIS_FROM, _REDFLAG_FROM = 0.0, 1.0
_LETTERS = range(2, 6)
_WORDS_AT_ONCE, _STEP = 40, 20  # a longer text is read in parts that overlap


@dataclass(frozen=True, slots=True)
class Leaning:
    """Logarithms of odds: above 0 what is more likely than all else together."""

    redflag: float
    crisis: float
    neither: float


class Likeness:
    """Made once; ``leaning`` keeps nothing, and may be called from anywhere."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        """``weights`` has a row for each bucket, ``bias`` a number for each of ``CLASSES``."""
        self._weights, self._bias = weights, bias

    @classmethod
    def stored(cls, path: Path = STORED) -> Likeness:
        """As it was learned and is kept beside this file."""
        with np.load(path) as file:
            weights = np.zeros((BUCKETS, len(CLASSES)), np.float16)
            weights[file["buckets"]] = file["weights"]
            return cls(weights, file["bias"])

    def leaning(self, words: Sequence[str]) -> Leaning:
        """Of the part of the text that sounds most urgent."""
        parts = (self._part(part) for part in _parts(words))
        return max(parts, key=lambda part: -part.neither, default=Leaning(-99.0, -99.0, 99.0))

    def _part(self, words: Sequence[str]) -> Leaning:
        buckets = buckets_of(words)
        rows = self._weights[buckets].astype(np.float32)
        scores = rows.sum(axis=0) / np.sqrt(max(len(buckets), 1)) + self._bias
        neither, redflag, crisis = (float(score) for score in scores)
        return Leaning(
            redflag - _together(neither, crisis),
            crisis - _together(neither, redflag),
            neither - _together(redflag, crisis),
        )


def card_of(leaning: Leaning) -> Card | None:
    """The card that is shown for what no rule hears."""
    if leaning.crisis > _CRISIS_FROM:
        return Card.CRISIS
    return Card.REDFLAG if leaning.redflag > _REDFLAG_FROM else None


def buckets_of(words: Iterable[str]) -> Buckets:
    """The groups of letters of folded words, each once; Russian is read in Latin letters, because
    some type it so."""
    found = [_of_word(word) for word in set(words)]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint32)


@lru_cache(maxsize=4_096)  # people use the same few thousand words
def _of_word(word: str) -> Buckets:
    padded = f" {in_latin(word) if is_cyrillic(word) else word} "
    return np.array([crc32(group.encode()) % BUCKETS for group in _groups(padded)], np.uint32)


def _groups(padded: str) -> Iterator[str]:
    yield padded
    for length in _LETTERS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    if len(words) <= _WORDS_AT_ONCE:
        yield words
        return
    for start in range(0, len(words) - _WORDS_AT_ONCE + _STEP, _STEP):
        yield words[start : start + _WORDS_AT_ONCE]


def _together(one: float, other: float) -> float:
    most = max(one, other)
    return most + log(exp(one - most) + exp(other - most))
