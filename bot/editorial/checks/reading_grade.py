"""How hard a text is to read, by the formula of its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import textstat

from bot.editorial.checks.editorial_rules import Formula


@lru_cache(maxsize=4096)
def flesch_kincaid(text: str) -> float:
    """The US school grade that reads ``text`` with ease."""
    return float(textstat.flesch_kincaid_grade(text)) if textstat.lexicon_count(text) else 0.0


FORMULAS: Mapping[Formula, Callable[[str], float]] = {Formula.FLESCH_KINCAID: flesch_kincaid}
