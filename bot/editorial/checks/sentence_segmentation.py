"""Markdown as sentences: where each begins and how many words it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LIST_MARK = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"[*_`#]+")
_DASH_OR_SLASH = re.compile(r"[/–—]")
_OPENING = "\"'“‘«([*_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written; ``offset`` is its index in the text it was taken from."""

    text: str
    offset: int

    @property
    def words(self) -> int:
        return sum(1 for word in self.text.split() if any(c.isalnum() for c in word))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or one list entry."""

    sentences: tuple[Sentence, ...]


def paragraphs(text: str, *, hard_breaks: bool, abbreviations: tuple[str, ...]) -> list[Paragraph]:
    """The paragraphs and list entries of ``text`` with their sentences."""
    ends_nothing = {word.casefold() for word in abbreviations}
    return [
        Paragraph(tuple(_sentences(text, start, end, ends_nothing)))
        for start, end in _blocks(text, hard_breaks=hard_breaks)
    ]


def plain_words(text: str) -> str:
    """The text without Markdown's marks and without the addresses of its links."""
    return _MARKS.sub("", _LINK.sub(lambda match: match["words"], text))


def spoken(sentence: Sentence) -> str:
    """The sentence as a voice would take it: no marks, and a dash or a slash parts two words."""
    return _DASH_OR_SLASH.sub(" ", plain_words(sentence.text))


def _blocks(text: str, *, hard_breaks: bool) -> Iterator[tuple[int, int]]:
    start: int | None = None
    offset = 0
    for line in [*text.split("\n"), ""]:
        mark = _LIST_MARK.match(line)
        if start is not None and (not line.strip() or mark or hard_breaks):
            yield start, offset
            start = None
        if line.strip() and start is None:
            start = offset + (mark.end() if mark else 0)
        offset += len(line) + 1
    if start is not None:
        yield start, len(text)


def _sentences(text: str, start: int, end: int, ends_nothing: set[str]) -> Iterator[Sentence]:
    begin = start
    for match in _END.finditer(text, start, end):
        following = text[match.end() : end].lstrip().lstrip(_OPENING)
        last_word = (text[begin : match.end()].split() or [""])[-1].lstrip(_OPENING).casefold()
        if following and (following[0].islower() or last_word in ends_nothing):
            continue
        yield from _sentence(text, begin, match.end())
        begin = match.end()
    yield from _sentence(text, begin, end)


def _sentence(text: str, begin: int, end: int) -> Iterator[Sentence]:
    written = text[begin:end]
    if any(character.isalnum() for character in written):
        yield Sentence(written.strip(), begin + len(written) - len(written.lstrip()))
