"""What only a clinician may say, and what must stand beside a symptom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.findings import Finding, Position
from bot.content.model import Page, QuestionGroup, Term, Tip
from bot.editorial.checks.editorial_rules import any_of
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.sentence_segmentation import Sentence
from bot.editorial.checks.subject import Subject, warning

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEEDED_MESSAGES = ("disclaimer-short", "not-reviewed")


def doses(subject: Subject) -> Iterator[Finding]:
    """A number of milligrams or the like: a dose is a matter between a person and the team."""
    pattern = re.compile(subject.rules.dose, re.IGNORECASE)
    for passage in subject.passages:
        for match in pattern.finditer(passage.text):
            yield Finding(
                passage.at(match.start()),
                "dose",
                f"'{match.group()}' is a dose.",
                "Take it out and send people to their team or pharmacist.",
            )


def survival_figures(subject: Subject) -> Iterator[Finding]:
    """Percents, and figures beside words of survival, that no clinician has agreed to."""
    figures = subject.rules.figures
    percent, figure = re.compile(figures.percent), re.compile(figures.pattern, re.IGNORECASE)
    near = any_of(figures.near)
    for passage, sentence in _sentences(subject):
        if getattr(passage.owner, "clinician_ok", False):
            continue
        found = percent.search(sentence.text)
        if found is None and near.search(sentence.text):
            found = figure.search(sentence.text)
        if found:
            yield Finding(
                passage.at(sentence.offset + found.start()),
                "survival-figure",
                f"'{found.group()}' is a figure that no clinician has agreed to.",
                "Take it out; 'clinician_ok: true' may be set only by a named reviewer.",
            )


def clinician_agreed(subject: Subject) -> Iterator[Finding]:
    """``clinician_ok`` on a text that nobody has reviewed."""
    for item_id, item in subject.reviewed():
        if item.clinician_ok and item.reviewer is None:
            yield Finding(
                subject.where(item_id, "clinician_ok"),
                "clinician-ok",
                "'clinician_ok' is set, but nobody has reviewed this text.",
                "Set it to false until a clinician has read it.",
            )


def approvals(subject: Subject) -> Iterator[Finding]:
    """A claim that a drug is approved, without the country or the year."""
    claims, places = any_of(subject.rules.approvals.words), any_of(subject.rules.approvals.places)
    names = any_of(subject.rules.medical_names)
    for passage, sentence in _sentences(subject):
        claim = claims.search(sentence.text)
        if claim is None:
            continue
        place = places.search(passage.text)
        # Without a name or a place it speaks of approvals in general.
        about_a_drug = place or names.search(passage.text)
        if about_a_drug and not (place and _YEAR.search(passage.text)):
            yield warning(
                passage.at(sentence.offset + claim.start()),
                "approval",
                f"'{claim.group()}' stands without a country or without a year.",
                "Say where and when, with the drug's generic name.",
            )


def symptoms(subject: Subject) -> Iterator[Finding]:
    """A text about a symptom that lacks the line on when to call.

    An organisation's entry needs none: it says whom one can turn to. Pages and tips tell what to
    do, so there it is an error.
    """
    words = any_of(subject.rules.symptoms)
    for item_id, item in subject.reviewed():
        if not isinstance(item, Page | Tip | Term | QuestionGroup) or item.symptoms:
            continue
        for passage in subject.by_owner[item_id]:
            match = words.search(passage.text)
            if match:
                yield Finding(
                    passage.at(match.start()),
                    "symptoms",
                    f"'{match.group()}' may need action, but 'symptoms' is not true.",
                    "Set 'symptoms: true': the line on when to call is then shown.",
                )
                break


def standing_sentences(subject: Subject) -> Iterator[Finding]:
    """What keeps people safe is said in their own language, not in a borrowed one."""
    keys = {p.owner_id.removeprefix("strings/") for p in subject.passages if p.owner is None}
    for key in _NEEDED_MESSAGES:
        if key not in keys:
            yield Finding(
                Position(subject.folder / "strings.ftl"),
                "disclaimer",
                f"the sentence '{key}' is missing: it must be said in this language.",
                f"Add a line '{key} = ...'.",
            )


def _sentences(subject: Subject) -> Iterator[tuple[Passage, Sentence]]:
    for passage, paragraph in subject.paragraphs:
        for sentence in paragraph.sentences:
            yield passage, sentence
