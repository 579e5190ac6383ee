"""Likeness by letters: four in a row, so that endings and slips of the finger hardly matter."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np

from bot.search.sentence_encoder import Floats
from bot.search.tokenizer import words_in

_LETTERS = 4
_BUCKETS = 1 << 16  # two different grams meet in one bucket too seldom to be noticed
_LETTERS_READ = 400


class GramIndex:
    """The cosine between a text and each of many phrases, rare grams weighing more."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._count = len(phrases)
        lengths, found_buckets, found_times = array("I"), array("H"), array("f")
        for phrase in phrases:  # one after the other: all their grams at once take much memory
            grams = _grams(phrase)
            lengths.append(len(grams))
            found_buckets.extend(grams)
            found_times.extend(grams.values())
        buckets = np.frombuffer(found_buckets, np.uint16)
        found = np.bincount(buckets, minlength=_BUCKETS)
        self._rarity = (np.log((1 + self._count) / (1 + found)) + 1).astype(np.float32)
        weights = (1 + np.log(np.frombuffer(found_times, np.float32))) * self._rarity[buckets]
        owners = np.repeat(
            np.arange(self._count, dtype=np.min_scalar_type(self._count)),
            np.frombuffer(lengths, np.uint32),
        )
        norms = np.sqrt(np.bincount(owners, weights**2, self._count)).astype(np.float32)
        order = np.argsort(buckets, kind="stable")
        self._phrases = owners[order]
        self._weights = (weights / norms[owners])[order].astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(found)]).astype(np.uint32)

    def likeness(self, text: str) -> Floats:
        """For each phrase from 0 (not one gram in common) to 1."""
        total = np.zeros(self._count, np.float32)
        norm = 0.0
        for bucket, times in _grams(text).items():
            weight = (1 + np.log(times)) * self._rarity[bucket]
            norm += weight**2
            found = slice(self._starts[bucket], self._starts[bucket + 1])
            total[self._phrases[found]] += weight * self._weights[found]
        return total / np.float32(np.sqrt(norm) or 1)


def _grams(text: str) -> Counter[int]:
    return Counter(
        crc32(gram.encode()) % _BUCKETS for gram in _of_words(words_in(text[:_LETTERS_READ]))
    )


def _of_words(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word} "
        for start in range(max(1, len(padded) - _LETTERS + 1)):
            yield padded[start : start + _LETTERS]
