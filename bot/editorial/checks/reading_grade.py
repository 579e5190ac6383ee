"""How hard a text is to read, by the formula of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import fmean

import syllapy

from bot.editorial.checks.editorial_rules import Formula

# A figure, or letters with the apostrophes inside them: "24-hour" has two parts.
_PART = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LETTERS_ONE_BY_ONE = re.compile(r"[A-Z]{2,}")
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class SyllableCount:
    """Counts as the library does, and as ``told`` for a word that it gets wrong."""

    told: Mapping[str, int] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)  # a text has few words many times

    def of(self, word: str) -> int:
        """At least one: a figure is taken in at a glance, whatever it is called."""
        if word not in self._known:
            self._known[word] = max(1, sum(map(self._of_part, _PART.findall(word))))
        return self._known[word]

    def _of_part(self, part: str) -> int:
        plain = _POSSESSIVE.sub("", part.replace("’", "'"))
        known = self.told.get(part.casefold(), self.told.get(plain.casefold()))
        if known is not None:
            return known
        if _LETTERS_ONE_BY_ONE.fullmatch(plain):
            return len(plain) + 2 * plain.count("W")
        return 1 if plain.isdecimal() else int(syllapy.count(plain))


def flesch_kincaid(
    sentences: Sequence[str],
    left_out: re.Pattern[str] = NOTHING,
    syllables: SyllableCount | None = None,
) -> float:
    """The US school grade that reads the sentences with ease; 0 where there is no word.

    What ``left_out`` finds makes its sentence longer, for it has to be read, but not harder: a word
    that is explained at a tap counts with as many syllables as the words around it have on average.
    """
    count = syllables or SyllableCount()
    words = [word for sentence in sentences for word in _words(sentence)]
    if not words:
        return 0.0
    around = [word for sentence in sentences for word in _without(left_out, sentence)]
    to_a_word = fmean(count.of(word) for word in around or words)
    return 0.39 * len(words) / len(sentences) + 11.8 * to_a_word - 15.59


ReadingGrade = Callable[[Sequence[str], re.Pattern[str], SyllableCount], float]
FORMULAS: Mapping[Formula, ReadingGrade] = {Formula.FLESCH_KINCAID: flesch_kincaid}


def _words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if any(sign.isalnum() for sign in word)]


@lru_cache(maxsize=8192)
def _without(left_out: re.Pattern[str], sentence: str) -> tuple[str, ...]:
    return tuple(_words(left_out.sub(" ", sentence)))
