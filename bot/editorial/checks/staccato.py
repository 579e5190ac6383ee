"""Does it read like a telegram? Short sentences one after the other frighten, as long ones tire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from bot.content.findings import Finding, Position
from bot.editorial.checks.editorial_rules import FILE_NAME, Reading
from bot.editorial.checks.subject import Subject, warning

# What to do now is said in short sentences, and rightly so.
_URGENT = "urgent"
_JOIN = "Join some of them with 'because', 'so', 'if' or 'and'."


def staccato(subject: Subject) -> Iterator[Finding]:
    """A text with too large a share of short sentences; a few sentences have no rhythm yet."""
    reading = subject.rules.reading
    for owner_id, lengths in _lengths(subject).items():
        share = _short(lengths, reading)
        if len(lengths) >= reading.staccato_from and share > reading.most_short:
            yield warning(
                subject.where(owner_id),
                "staccato",
                f"{share:.0f}% of the sentences of '{owner_id}' have at most "
                f"{reading.short_sentence} words; {reading.most_short:g}% is the limit.",
                _JOIN,
            )


def rhythm(subject: Subject) -> Iterator[Finding]:
    """All texts as one: how long their sentences are, and how many of them are short."""
    together = subject.rules.reading.together
    lengths = [words for text in _lengths(subject).values() for words in text]
    where = Position(subject.folder / FILE_NAME)
    band = together.words_in_a_sentence
    if lengths and band is not None and not band.holds(mean := fmean(lengths)):
        yield Finding(
            where,
            "rhythm-mean",
            f"the sentences of all texts have {mean:.2f} words on average; {band} is wanted.",
            _JOIN if mean < band.least else "Split the longest.",
        )
    share = _short(lengths, subject.rules.reading)
    if together.most_short is not None and share > together.most_short:
        yield Finding(
            where,
            "rhythm-short",
            f"{share:.1f}% of the sentences of all texts are short; "
            f"{together.most_short:g}% is the limit.",
            _JOIN,
        )


def _lengths(subject: Subject) -> dict[str, list[int]]:
    """The words of each sentence of each text."""
    found: dict[str, list[int]] = {}
    for passage, paragraph in subject.paragraphs:
        if passage.owner_id != _URGENT:
            words = [sentence.words for sentence in paragraph.sentences]
            found.setdefault(passage.owner_id, []).extend(words)
    return found


def _short(lengths: Sequence[int], reading: Reading) -> float:
    """Per cent of the sentences; a short one has ``short_sentence`` words or fewer."""
    short = sum(1 for words in lengths if words <= reading.short_sentence)
    return 100 * short / len(lengths) if lengths else 0.0
