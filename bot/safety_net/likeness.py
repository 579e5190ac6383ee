"""How much a text sounds like what people are known to say in an emergency or in despair.

The rules hear what somebody thought of; this hears what is said in nearly the same words. It was
learned from the sayings that editors keep (``make_likeness`` tells how), and holds a number for
each class and group of a few letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.safety_net.rules import Card
from bot.safety_net.transliteration import in_latin, is_cyrillic

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Buckets = NDArray[np.uint32]

STORED = Path(__file__).parent / "likeness.npz"
BUCKETS = 1 << 17  # two groups of letters meet in one bucket too seldom to matter
CLASSES = ("neither", "redflag", "crisis")
# Of the texts that ask for neither card, so few come up to these: see ``make_likeness``.
_CRISIS_FROM, _REDFLAG_FROM = 0.5, 1.8
_LETTERS = range(2, 6)
_SPACE, _MIX = 32, np.uint32(0x9E3779B1)
_WORDS_AT_ONCE, _STEP = 60, 40  # a longer text is read in parts that overlap


@dataclass(frozen=True, slots=True)
class Leaning:
    """Logarithms of odds: above 0 what is more likely than all else together."""

    redflag: float
    crisis: float
    neither: float


class Likeness:
    """Made once; ``leaning`` keeps nothing, and may be called from anywhere."""

    def __init__(self, weights: Halves, bias: Floats) -> None:
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
        """Of the part of the text that sounds most urgent; of no words, nothing."""
        if not words:
            return Leaning(-99.0, -99.0, 99.0)
        buckets, owners = _groups(words)
        parts = (
            self._part(np.unique(buckets[(owners >= start) & (owners < start + _WORDS_AT_ONCE)]))
            for start in range(0, max(len(words) - _WORDS_AT_ONCE + _STEP, 1), _STEP)
        )
        return min(parts, key=lambda part: part.neither)

    def _part(self, buckets: Buckets) -> Leaning:
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


def buckets_of(words: Sequence[str]) -> Buckets:
    """The groups of letters of folded words, each once, as ``learn_likeness`` counts them."""
    return np.unique(_groups(words)[0])


def _groups(words: Sequence[str]) -> tuple[Buckets, NDArray[np.int64]]:
    """The bucket of each group of letters within a word, and the number of that word. Russian is
    read in Latin letters, because some type it so."""
    latin = (in_latin(word) if is_cyrillic(word) else word for word in words)
    letters = np.frombuffer(f" {' '.join(latin)} ".encode("utf-32-le"), np.uint32)
    spaces = np.cumsum(letters == _SPACE)
    found, owners = [], []
    for length in _LETTERS:
        count = len(letters) - length + 1
        if count <= 0:
            continue
        within = spaces[length - 2 : length - 2 + count] == spaces[:count]
        mixed = np.full(count, length, np.uint32)
        for at in range(length):
            mixed = mixed * _MIX + letters[at : at + count]
        found.append(mixed[within])
        owners.append(spaces[:count][within] - 1)
    mixed = np.concatenate(found) * _MIX
    return (mixed ^ (mixed >> np.uint32(15))) % np.uint32(BUCKETS), np.concatenate(owners)


def _together(one: float, other: float) -> float:
    most = max(one, other)
    return most + log(exp(one - most) + exp(other - most))
