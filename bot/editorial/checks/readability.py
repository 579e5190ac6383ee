"""Can somebody tired and frightened read it? Grade, sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from statistics import fmean

from bot.content.findings import Finding, Position
from bot.content.glossary_linker import forms_of
from bot.editorial.checks.editorial_rules import FILE_NAME, any_of
from bot.editorial.checks.reading_grade import FORMULAS
from bot.editorial.checks.sentence_segmentation import Sentence, graded_form
from bot.editorial.checks.subject import Subject, warning

# One syllable: an explained word or a name neither helps nor harms the grade of what is around it.
_NEUTRAL = "word"


def grades(subject: Subject) -> Mapping[str, float]:
    """The reading grade of each item, explained words and listed names left out of the measure."""
    formula = FORMULAS.get(subject.rules.reading.formula)
    if formula is None:
        return {}
    names = _left_out(subject)
    return {
        owner_id: formula(names.sub(_NEUTRAL, graded_form(sentences)))
        for owner_id, sentences in _sentences_by_owner(subject).items()
    }


def reading_grade(subject: Subject) -> Iterator[Finding]:
    """Items that are too hard to read, and the whole if it is too hard on average."""
    reading = subject.rules.reading
    measured = grades(subject)
    for owner_id, grade in measured.items():
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
    if measured and round(fmean(measured.values()), 1) > reading.mean:
        yield Finding(
            Position(subject.folder / FILE_NAME),
            "reading-mean",
            f"all texts together read at grade {fmean(measured.values()):.1f}; "
            f"at most {reading.mean:g} is wanted.",
            "Make the hardest texts easier first.",
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
