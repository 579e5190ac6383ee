"""Slips of the finger: which known words a typed one may be meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # of four letters, too many words are one letter away; two may still change places
_TWO_SLIPS_FROM = 9
_SHORTEST_STEM = 6

_ByBegin = dict[tuple[str, int], list[str]]  # by the first letter and the count of letters


class Slips:
    """Compares what was typed with the words of its first letter and about its length, a hundred
    or so: people hit the first letter, "never" is no "fever"."""

    def __init__(self, words: Iterable[str], stems: Iterable[str]) -> None:
        self._words = _by_begin(words)
        self._stems = _by_begin(stems)
        self._longest_stem = max((length for _, length in self._stems), default=0)

    def words(self, typed: str) -> frozenset[str]:
        """Known words that are one slip away, or two where they are long."""
        if len(typed) < _SHORTEST - 1:
            return frozenset()
        near = set(self._swapped(typed)) if len(typed) == _SHORTEST - 1 else set[str]()
        for length in range(max(_SHORTEST, len(typed) - 2), len(typed) + 3):
            slips = 2 if length >= _TWO_SLIPS_FROM else 1
            if abs(length - len(typed)) <= slips:
                near.update(_near(typed, self.alike(typed[0], length), slips))
        return frozenset(near)

    def stems(self, typed: str) -> frozenset[str]:
        """Known stems with one slip in them."""
        near: set[str] = set()
        if len(typed) < _SHORTEST_STEM:
            return frozenset()
        for length in range(_SHORTEST_STEM, min(len(typed) + 1, self._longest_stem) + 1):
            stems = self._stems.get((typed[0], length), ())
            near.update(
                stem for stem in _near(typed[:length], stems, 2) if _begins_alike(typed, stem)
            )
        return frozenset(near)

    def alike(self, letter: str, length: int) -> Sequence[str]:
        """The known words of so many letters, of which this is the first."""
        return self._words.get((letter, length), ())

    def _swapped(self, typed: str) -> Iterable[str]:
        words = self.alike(typed[0], len(typed))
        return (word for word in _near(typed, words, 1) if sorted(typed) == sorted(word))


def _by_begin(words: Iterable[str]) -> _ByBegin:
    found: _ByBegin = {}
    for word in words:
        found.setdefault((word[0], len(word)), []).append(word)
    return found


def _near(typed: str, words: Sequence[str], slips: int) -> list[str]:
    if not words:
        return []
    found = process.extract(typed, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [word for word, _, _ in found]


def _begins_alike(typed: str, stem: str) -> bool:
    """One slip within the stem makes what follows begin a letter earlier or later, or not."""
    lengths = (len(stem), len(stem) - 1, len(stem) + 1)
    return any(OSA.distance(typed[:length], stem, score_cutoff=1) <= 1 for length in lengths)
