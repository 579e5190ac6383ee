"""The texts to read, taken apart into what stands on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.content.findings import Position
from bot.content.library import Item
from bot.content.model import Source, UrgentCard
from bot.editorial.checks.editorial_rules import any_of
from bot.editorial.checks.fingerprint import fingerprint
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.review_dates import SOON
from bot.editorial.checks.subject import Subject
from bot.editorial.review.danger import Danger, danger_of
from bot.editorial.review.state import Due, InOrder, State, state_of

_CRISIS = "crisis_"
_CRISIS_TITLE = "The crisis page"
# What a reader of the paper is told of fields that carry no heading of their own.
_TITLES = {
    "ask": "To ask the team",
    "questions": "To ask the team",
    "this_week": "This week",
    "short": "Under every text that names a symptom",
    "short_end_of_life": "The same under a text on dying",
    "crisis_greeting": "First",
    "crisis_text": "Then",
    "crisis_bystander": "For whoever is worried about somebody else",
    "crisis_program": "What this bot cannot do",
}


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Markdown, as it is shown; ``hard_breaks``: a line end ends a paragraph."""

    text: str
    hard_breaks: bool


Block = Heading | Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to read. ``mark`` is what goes into ``reviewed_text`` once it has been read."""

    danger: Danger
    item_id: str
    title: str
    audience: str
    state: State
    mark: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    position: Position


def entries(subject: Subject, within: timedelta = SOON) -> list[Entry]:
    """What needs a look, the most dangerous first; what only falls due comes last in its group."""
    found = [
        entry
        for item_id, item in subject.reviewed()
        for entry in _entries(subject, item_id, item, within)
        if not isinstance(entry.state, InOrder)
    ]
    return sorted(found, key=lambda entry: (entry.danger, isinstance(entry.state, Due)))


def _entries(
    subject: Subject, item_id: str, item: Item | UrgentCard, within: timedelta
) -> Iterator[Entry]:
    mark = fingerprint(subject.content.language, item)
    whole = Entry(
        danger=Danger.URGENT,
        item_id=item_id,
        title=item.title,
        audience=item.audience,
        state=state_of(item, mark, subject.today, within),
        mark=mark,
        blocks=(),
        sources=_sources(subject, item.sources),
        position=subject.where(item_id),
    )
    passages = subject.by_owner[item_id]
    if isinstance(item, UrgentCard):
        yield from _parts_of_the_card(subject, item, whole, passages)
    else:
        danger = danger_of(item, any_of(subject.rules.medicines))
        yield replace(whole, danger=danger, blocks=_blocks(passages))


def _parts_of_the_card(
    subject: Subject, card: UrgentCard, whole: Entry, passages: list[Passage]
) -> Iterator[Entry]:
    """Each sign has sources of its own, so each is read and ticked by itself."""
    flags = [p for p in passages if p.field[0] == "flags"]
    crisis = [p for p in passages if str(p.field[0]).startswith(_CRISIS)]
    rest = [p for p in passages if p not in flags and p not in crisis]
    yield replace(whole, blocks=_blocks(rest))
    for index, flag in enumerate(card.flags):
        yield replace(
            whole,
            title=flag.title,
            blocks=_blocks([p for p in flags if p.field[1:] == (index, "text")]),
            sources=_sources(subject, flag.sources),
            position=subject.where("urgent", "flags", index),
        )
    yield replace(whole, danger=Danger.CRISIS, title=_CRISIS_TITLE, blocks=_blocks(crisis))


def _sources(subject: Subject, keys: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(subject.content.sources[key] for key in keys)


def _blocks(passages: list[Passage]) -> tuple[Block, ...]:
    return tuple(block for passage in passages for block in _block(passage))


def _block(passage: Passage) -> Iterator[Block]:
    words = Words(passage.text, passage.origin.hard_breaks)
    match passage.field:
        case ("title",):
            return  # it stands above the box
        case ("label",):
            yield Heading(f"On its button: {passage.text}")
        case ("parts", _, "heading"):
            yield Heading(passage.text)
        case ("ask" | "questions" as name, int(index)):
            if index == 0:
                yield Heading(_TITLES[name])
            yield Words(f"- {passage.text}", hard_breaks=True)
        case ("lead",) | ("text",) | (_, _, _):
            yield words
        case (name, *_):
            yield Heading(_TITLES.get(str(name), str(name)))
            yield words
