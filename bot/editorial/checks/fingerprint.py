"""A short mark of a text's words: it says whether they are still those that somebody has seen."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from bot.editorial.checks.passages import Written, fields

_DIGITS = 8


def fingerprint(language: str, item: Written) -> str:
    """The language and eight digits ("en-3f2a9c1d"), made of every word that a reader sees.

    Gaps and line breaks do not count, nor do dates, sources, the order of lists and who reviewed
    it: the mark changes with a title, a text, a heading or a question, and with nothing else.
    """
    return of_texts(language, (text for _, text, _ in fields(item)))


def of_texts(language: str, texts: Iterable[str]) -> str:
    """The mark of these texts in this order."""
    plain = "\n".join(" ".join(text.split()) for text in texts)
    return f"{language}-{sha256(plain.encode()).hexdigest()[:_DIGITS]}"


def language_of(mark: str) -> str:
    return mark.rpartition("-")[0]
