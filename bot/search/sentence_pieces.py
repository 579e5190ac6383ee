"""A sentence -> the pieces of words that the sentence encoder knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

UNKNOWN, BEGIN, END = 0, 1, 2
FIRST_PIECE = 3
_SPACE = "\u2581"
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NO_WORD = re.compile(r"[\W_]+")
_UNKNOWN_PENALTY = 10.0
_LETTERS_READ = 400  # whoever writes more has said by then what it is about


def folded(text: str) -> str:
    """Small letters without punctuation; accents stay, for here they tell words apart."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


class SentencePieces:
    """The likeliest division of a text into known pieces (a unigram model, by Viterbi)."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """``scores`` are logarithms of how common each is; the first three stand for no text."""
        self._numbers = {piece: FIRST_PIECE + n for n, piece in enumerate(pieces)}
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _UNKNOWN_PENALTY

    def numbers_of(self, text: str) -> list[int]:
        """With the marks of begin and end around them."""
        written = _SPACE + folded(text[:_LETTERS_READ]).replace(" ", _SPACE)
        return [BEGIN, *self._divided(written), END]

    def has_word(self, word: str) -> bool:
        """Whether the word is one piece."""
        return _SPACE + word in self._numbers

    def _divided(self, written: str) -> list[int]:
        length = len(written)
        best = [0.0, *[float("-inf")] * length]
        come_from: list[tuple[int, int]] = [(0, UNKNOWN)] * (length + 1)
        for start in range(length):
            score = best[start] + self._unknown
            if score > best[start + 1]:
                best[start + 1], come_from[start + 1] = score, (start, UNKNOWN)
            for end in range(start + 1, min(start + self._longest, length) + 1):
                number = self._numbers.get(written[start:end])
                if number is None:
                    continue
                score = best[start] + self._scores[number]
                if score > best[end]:
                    best[end], come_from[end] = score, (start, number)
        return _followed_back(come_from)


def _followed_back(come_from: Sequence[tuple[int, int]]) -> list[int]:
    numbers, end = [], len(come_from) - 1
    while end > 0:
        end, number = come_from[end]
        numbers.append(number)
    return numbers[::-1]
