"""Slips of the finger: which known words a typed one may be meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

_SHORTEST = 5  # of four letters, too many words are one letter away; two may still change places
_TWO_SLIPS_FROM = 9
_READ = 7  # letters of a word by which it is found; the whole of it is compared then
_STEM_READ = 6


class Slips:
    """Finds words by what is left of them when letters are taken out: a few look-ups a word,
    however many words are known."""

    def __init__(self, words: Iterable[str], stems: Iterable[str]) -> None:
        self._words = _index((word for word in words if len(word) >= _SHORTEST - 1), _READ)
        self._stems = _index((stem for stem in stems if len(stem) >= _STEM_READ), _STEM_READ)

    def words(self, typed: str) -> frozenset[str]:
        """Known words that are one slip away, or two where they are long."""
        if len(typed) < _SHORTEST - 1:
            return frozenset()
        slips = 2 if len(typed) >= _TWO_SLIPS_FROM - 1 else 1
        near = _near(self._words, typed[:_READ], slips)
        return frozenset(word for word in near if _is_slip(typed, word))

    def stems(self, typed: str) -> frozenset[str]:
        """Known stems with one slip in them."""
        if len(typed) < _STEM_READ:
            return frozenset()
        near = _near(self._stems, typed[:_STEM_READ], 1)
        return frozenset(stem for stem in near if _begins_alike(typed, stem))


# Most of what is left of a word is left of no other: then the word stands there without a tuple.
_Index = dict[str, str | tuple[str, ...]]


def _index(words: Iterable[str], read: int) -> _Index:
    found: _Index = {}
    for word in words:
        slips = 2 if len(word) >= _TWO_SLIPS_FROM and read == _READ else 1
        for left in set(_shortened(word[:read], slips)):
            others = _all(found.get(left, ()))
            found[left] = (*others, word) if others else word
    return found


def _all(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else found


def _near(index: _Index, begin: str, slips: int) -> set[str]:
    near: set[str] = set()
    for left in _shortened(begin, slips):
        if left in index:  # most are not
            near.update(_all(index[left]))
    return near


def _shortened(word: str, slips: int) -> Iterator[str]:
    """The word without none, one and, where asked for, two of its letters."""
    yield word
    letters = range(len(word))
    for at in letters:
        yield word[:at] + word[at + 1 :]
    if slips > 1:
        for one, two in combinations(letters, 2):
            yield word[:one] + word[one + 1 : two] + word[two + 1 :]


def _is_slip(typed: str, word: str) -> bool:
    if typed[0] != word[0]:  # people hit the first letter: "never" is no "fever"
        return False
    if len(word) < _SHORTEST:
        return sorted(typed) == sorted(word) and OSA.distance(typed, word) == 1
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    return OSA.distance(typed, word, score_cutoff=slips) <= slips


def _begins_alike(typed: str, stem: str) -> bool:
    if typed[0] != stem[0]:
        return False
    lengths = (len(stem), len(stem) - 1, len(stem) + 1)
    return any(OSA.distance(typed[:length], stem, score_cutoff=1) <= 1 for length in lengths)
