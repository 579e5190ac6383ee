"""How the words of one language are spelled in its rules, and what they are short for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.safety_net.folding import folded, folded_word
from bot.safety_net.transliteration import in_latin

Words = tuple[str, ...]


class Spelling:
    """One spelling for all the ways in which a word may be typed."""

    def __init__(self, short: Mapping[str, Iterable[str]], *, cyrillic: bool) -> None:
        self.cyrillic = cyrillic
        self.short = {
            self.keys(way): long
            for written, ways in short.items()
            for long in (self.keys(written),)
            for way in ways
        }

    def key(self, word: str) -> str:
        """The spelling under which a folded word is known."""
        return in_latin(word) if self.cyrillic else word

    def of(self, written: str) -> Words:
        """A word of a rule as the words that it is read as: "can't" is "can not"."""
        words = self.keys(written)
        return self.short.get(words, words)

    def keys(self, written: str) -> Words:
        if written.isalpha():  # as most words are, of which one is made
            return (self.key(folded_word(written)),)
        return tuple(self.key(word) for word in folded(written))
