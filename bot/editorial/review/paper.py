"""All that goes onto paper for one language, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.content.numbers_file import NumbersFile
from bot.editorial.checks.subject import Subject
from bot.editorial.review.danger import TITLES, Danger
from bot.editorial.review.numbers_table import NumberRow, number_rows
from bot.editorial.review.sheet import Entry, entries

HOW_TO = (
    "The most dangerous texts come first, so stop wherever your time ends. Tick one box beside "
    "each text and write on the paper. Whoever enters it sets, in the file named beside the text, "
    "'status: reviewed', 'reviewed:' (the day), 'reviewer:' (your name) and 'reviewed_text:' (the "
    "mark beside the text): by the mark the check knows later that the words are still those that "
    "you have read."
)
NOTHING = "Every text has been reviewed as it stands, and none falls due within 30 days."


@dataclass(frozen=True, slots=True)
class Group:
    """Texts or numbers that would do about the same harm."""

    danger: Danger
    entries: tuple[Entry, ...] = ()
    numbers: tuple[NumberRow, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.danger]

    @property
    def count(self) -> str:
        if self.numbers:
            return f"{len(self.numbers)} numbers that nobody of us has dialled lately"
        return "1 text" if len(self.entries) == 1 else f"{len(self.entries)} texts"


@dataclass(frozen=True, slots=True)
class Paper:
    """One language's texts to read; without a group there is nothing to do."""

    language: str
    today: date
    groups: tuple[Group, ...]


def paper(subject: Subject, file: NumbersFile) -> Paper:
    groups = [*_groups(entries(subject)), *_numbers(subject, file)]
    in_order = tuple(sorted(groups, key=lambda group: group.danger))
    return Paper(subject.content.language, subject.today, in_order)


def _groups(found: list[Entry]) -> Iterator[Group]:
    for danger, members in groupby(found, key=lambda entry: entry.danger):
        yield Group(danger, entries=tuple(members))


def _numbers(subject: Subject, file: NumbersFile) -> Iterator[Group]:
    rows = number_rows(file, subject.content, subject.today)
    if rows:
        yield Group(Danger.NUMBERS, numbers=tuple(rows))
