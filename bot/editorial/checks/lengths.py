"""How much fits onto a button and into a tired head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.content.findings import Finding, Position
from bot.content.localization import Localization
from bot.content.model import Faq, Section, Tip
from bot.content.rendering import markdown
from bot.content.rich_text import RichText
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.subject import Subject, warning

TIP_LIMIT = 400
FAQ_LIMIT = 1200
LABEL_LIMIT = 32
# Bot API: setMyDescription, setMyShortDescription, BotCommand, answerCallbackQuery.
SENTENCE_LIMITS = {
    "profile-description": 512,
    "profile-short": 120,
    "command-": 256,
    "error-alert": 200,
    "one-at-a-time": 200,
    "group-not-you": 200,
    "group-not-your-panel": 200,
    "group-old-panel": 200,
    "helped-thanks": 200,
    "helped-not-thanks": 200,
}


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


def sentence_size(subject: Subject) -> Iterator[Finding]:
    """What Telegram shows about the bot, and the answer to a press: longer ones are refused."""
    l10n = Localization(subject.content.language, subject.content.messages)
    for passage in subject.passages:
        key = passage.owner_id.removeprefix("strings/")
        limit = _limit_of(key)
        if passage.owner is None and limit and l10n.has(key):
            length = len(l10n.text(key))
            if length > limit:
                yield Finding(
                    Position(passage.origin.file, passage.line),
                    "sentence-size",
                    f"the sentence '{key}' has {length} characters.",
                    f"Telegram takes {limit}: shorten it.",
                )


def _limit_of(key: str) -> int:
    return SENTENCE_LIMITS.get("command-" if key.startswith("command-") else key, 0)


def _rendered(passage: Passage) -> RichText:
    return _rich(passage.text) if passage.prose else RichText(passage.text)


@lru_cache(maxsize=4096)
def _rich(text: str) -> RichText:
    return markdown(text)
