"""Sentences of the interface beside what the program asks for: too few, too many, without name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.findings import Finding, Position
from bot.content.fluent_lint import NEVER_CHANGED, referred_to
from bot.content.message_keys import SENTENCES, TOPIC, URGENT_HELP
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.subject import Subject, warning

_NAMED_AT_MOST = 5


def untranslated(subject: Subject) -> Iterator[Finding]:
    """One line on the sentences that a language borrows; the default one lacks none, or the
    content would not have been loaded."""
    # With urgent help alone the other sentences are not shown in this language: none is borrowed.
    asked = URGENT_HELP if subject.content.only_urgent_help else SENTENCES
    missing = [key for key in sorted(asked) if key not in _written(subject)]
    if missing:
        named = ", ".join(missing[:_NAMED_AT_MOST]) + (" …" if missing[_NAMED_AT_MOST:] else "")
        yield warning(
            Position(subject.folder / "strings.ftl"),
            "untranslated",
            f"{len(missing)} of {len(asked)} sentences are not written: {named}.",
            "They are shown in another language until they are.",
        )


def unasked(subject: Subject) -> Iterator[Finding]:
    """A sentence that nothing shows: its key may be misspelt."""
    referred = referred_to(subject.content.messages)
    for key, passage in _written(subject).items():
        if key.startswith("-") or key in SENTENCES or key in referred:
            continue
        if key.removeprefix(TOPIC) in _topics(subject):
            continue
        yield warning(
            Position(passage.origin.file, passage.line),
            "unasked",
            f"nothing shows the sentence '{key}'.",
            f"Mend the key or take the sentence out. {NEVER_CHANGED}",
        )


def unnamed_topics(subject: Subject) -> Iterator[Finding]:
    """A topic of a resource that would be shown as it is written in the file."""
    if not any(key.startswith(TOPIC) for key in _written(subject)):
        return  # this language has not begun to name them
    told: set[str] = set()
    for resource_id, resource in subject.content.resources.items():
        if resource_id not in subject.by_owner:
            continue
        for topic in resource.topics:
            if f"{TOPIC}{topic}" not in _written(subject) and topic not in told:
                told.add(topic)
                yield warning(
                    subject.where(resource_id, "topics"),
                    "topic",
                    f"the topic '{topic}' has no name.",
                    f"Use a topic that has one, or add '{TOPIC}{topic} = ...' to strings.ftl.",
                )


def _topics(subject: Subject) -> set[str]:
    return {topic for entry in subject.content.resources.values() for topic in entry.topics}


def _written(subject: Subject) -> dict[str, Passage]:
    """The language's own sentences by key."""
    return {
        p.field[0]: p for p in subject.passages if p.owner is None and isinstance(p.field[0], str)
    }
