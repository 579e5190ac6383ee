"""Has the original moved on since a text was translated from it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fluent.syntax import ast

from bot.content.findings import Finding, Position
from bot.content.library import Item
from bot.content.model import UrgentCard
from bot.editorial.checks.fingerprint import fingerprint, language_of, of_texts
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.subject import Subject, warning

RULE = "translated-from"
_FIELD = "translated_from:"
_SENTENCES = "strings/"

Subjects = Mapping[str, Subject]  # by language


@dataclass(frozen=True, slots=True)
class Translation:
    """A text beside its original: ``written`` is the mark it carries, ``expected`` that of the
    original as it is now."""

    name: str  # an item's id, or "strings/" and the key of a sentence
    position: Position
    written: str | None
    expected: str

    @property
    def is_outdated(self) -> bool:
        return self.written is not None and self.written != self.expected

    @property
    def is_sentence(self) -> bool:
        """Of the interface, which says it in a comment above."""
        return self.name.startswith(_SENTENCES)

    @property
    def line(self) -> str:
        """What the translator pastes."""
        return f"'{'# ' if self.is_sentence else ''}{_FIELD} {self.expected}'"


def check_translations(subjects: Subjects, default: str) -> Iterator[Finding]:
    """What no longer says what its original says, or does not tell which words it was made from."""
    for subject in _translated(subjects, default):
        yield from _nowhere(subject, subjects)
        known = list(_translations(subject, subjects, default))
        yield from (_outdated(found) for found in known if found.is_outdated)
        yield from _untold([found for found in known if not found.is_sentence])
        yield from _untold_sentences([found for found in known if found.is_sentence])


def outdated(subjects: Subjects, default: str) -> list[Translation]:
    """What has to be looked at again, because its original says something else now."""
    return [
        found
        for subject in _translated(subjects, default)
        for found in _translations(subject, subjects, default)
        if found.is_outdated
    ]


def _translated(subjects: Subjects, default: str) -> Iterator[Subject]:
    return (subject for language, subject in subjects.items() if language != default)


def _translations(subject: Subject, subjects: Subjects, default: str) -> Iterator[Translation]:
    for item_id, item in subject.reviewed():
        source = language_of(item.translated_from) if item.translated_from else default
        original = _original(item_id, subjects[source]) if source in subjects else None
        if original is not None:
            where = subject.where(item_id, "translated_from")
            mark = fingerprint(source, original)
            yield Translation(item_id, where, item.translated_from, mark)
    originals, written = _by_key(subjects[default]), _comments(subject)
    for key, passage in _by_key(subject).items():
        if key in originals:
            where = Position(passage.origin.file, passage.line)
            mark = of_texts(default, [originals[key].text])
            yield Translation(passage.owner_id, where, written.get(key), mark)


def _nowhere(subject: Subject, subjects: Subjects) -> Iterator[Finding]:
    for item_id, item in subject.reviewed():
        if item.translated_from and language_of(item.translated_from) not in subjects:
            yield Finding(
                subject.where(item_id, "translated_from"),
                RULE,
                f"'{item.translated_from}' names a language that has no folder here.",
                "Begin it with the language that the text was translated from.",
            )


def _outdated(found: Translation) -> Finding:
    return warning(
        found.position,
        RULE,
        f"the original of '{found.name}' ({language_of(found.expected)}) has moved on since this "
        "was translated.",
        f"Bring it up to date, then write {found.line}.",
    )


def _untold(known: list[Translation]) -> Iterator[Finding]:
    for found in known:
        if found.written is None:
            yield warning(
                found.position,
                RULE,
                f"'{found.name}' does not say which words it was translated from.",
                f"If it says what the original says now, add {found.line}.",
            )


def _untold_sentences(known: list[Translation]) -> Iterator[Finding]:
    """Each, where the language has begun to say it; else all of them in one line."""
    silent = [found for found in known if found.written is None]
    if len(silent) < len(known):
        yield from _untold(silent)
    elif silent:
        yield warning(
            Position(silent[0].position.file),
            RULE,
            f"none of {len(silent)} sentences says which words it was translated from.",
            f"Begin with one: above '{silent[0].name.removeprefix(_SENTENCES)}' add "
            f"{silent[0].line}; the others are then told, too.",
        )


def _original(item_id: str, source: Subject) -> Item | UrgentCard | None:
    """As the source language itself has it, and not as it borrows it."""
    if item_id not in source.by_owner:
        return None
    content = source.content
    return content.urgent if item_id == "urgent" else content.item(item_id)


def _comments(subject: Subject) -> dict[str, str]:
    """What each sentence says of its original, by key."""
    return {
        entry.id.name: line.removeprefix(_FIELD).strip()
        for file in subject.content.messages
        for entry in file.body
        if isinstance(entry, ast.Message) and entry.comment is not None
        for line in (entry.comment.content or "").splitlines()
        if line.startswith(_FIELD)
    }


def _by_key(subject: Subject) -> dict[str, Passage]:
    return {
        str(passage.field[0]): passage
        for passage in subject.passages
        if passage.owner is None and passage.text and not str(passage.field[0]).startswith("-")
    }
