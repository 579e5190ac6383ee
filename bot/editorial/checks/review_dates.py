"""When a text must be looked at again, and what a review must say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.findings import Finding, Position, Severity
from bot.content.model import Resource, Reviewed, Status, UrgentCard
from bot.editorial.checks.fingerprint import fingerprint
from bot.editorial.checks.subject import Subject, warning

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Due:
    """A text that must be looked at; ``days`` is negative once the day has passed."""

    item_id: str
    title: str
    reviewer: str | None
    review_due: date
    days: int
    position: Position


def due(subject: Subject, within: timedelta = SOON) -> list[Due]:
    """What is overdue or falls due within this span, the longest overdue first."""
    found = [
        Due(
            item_id,
            item.title,
            item.reviewer,
            item.review_due,
            (item.review_due - subject.today).days,
            subject.where(item_id, "review_due"),
        )
        for item_id, item in subject.reviewed()
        if item.review_due - subject.today <= within
    ]
    return sorted(found, key=lambda entry: (entry.review_due, entry.item_id))


def review_due(subject: Subject) -> Iterator[Finding]:
    """An overdue text; an error where an old one harms: red flags, symptoms, phone numbers."""
    items = dict(subject.reviewed())
    for entry in due(subject):
        if entry.days >= 0:
            days = "today" if entry.days == 0 else f"in {_days(entry.days)}"
            yield warning(
                entry.position,
                "review-due",
                f"the review of '{entry.item_id}' is due {days}.",
                "Ask its reviewer to look at it again.",
            )
            continue
        grave = _could_harm(items[entry.item_id], subject)
        yield Finding(
            entry.position,
            "review-due",
            f"the review of '{entry.item_id}' is {_days(-entry.days)} overdue.",
            "Have it reviewed now or take it out: old symptom advice and old phone numbers harm."
            if grave
            else "Have it reviewed.",
            Severity.ERROR if grave else Severity.WARNING,
        )


def review_happened(subject: Subject) -> Iterator[Finding]:
    """A review that lies in the future, or that is due again before it was made."""
    for item_id, item in subject.reviewed():
        if item.reviewed is None:
            continue
        if item.reviewed > subject.today:
            yield Finding(
                subject.where(item_id, "reviewed"),
                "review-date",
                f"the review is dated {item.reviewed}, which has not come yet.",
                "Write the day on which the reviewer read it.",
            )
        elif item.review_due <= item.reviewed:
            yield Finding(
                subject.where(item_id, "review_due"),
                "review-date",
                "the next review is due before the last one was made.",
                "Set review_due to the date of the next look.",
            )


def words_as_reviewed(subject: Subject) -> Iterator[Finding]:
    """A name under words that its owner has not seen, or that may be others than those."""
    for item_id, item in subject.reviewed():
        if item.status is not Status.REVIEWED:
            continue
        mark = fingerprint(subject.content.language, item)
        if item.reviewed_text is None:
            yield warning(
                subject.where(item_id, "reviewed"),
                "reviewed-text",
                f"which words of '{item_id}' {item.reviewer} has read is not written down.",
                f"If it was these, add 'reviewed_text: {mark}'.",
            )
        elif item.reviewed_text != mark:
            yield Finding(
                subject.where(item_id, "reviewed_text"),
                "reviewed-text",
                f"the words of '{item_id}' have changed since {item.reviewer} reviewed them.",
                "Set 'status: draft' and clear the fields of the review until somebody has read it "
                f"again; the mark of these words is {mark}.",
                Severity.ERROR if _could_harm(item, subject) else Severity.WARNING,
            )


def _could_harm(item: Reviewed, subject: Subject) -> bool:
    match item:
        case UrgentCard():
            return True
        case Resource():
            return subject.content.numbers.of_resource(item.id) is not None
        case _:
            return bool(getattr(item, "symptoms", False))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
