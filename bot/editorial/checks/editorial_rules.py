"""What an editor may change about the rules: a language's ``rules.yaml`` as one typed object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, ValidationError

from bot.content.findings import Finding, Position, Severity
from bot.content.language_folders import ENCODING
from bot.content.model import Strict, Words
from bot.content.yaml_lines import Document, YamlProblem, read

FILE_NAME = "rules.yaml"


def _is_a_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as problem:
        raise ValueError(f"this is not a valid pattern: {problem}") from None
    return text


Pattern = Annotated[str, AfterValidator(_is_a_pattern)]


class Formula(StrEnum):
    """How reading ease is measured; each language has its own formula, or none yet."""

    FLESCH_KINCAID = "flesch-kincaid"  # English: a school grade
    NONE = "none"


class Band(NamedTuple):
    """Between these two, both included."""

    least: float
    most: float

    def holds(self, figure: float) -> bool:
        return self.least <= figure <= self.most

    def __str__(self) -> str:
        return f"{self.least:g} to {self.most:g}"


class Together(Strict):
    """All texts of the language as one; what is not given is not checked."""

    grade: Band | None = None
    words_in_a_sentence: Band | None = None  # on average, outside the urgent card
    most_short: float | None = None  # per cent of the sentences, outside the urgent card


class Reading(Strict):
    """How easy the words must be."""

    formula: Formula = Formula.NONE
    target: float = 6
    warn_beyond: float = 7
    ceiling: float = 8
    mean_sentence: int = 15
    longest_sentence: int = 25
    sentences_in_a_paragraph: int = 3
    short_sentence: int = 6  # so many words, or fewer
    staccato_from: int = 5  # sentences: fewer have no rhythm
    most_short: float = 25  # per cent of one text's sentences
    together: Together = Together()
    syllables: Mapping[int, tuple[Words, ...]] = Field(default_factory=dict)

    @cached_property
    def told_syllables(self) -> Mapping[str, int]:
        """Of each word that the library counts wrongly."""
        return {w.casefold(): count for count, words in self.syllables.items() for w in words}


class Banned(Strict):
    """Words that hurt or mislead, and what to say instead."""

    avoid: tuple[Words, ...] = Field(min_length=1)
    instead: Words
    severity: Severity = Severity.ERROR


class Figures(Strict):
    """Numbers about survival: only with a clinician's word."""

    pattern: Pattern = r"(?!)"
    percent: Pattern = r"\d\s?%"
    near: tuple[Words, ...] = ()


class Approvals(Strict):
    """A drug approval is claimed with its country and year."""

    words: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()


class EditorialRules(Strict):
    """The rules of one language; what is not given is not checked."""

    reading: Reading = Reading()
    banned: tuple[Banned, ...] = ()
    quotations: tuple[Words, ...] = ()  # where a banned word may stand
    dose: Pattern = r"(?!)"
    figures: Figures = Figures()
    approvals: Approvals = Approvals()
    symptoms: tuple[Words, ...] = ()
    medicines: tuple[Words, ...] = ()  # a page about one is read early by a clinician
    medical_names: tuple[Words, ...] = ()
    known_capitals: tuple[Words, ...] = ()
    abbreviations: tuple[Words, ...] = ()  # a full stop after these does not end a sentence
    shorteners: tuple[Words, ...] = ()


def read_rules(folder: Path) -> tuple[EditorialRules, list[Finding]]:
    """The language's rules, and what is wrong with them; without a file only general rules hold."""
    path = folder / FILE_NAME
    if not path.exists():
        return EditorialRules(), [
            Finding(
                Position(path),
                "rules",
                "this language has no rules.yaml: its wording and reading ease are not checked.",
                "Copy content/en/rules.yaml and write the words of this language.",
                Severity.WARNING,
            )
        ]
    document: Document | None = None
    try:
        document = read(path.read_text(encoding=ENCODING))
        return EditorialRules.model_validate(document.data or {}), []
    except YamlProblem as problem:
        return EditorialRules(), [
            Finding(Position(path, problem.line), "rules", f"{problem.message}.")
        ]
    except ValidationError as error:
        return EditorialRules(), [
            Finding(
                Position(path, document.line_of(tuple(detail["loc"])) if document else 1),
                "rules",
                f"'{'.'.join(str(step) for step in detail['loc'])}': {detail['msg']}.",
                "Compare it with the entries around it.",
            )
            for detail in error.errors()
        ]


def any_of(words: tuple[str, ...] | list[str] | set[str]) -> re.Pattern[str]:
    """Finds any of these words or phrases as whole words, in any case; the longest wins."""
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
