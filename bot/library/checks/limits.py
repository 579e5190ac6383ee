"""How much fits into a message, a button and a tired head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.library.checks.passages import Passage
from bot.library.checks.subject import Subject, warning
from bot.library.findings import Finding
from bot.library.model import Faq, Section, Tip
from bot.library.paging import MESSAGE_LIMIT
from bot.library.rendering import markdown
from bot.library.richtext import RichText

TIP_LIMIT = 400
FAQ_LIMIT = 1200
LABEL_LIMIT = 32
# What the program puts around a text: its status, the disclaimer, the red-flag line, its sources.
FRAME = 800
_BETWEEN = "\n\n"
# Bot API, Message.entities: clients draw the first 100 of a message and leave the rest plain.
ENTITY_LIMIT = 100


def tip_length(subject: Subject) -> Iterator[Finding]:
    """A tip is read in one look."""
    for item_id, item in subject.items():
        if isinstance(item, Tip):
            length = sum(len(_rendered(p)) for p in subject.by_owner[item_id])
            if length > TIP_LIMIT:
                yield Finding(
                    subject.where(item_id),
                    "tip-length",
                    f"the tip has {length} characters (title, text and this week).",
                    f"Shorten it to {TIP_LIMIT}.",
                )


def faq_length(subject: Subject) -> Iterator[Finding]:
    """An answer is short enough to be read to the end."""
    for item_id, item in subject.items():
        if isinstance(item, Faq):
            told = [p for p in subject.by_owner[item_id] if p.field[0] not in ("title", "label")]
            length = sum(len(_rendered(p)) for p in told)
            if length > FAQ_LIMIT:
                yield Finding(
                    subject.where(item_id),
                    "faq-length",
                    f"the answer has {length} characters (all but the title).",
                    f"Shorten it to {FAQ_LIMIT}.",
                )


def short_answer(subject: Subject) -> Iterator[Finding]:
    """An FAQ's short answer has two sentences, and the team is asked something."""
    counts: dict[str, int] = {}
    for passage, paragraph in subject.paragraphs:
        if passage.field == ("lead",):
            count = counts.get(passage.owner_id, 0)
            counts[passage.owner_id] = count + len(paragraph.sentences)
    for item_id, item in subject.items():
        if not isinstance(item, Faq):
            continue
        if counts.get(item_id) != 2:
            yield Finding(
                subject.where(item_id, "lead"),
                "short-answer",
                f"the short answer has {counts.get(item_id, 0)} sentences.",
                "Say it in two; the rest goes under a '## ' heading.",
            )
        if not item.ask:
            yield Finding(
                subject.where(item_id),
                "ask",
                "there is no question to ask the team.",
                "Add two to four under 'ask:'.",
            )


def button_labels(subject: Subject) -> Iterator[Finding]:
    """What stands on a button must be readable on a small phone."""
    for item_id, item in subject.items():
        if not isinstance(item, Section | Faq):
            continue
        if item.label and len(item.label) > LABEL_LIMIT:
            yield Finding(
                subject.where(item_id, "label"),
                "label-length",
                f"the label has {len(item.label)} characters.",
                f"Shorten it to {LABEL_LIMIT}: a phone cuts off the rest.",
            )
        elif not item.label and len(item.title) > LABEL_LIMIT:
            yield warning(
                subject.where(item_id, "title"),
                "label-length",
                f"the title has {len(item.title)} characters and there is no label.",
                f"Add a 'label:' of at most {LABEL_LIMIT} for its button.",
            )


def message_size(subject: Subject) -> Iterator[Finding]:
    """What Telegram takes in one message, counted as Telegram counts."""
    for owner_id, passages in subject.by_owner.items():
        if owner_id in subject.content.sources:
            continue
        for screen in _screens(passages):
            texts = [subject.linker.linked(_rendered(passage)) for passage in screen]
            length = sum(len(text) + len(_BETWEEN) for text in texts)
            if length > MESSAGE_LIMIT - FRAME:
                yield Finding(
                    screen[0].at(),
                    "message-size",
                    f"'{owner_id}' has {length} characters as Telegram counts them.",
                    f"Make two of it: at most {MESSAGE_LIMIT - FRAME} leave room for the rest.",
                )
            entities = sum(len(text.entities) for text in texts)
            if entities > ENTITY_LIMIT:
                yield Finding(
                    screen[0].at(),
                    "message-size",
                    f"'{owner_id}' has {entities} links and emphases.",
                    f"Telegram shows the first {ENTITY_LIMIT}: use fewer.",
                )


def _screens(passages: list[Passage]) -> list[list[Passage]]:
    """What is shown together: of the urgent card, the signs and the crisis lines come apart."""
    screens: dict[str, list[Passage]] = {}
    for passage in passages:
        of_the_card = passage.owner_id == "urgent"
        name = str(passage.field[0]).partition("_")[0] if of_the_card else ""
        screens.setdefault(name, []).append(passage)
    return list(screens.values())


def _rendered(passage: Passage) -> RichText:
    return _rich(passage.text) if passage.prose else RichText(passage.text)


@lru_cache(maxsize=4096)
def _rich(text: str) -> RichText:
    return markdown(text)
