"""Markdown that a phone cannot show, each with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.content.findings import Finding
from bot.content.rendering import markdown
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.subject import Subject

_LINE = re.MULTILINE


class _Refused(NamedTuple):
    pattern: re.Pattern[str]
    what: str
    instead: str


REFUSED = (
    _Refused(
        re.compile(r"^ {0,3}#{1,6}(?!#)", _LINE),
        "a heading of this kind cannot be shown",
        "Pages take headings that begin with '## '; other texts take none: use **bold**.",
    ),
    _Refused(
        re.compile(r"^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,})\s*$", _LINE),
        "a line across the page cannot be shown",
        "Begin a new part with '## '.",
    ),
    _Refused(
        re.compile(r"^\s*\|(?!\|).*|^[^|\n]+\|(?!\|)[^|\n]*\|(?!\|).*$", _LINE),
        "a table does not fit on a phone",
        "Write a list: '- one line for each row'.",
    ),
    _Refused(
        re.compile(r"!\[[^\]]*\]\S*"),
        "a picture cannot be shown",
        "Say in words what it shows, or link to its page.",
    ),
    _Refused(
        re.compile(r"</?[a-zA-Z][^>\n]*>|<!--|&(?:[a-z]+|#\d+);"),
        "HTML is not read",
        "Use **bold**, *italic*, lists and [links](https://...), and type the sign itself.",
    ),
    _Refused(re.compile(r"```|~~~|`"), "code is not shown", "Use *italic* for a word to be typed."),
    _Refused(
        re.compile(r"^(?: {4,}|\t)(?!\s*(?:[-*+]|\d+[.)])\s)\S", _LINE),
        "indented text would be shown as code",
        "Begin the line without spaces.",
    ),
    _Refused(
        re.compile(r"\[\^[^\]]+\]"),
        "a footnote cannot be shown",
        "Say it in the sentence, or link to the source.",
    ),
    _Refused(
        re.compile(r"^\s*[-*+]\s+\[[ xX]\]\s", _LINE),
        "a box to tick cannot be shown",
        "Write a plain list: '- '.",
    ),
    _Refused(
        re.compile(r"^[ \t]{2,}(?:[-*+]|\d+[.)])\s", _LINE),
        "a list inside a list is not shown as such",
        "Make it one list, or begin a new part with '## '.",
    ),
    _Refused(
        re.compile(r"^ ?[*+]\s|^ ?\d+\)\s", _LINE),
        "a list begins with '- ' or '1. ' here",
        "Write '- ' or '1. '.",
    ),
    _Refused(
        re.compile(r"^ {0,3}>", _LINE),
        "a quoted block is kept for the parts that fold",
        "Put the words in “quotation marks”.",
    ),
    _Refused(
        re.compile(r"~~|\|\||(?<!\w)__?(?=\w)"),
        "this mark is not used here",
        "Use **bold** or *italic*.",
    ),
    _Refused(
        re.compile(r"\]\[[^\]]*\]|^\s*\[[^\]]+\]:", _LINE),
        "a link by reference is not read",
        "Write [the words](https://the-address).",
    ),
)
_LEFT_OVER = re.compile(r"\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|\]\(")


def refused_markdown(subject: Subject) -> Iterator[Finding]:
    """A feature that Telegram, or a small screen, cannot show."""
    for passage in subject.passages:
        if not passage.prose:
            continue
        refused_at: set[int] = set()
        for refused in REFUSED:
            for match in refused.pattern.finditer(passage.text):
                line = passage.text.count("\n", 0, match.end())
                if line in refused_at:
                    continue
                refused_at.add(line)
                shown = match.group().strip()[:30]
                yield Finding(
                    passage.at(_first_letter(passage.text, match.start())),
                    "markdown",
                    f"{refused.what}: '{shown}'.",
                    refused.instead,
                )
        if not refused_at:
            yield from _left_over(passage)


def _left_over(passage: Passage) -> Iterator[Finding]:
    """A mark that was opened and never closed stands in the message as it is."""
    match = _LEFT_OVER.search(markdown(passage.text).text)
    if match:
        at = passage.text.find(match.group())
        yield Finding(
            passage.at(max(at, 0)),
            "markdown",
            f"'{match.group()}' would be shown as it stands.",
            "Close it: **bold**, *italic*, [words](https://...), without spaces inside the marks.",
        )


def _first_letter(text: str, start: int) -> int:
    """The index of the first visible character from here: a match may begin with spaces."""
    return start + len(text[start:]) - len(text[start:].lstrip())
