"""How much harm a wrong word would do: the order in which a clinician reads."""

from __future__ import annotations

import re
from enum import IntEnum, auto

from bot.content.model import Faq, Page, QuestionGroup, Resource, Reviewed, Section, Term, Tip


class Danger(IntEnum):
    """The most dangerous first."""

    URGENT = auto()
    CRISIS = auto()
    SYMPTOMS = auto()
    NUMBERS = auto()
    GENTLE = auto()
    MEDICINES = auto()
    FAQS = auto()
    SECTIONS = auto()
    TIPS = auto()
    TERMS = auto()
    RESOURCES = auto()
    QUESTIONS = auto()


TITLES = {
    Danger.URGENT: "What cannot wait: the urgent card and its signs",
    Danger.CRISIS: "Words for somebody in despair",
    Danger.SYMPTOMS: "Texts that name a symptom",
    Danger.NUMBERS: "Numbers to call",
    Danger.GENTLE: "Dying, how long, stopping treatment: pages that ask first",
    Danger.MEDICINES: "Pages about medicines and treatment",
    Danger.FAQS: "Other questions and answers",
    Danger.SECTIONS: "Other pages",
    Danger.TIPS: "Weekly tips",
    Danger.TERMS: "Words explained",
    Danger.RESOURCES: "Organisations",
    Danger.QUESTIONS: "Questions to take to the team",
}
_KINDS: tuple[tuple[type[Reviewed], Danger], ...] = (
    (Faq, Danger.FAQS),
    (Section, Danger.SECTIONS),
    (Tip, Danger.TIPS),
    (Term, Danger.TERMS),
    (Resource, Danger.RESOURCES),
    (QuestionGroup, Danger.QUESTIONS),
)


def danger_of(item: Reviewed, medicines: re.Pattern[str]) -> Danger:
    """Of an item; the urgent card is in two parts, which are named where it is taken apart."""
    if getattr(item, "symptoms", False):
        return Danger.SYMPTOMS
    if isinstance(item, Page):
        if item.gentle:
            return Danger.GENTLE
        if medicines.search(f"{item.title} {item.lead}"):
            return Danger.MEDICINES
    return next(danger for kind, danger in _KINDS if isinstance(item, kind))
