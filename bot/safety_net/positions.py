"""One text as one language reads it: where each word stands, as the bits of a number.

Bit n of a mask of words is the n-th word; bit n of a mask of places is the place before it. A
phrase is matched at all places of a text at once, with a few operations on whole masks a word:
what an editor writes can take no longer than that, whatever a person types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from bot.safety_net.folding import Break, Token
from bot.safety_net.lexicon import Heard

GAP = 4  # "..." stands for none to this many words
NUMBER = "#"  # the key of every number; no word is spelled so


class Positions:
    """Masks of the words and stems in a text, and of the places where its parts begin."""

    def __init__(self, heard: list[tuple[Heard, Token]]) -> None:
        self.length = len(heard)
        self.everywhere = (1 << (self.length + 1)) - 1
        self.masks: dict[str, int] = {}  # by a word, or by a stem as "bleed*"
        self.numbers: list[tuple[float, int]] = []
        self.decimals: list[tuple[float, int]] = []
        self.sentences = _begins(heard, Break.SENTENCE)
        clauses = _begins(heard, Break.CLAUSE)
        self.edges = clauses | 1 | (1 << self.length)
        self.inside = ~clauses  # places where no clause begins
        for at, (word, _) in enumerate(heard):
            self._note(word, 1 << at)
        self.keys = {*self.masks, NUMBER} if self.numbers else {*self.masks}
        self.memory: dict[int, tuple[int, list[Any]]] = {}  # what a group stands for in this text
        self._masks: list[int] = []

    def numbers_within(self, least: float, most: float, *, decimals: bool) -> int:
        """The numbers from the one to the other; ``decimals`` are those with a decimal place."""
        numbers = self.decimals if decimals else self.numbers
        return sum(bit for value, bit in numbers if least <= value <= most)

    def spread(self, places: int) -> int:
        """Those places and the ones that a gap reaches from there, within the sentence."""
        for _ in range(GAP):
            places |= (places & ~self.sentences) << 1
        return places & self.everywhere

    def spread_back(self, places: int) -> int:
        """Those places and the ones from which a gap reaches them, within the sentence."""
        for _ in range(GAP):
            places |= (places >> 1) & ~self.sentences
        return places

    def sentences_of(self, words: int) -> int:
        """The sentences, counted from 0, in which any of the words stands; as bits again."""
        return sum(1 << n for n, mask in enumerate(self._sentence_masks()) if mask & words)

    def words_of(self, sentences: int) -> int:
        """All words of these sentences."""
        return sum(mask for n, mask in enumerate(self._sentence_masks()) if sentences >> n & 1)

    def _sentence_masks(self) -> list[int]:
        if not self._masks:
            begins = [*bits(self.sentences), self.length]
            self._masks = [(1 << end) - (1 << begin) for begin, end in pairwise(begins)]
        return self._masks

    def _note(self, heard: Heard, bit: int) -> None:
        for key in (*heard.words, *(f"{stem}*" for stem in heard.stems)):
            self.masks[key] = self.masks.get(key, 0) | bit
        if heard.value is not None:
            self.numbers.append((heard.value, bit))
            if any("." in word for word in heard.words):
                self.decimals.append((heard.value, bit))


def bits(mask: int) -> Iterator[int]:
    """The bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _begins(heard: Iterable[tuple[Heard, Token]], least: Break) -> int:
    return sum(1 << at for at, (_, token) in enumerate(heard) if token.after >= least)
