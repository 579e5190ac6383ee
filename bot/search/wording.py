"""Likeness by wording: which documents are asked for in such words, endings and slips forgiven."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.search.sentence_encoder import Floats
from bot.search.tokenizer import words_in

_LETTERS = 4  # in a row, so that endings and slips of the finger hardly matter
_LETTERS_READ = 256
# What a document has of each feature that stands in none of its phrases; learned with the weights
# of the views in question_index.
_UNSEEN = 0.002


class WordingIndex:
    """How likely a text is under each document: naive Bayes over words, their pairs and letters.

    Rare features weigh more; every phrase, and every text, weighs the same as any other.
    """

    def __init__(self, phrases: Sequence[str], owners: Sequence[int], documents: int) -> None:
        """``owners``, in rising order, are the numbers of the documents the phrases belong to."""
        lengths, found, times = array("I"), array("I"), array("f")
        parts_of = cache(_parts_of)  # most words come again and again
        for phrase in phrases:  # one after the other: all their features at once take much memory
            features = _features(phrase, parts_of)
            lengths.append(len(features))
            found.extend(features)
            times.extend(features.values())
        self._known, numbers, holders = np.unique(
            np.frombuffer(found, np.uint32), return_inverse=True, return_counts=True
        )
        self._rarity = np.log((1 + len(phrases)) / (1 + holders)).astype(np.float32) + 1
        weights = self._weights(numbers, np.frombuffer(times, np.float32))
        phrase_of = np.repeat(np.arange(len(phrases), dtype=np.uint32), np.array(lengths))
        norms = np.sqrt(np.bincount(phrase_of, weights**2, len(phrases)))
        weights /= norms[phrase_of].astype(np.float32)
        ends = np.cumsum(np.bincount(owners, lengths, documents)).astype(int).tolist()
        parts = [slice(*part) for part in pairwise([0, *ends])]
        self._sizes = np.log([weights[part].sum() / _UNSEEN + len(holders) for part in parts])
        self._join([_summed(numbers[part], weights[part]) for part in parts])

    def _join(self, documents: Sequence[tuple[NDArray[np.uint32], Floats]]) -> None:
        """In the order of features, for a text has few of them."""
        numbers = np.concatenate([own for own, _ in documents])
        order = np.argsort(numbers, kind="stable")
        owners = np.arange(len(documents), dtype=np.min_scalar_type(len(documents)))
        self._owners = np.repeat(owners, [len(own) for own, _ in documents])[order]
        sums = np.concatenate([weights for _, weights in documents])[order]
        self._told = np.log1p(sums / np.float32(_UNSEEN))
        self._starts = np.append(0, np.cumsum(np.bincount(numbers))).astype(np.uint32)

    def likelihood(self, text: str) -> Floats:
        """Of each document a logarithm, all 0 where nothing in the text is known."""
        features = _features(text, _parts_of)
        hashes = np.fromiter(features, np.uint32, len(features))
        places = np.searchsorted(self._known, hashes) % len(self._known)
        known = self._known[places] == hashes
        times = np.fromiter(features.values(), np.float32, len(features))
        numbers = places[known]
        weights = _scaled(self._weights(numbers, times[known]))
        total = np.asarray(-weights.sum() * self._sizes, np.float32)
        for number, weight in zip(numbers.tolist(), weights.tolist(), strict=True):
            holders = slice(self._starts[number], self._starts[number + 1])
            total[self._owners[holders]] += weight * self._told[holders]
        return total

    def _weights(self, numbers: NDArray[np.intp], times: Floats) -> Floats:
        return np.asarray((1 + np.log(times)) * self._rarity[numbers], np.float32)


def _summed(numbers: NDArray[np.intp], weights: Floats) -> tuple[NDArray[np.uint32], Floats]:
    """Each number once, with the sum of its weights."""
    own, places = np.unique(numbers, return_inverse=True)
    return own.astype(np.uint32), np.bincount(places, weights).astype(np.float32)


def _scaled(weights: Floats) -> Floats:
    """To length 1."""
    return np.asarray(weights / (np.linalg.norm(weights) or 1), np.float32)


def _features(text: str, parts_of: Callable[[str], Iterable[int]]) -> Counter[int]:
    """How often each stands in the text; a hash tells two from each other well enough."""
    words = words_in(text[:_LETTERS_READ])
    pairs = [_hash(f"{one} {other}") for one, other in pairwise(words)]
    return Counter(chain(pairs, chain.from_iterable(map(parts_of, words))))


def _parts_of(word: str) -> tuple[int, ...]:
    """The word itself, and its letters in a row."""
    padded = f" {word} "
    starts = range(max(1, len(padded) - _LETTERS + 1))
    return (_hash(word), *[_hash(f".{padded[start : start + _LETTERS]}") for start in starts])


def _hash(part: str) -> int:
    return crc32(part.encode())
