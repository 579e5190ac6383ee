"""Can somebody tired and frightened read it? Grade, sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from statistics import fmean

from bot.content.findings import Finding, Position
from bot.content.glossary_linker import forms_of
from bot.editorial.checks.editorial_rules import FILE_NAME, any_of
from bot.editorial.checks.reading_grade import FORMULAS, NOTHING, SyllableCount
from bot.editorial.checks.sentence_segmentation import Sentence, spoken
from bot.editorial.checks.subject import Subject, warning


def grades(subject: Subject) -> Mapping[str, float]:
    """The reading grade of each item; explained words and listed names make none harder."""
    return _grades(subject, _left_out(subject))


def mean_grade(subject: Subject) -> float | None:
    """Of all items with every word in them as it stands: what any other program measures too.

    A text about a hard word cannot do without it, so none is refused for that; the whole has no
    such excuse.
    """
    measured = _grades(subject, NOTHING)
    return fmean(measured.values()) if measured else None


def reading_grade(subject: Subject) -> Iterator[Finding]:
    """Items that are too hard to read."""
    reading = subject.rules.reading
    for owner_id, grade in grades(subject).items():
        advice = "Shorten sentences, choose everyday words, or explain the word in the glossary."
        if round(grade, 1) > reading.ceiling:
            yield Finding(
                subject.where(owner_id),
                "reading-grade",
                f"'{owner_id}' reads at grade {grade:.1f}; the ceiling is {reading.ceiling:g}.",
                advice,
            )
        elif round(grade, 1) > reading.warn_beyond:
            yield warning(
                subject.where(owner_id),
                "reading-grade",
                f"'{owner_id}' reads at grade {grade:.1f}; the target is {reading.target:g}.",
                advice,
            )


def reading_mean(subject: Subject) -> Iterator[Finding]:
    """The whole, if it is too hard or too childish."""
    band, mean = subject.rules.reading.together.grade, mean_grade(subject)
    if band is not None and mean is not None and not band.holds(mean):
        yield Finding(
            Position(subject.folder / FILE_NAME),
            "reading-mean",
            f"all texts together read at grade {mean:.2f}; {band} is wanted.",
            "Make the hardest texts easier first."
            if mean > band.most
            else "Join the shortest sentences: they begin to read like a telegram.",
        )


def sentence_length(subject: Subject) -> Iterator[Finding]:
    """Sentences that are too long, and items whose sentences are long on average."""
    reading = subject.rules.reading
    lengths: dict[str, list[int]] = {}
    for passage, paragraph in subject.paragraphs:
        for sentence in paragraph.sentences:
            lengths.setdefault(passage.owner_id, []).append(sentence.words)
            if sentence.words > reading.longest_sentence:
                yield Finding(
                    passage.at(sentence.offset),
                    "sentence-length",
                    f"a sentence has {sentence.words} words: '{_opening(sentence)} …'.",
                    f"Split it: at most {reading.longest_sentence} words.",
                )
    for owner_id, counts in lengths.items():
        if fmean(counts) > reading.mean_sentence:
            yield Finding(
                subject.where(owner_id),
                "sentence-mean",
                f"the sentences of '{owner_id}' have {fmean(counts):.1f} words on average.",
                f"Split the longest: at most {reading.mean_sentence} on average.",
            )


def paragraph_length(subject: Subject) -> Iterator[Finding]:
    """Paragraphs that look like a wall on a phone."""
    for passage, paragraph in subject.paragraphs:
        most = subject.rules.reading.sentences_in_a_paragraph
        if _is_section_lead(passage.field, passage.owner_id):
            most += 1  # short ones, which stand alone above the fold
        if len(paragraph.sentences) > most:
            yield Finding(
                passage.at(paragraph.sentences[0].offset),
                "paragraph-length",
                f"a paragraph has {len(paragraph.sentences)} sentences: "
                f"'{_opening(paragraph.sentences[0])} …'.",
                f"Begin a new paragraph after at most {most}.",
            )


def _is_section_lead(field: tuple[str | int, ...], owner_id: str) -> bool:
    return field == ("lead",) and owner_id.startswith("section/")


def _grades(subject: Subject, left_out: re.Pattern[str]) -> Mapping[str, float]:
    formula = FORMULAS.get(subject.rules.reading.formula)
    if formula is None:
        return {}
    syllables = SyllableCount(subject.rules.reading.told_syllables)
    return {
        owner_id: formula([spoken(sentence) for sentence in sentences], left_out, syllables)
        for owner_id, sentences in _sentences_by_owner(subject).items()
    }


def _sentences_by_owner(subject: Subject) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for passage, paragraph in subject.paragraphs:
        found.setdefault(passage.owner_id, []).extend(paragraph.sentences)
    return found


def _left_out(subject: Subject) -> re.Pattern[str]:
    explained = {form for term in subject.content.terms.values() for form in forms_of(term)}
    return any_of(explained | set(subject.rules.medical_names))


def _opening(sentence: Sentence) -> str:
    return " ".join(sentence.text.split()[:5])
