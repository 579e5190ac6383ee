"""The words of one language's rules, and how what was typed is read as them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from bot.safety_net.folding import Token, folded
from bot.safety_net.slips import Slips
from bot.safety_net.spelling import Spelling

LONGEST_SHORT = 3  # words that may stand for one other
LONGEST_GLUED = 40  # letters in which words without spaces between them are looked for
_SHORTEST_GLUED = 8
_SHORTEST_UNDOUBLED = 4
_LONGEST_WORD = 16
_WORDS_OF_ONE = "iaeouy"
_NONE = frozenset[str]()
_REPEATED = re.compile(r"(.)\1\1+")
_RUN = re.compile(r"(.)\1+")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_LEET = (
    str.maketrans("013457@$!", "oieastasi"),
    str.maketrans("013457@$!", "oleastasl"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one word may be: itself, known words, stems."""

    words: frozenset[str]
    stems: frozenset[str] = frozenset()
    value: float | None = None


class Lexicon:
    """Made once for a language's rules."""

    def __init__(
        self,
        spelling: Spelling,
        words: Iterable[str],
        stems: Iterable[str],
        real_words: Iterable[str],
    ) -> None:
        """The words and stems are given as they are spelled, the real words as they are written."""
        self.cyrillic = spelling.cyrillic
        self.key = spelling.key
        self._short = spelling.short
        self.begin_short = {ways[0] for ways in self._short}
        self.known = frozenset(words).union(*self._short.values())
        self._stems = frozenset(stems)
        self._lengths = sorted({len(stem) for stem in self._stems}) or [0]
        self._heads = {stem[: self._lengths[0]] for stem in self._stems}
        self._real = {self.key(word) for text in real_words for word in folded(text)}
        self._squeezed: dict[str, tuple[str, ...]] = {}  # words with two of a letter, with one
        for word in filter(_RUN.search, self.known):
            squeezed = _RUN.sub(r"\1", word)
            self._squeezed[squeezed] = (*self._squeezed.get(squeezed, ()), word)
        self._slips = Slips(self.known, self._stems)

    def in_full(self, words: tuple[str, ...]) -> list[Heard] | None:
        """What these words together are short for, or None; they are given by their keys."""
        long = self._short.get(words)
        return [self._exactly(word) for word in long] if long else None

    def known_of(self, words: Iterable[str]) -> set[str]:
        """Those that stand in a rule, or begin as a stem does, typed as they are written there."""
        return {word for word in words if self._is_known(self.key(word))}

    def has_word(self, word: str) -> bool:
        """True for a whole word of a rule; a stem begins misspelt words, too."""
        return self.key(word) in self.known

    def number(self, token: Token) -> Heard:
        return Heard(frozenset({token.text}), value=token.value)

    def as_typed(self, text: str) -> Heard:
        """The word itself, and the stems with which it begins."""
        return self._exactly(self.key(text))

    def misspelt(self, text: str) -> list[Heard]:
        """What a word may be that no rule knows as it was typed."""
        word = self.key(text)
        if any(letter.isdigit() or letter in "@$!*" for letter in text):
            return self._disguised(text)
        if _REPEATED.search(text) and (meant := self._unstretched(word)):
            return [meant]
        if word in self._real:
            return [Heard(frozenset({word}))]
        words, stems = self._slips.words(word) | self._undoubled(word), self._slips.stems(word)
        if words or stems:
            return [self._with_stems(words | {word}, stems)]
        return self.glued(text) or [Heard(frozenset({word}))]

    def glued(self, text: str) -> list[Heard]:
        """Known words without spaces between them: "killmyself", "k i l l"; or none."""
        word = self.key(text)
        if word in self.known:
            return [self._exactly(word)]
        parts = _fewest_parts(word, self.known)
        return [self._exactly(long) for part in parts for long in self._short.get((part,), (part,))]

    def _is_known(self, word: str) -> bool:
        return word in self.known or bool(self._stems_of(word))

    def _exactly(self, word: str) -> Heard:
        return Heard(frozenset({word}), self._stems_of(word))

    def _with_stems(self, words: Iterable[str], stems: frozenset[str]) -> Heard:
        begun = (self._stems_of(word) for word in words)
        return Heard(frozenset(words), stems.union(*begun))

    def _stems_of(self, word: str) -> frozenset[str]:
        if word[: self._lengths[0]] not in self._heads:
            return _NONE
        return frozenset(
            word[:length]
            for length in self._lengths
            if length <= len(word) and word[:length] in self._stems
        )

    def _unstretched(self, word: str) -> Heard | None:
        """ "sooo", "breeeathe": letters held down."""
        twice = _REPEATED.sub(r"\1\1", word)
        once = _REPEATED.sub(r"\1", word)
        squeezed = _RUN.sub(r"\1", word)
        ways = (twice, once, squeezed, *self._squeezed.get(squeezed, ()))
        meant = {way for way in ways if self._is_known(way)} | self._slips.words(once)
        return self._with_stems(meant, frozenset()) if meant else None

    def _undoubled(self, word: str) -> set[str]:
        """ "leggs" for "legs": a letter typed twice in a word too short for other slips."""
        once = _RUN.sub(r"\1", word)
        return {once} if len(once) >= _SHORTEST_UNDOUBLED and once in self.known else set()

    def _disguised(self, text: str) -> list[Heard]:
        """Digits and signs among letters: "k1ll", "k*ll"; "38c" and "9x", which are two words."""
        for table in _LEET:
            word = self.key(text.translate(table))
            if self._is_known(word):
                return [self._exactly(word)]
        if "*" in text and (meant := self._uncensored(text)):
            return [Heard(meant)]
        parts: list[str] = _PARTS.findall(text)
        if len(parts) == 1 or len(parts) > LONGEST_SHORT:
            words = frozenset(self.key(text.translate(table)) for table in _LEET)
            return [self._with_stems(words.union(*map(self._slips.words, words)), frozenset())]
        return [word for part in parts for word in self._part(part)]

    def _part(self, text: str) -> list[Heard]:
        if text.isdecimal():
            value = float(text) if len(text) < 6 else None
            return [Heard(frozenset({text}), value=value)]
        word = self.key(text)
        if (word,) in self._short:
            return [self._exactly(long) for long in self._short[(word,)]]
        return [self._exactly(word)] if self._is_known(word) else self.misspelt(text)

    def _uncensored(self, text: str) -> frozenset[str]:
        if len(text) > _LONGEST_WORD or len(text.replace("*", "")) < 2:
            return frozenset()
        pattern = re.compile(re.escape(self.key(text)).replace(r"\*", "[^\\W\\d_]"))
        near = self._slips.alike(text[0], len(text))
        return frozenset(word for word in near if pattern.fullmatch(word))


def _fewest_parts(word: str, known: Container[str]) -> list[str]:
    """The words of which a longer one is made; of a single letter only what is a word."""
    if not _SHORTEST_GLUED <= len(word) <= LONGEST_GLUED:
        return []
    best: list[list[str] | None] = [[], *[None] * len(word)]  # of the letters so far
    for end in range(1, len(word) + 1):
        for begin in range(max(0, end - _LONGEST_WORD), end):
            left, part = best[begin], word[begin:end]
            if left is None or part not in known or (len(part) == 1 and part not in _WORDS_OF_ONE):
                continue
            held = best[end]
            if held is None or len(left) + 1 < len(held):
                best[end] = [*left, part]
    return best[-1] or []
