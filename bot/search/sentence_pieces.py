"""A sentence -> the pieces of words that the sentence encoder knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

UNKNOWN, BEGIN, END = 0, 1, 2
FIRST_PIECE = 3
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NO_WORD = re.compile(r"[\W_]+")
_UNKNOWN_PENALTY = 10.0
_LETTERS_READ = 256  # whoever writes more has said by then what it is about


def folded(text: str) -> str:
    """Small letters without punctuation; accents stay, for here they tell words apart."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


class SentencePieces:
    """The likeliest division of a text into known pieces (a unigram model, by Viterbi)."""

    def __init__(
        self, pieces: NDArray[np.bytes_], numbers: Sequence[int], scores: Sequence[float]
    ) -> None:
        """The pieces in UTF-8 and in order: a dictionary of them would need five times the memory.

        ``scores`` are logarithms of how common each number is; the first three stand for no text.
        """
        # A byte wider than the longest, so that nothing is taken for a piece of which it is more.
        self._pieces = pieces.astype(f"S{pieces.itemsize + 1}")
        self._numbers, self._scores = numbers, scores
        self._longest = max(len(piece.decode()) for piece in pieces.tolist())
        self._unknown = min(scores) - _UNKNOWN_PENALTY

    def numbers_of(self, text: str) -> list[int]:
        """With the marks of begin and end around them."""
        return [BEGIN, *self._divided(" " + folded(text[:_LETTERS_READ])), END]

    def has_word(self, word: str) -> bool:
        """Whether the word is one piece."""
        return bool(list(self._known([f" {word}"])))

    def _divided(self, written: str) -> list[int]:
        spans = list(self._spans(written))
        steps: list[list[tuple[int, int]]] = [[] for _ in written]
        for place, number in self._known([written[start:end] for start, end in spans]):
            start, end = spans[place]
            steps[start].append((end, number))
        return self._likeliest(steps)

    def _spans(self, written: str) -> Iterator[tuple[int, int]]:
        """Where pieces may begin and end: a space is only ever the first letter of one."""
        for start in range(len(written)):
            space = written.find(" ", start + 1)
            last = min(start + self._longest, len(written) if space < 0 else space)
            yield from ((start, end) for end in range(start + 1, last + 1))

    def _known(self, written: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Which of these are pieces, with the number of each."""
        sought = np.array([text.encode() for text in written], self._pieces.dtype)
        places = np.searchsorted(self._pieces, sought) % len(self._pieces)
        for place in np.flatnonzero(self._pieces[places] == sought).tolist():
            yield place, self._numbers[places[place]]

    def _likeliest(self, steps: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
        """``steps`` are, for each letter, the pieces that begin there: where they end, numbers."""
        best = [0.0, *[float("-inf")] * len(steps)]
        come_from: list[tuple[int, int]] = [(0, UNKNOWN)] * len(best)
        for start, pieces in enumerate(steps):
            for end, number in ((start + 1, UNKNOWN), *pieces):
                score = best[start] + (self._scores[number] if number else self._unknown)
                if score > best[end]:
                    best[end], come_from[end] = score, (start, number)
        return _followed_back(come_from)


def _followed_back(come_from: Sequence[tuple[int, int]]) -> list[int]:
    numbers, end = [], len(come_from) - 1
    while end > 0:
        end, number = come_from[end]
        numbers.append(number)
    return numbers[::-1]
