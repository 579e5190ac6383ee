"""Words that hurt, promise or mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.findings import Finding
from bot.content.glossary_linker import forms_of
from bot.content.model import Resource
from bot.editorial.checks.editorial_rules import any_of
from bot.editorial.checks.passages import Passage
from bot.editorial.checks.subject import Subject, warning

_CAPITALS = re.compile(r"(?<![\w/.@-])(?=[A-Z]-?[A-Z0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*s?(?![\w/@-])")


def banned_words(subject: Subject) -> Iterator[Finding]:
    """A banned word outside the quotations in which it may stand."""
    allowed = any_of(subject.rules.quotations)
    for entry in subject.rules.banned:
        pattern = any_of(entry.avoid)
        for passage in subject.passages:
            if _is_somebodys_name(passage):
                continue
            for match in pattern.finditer(passage.text):
                if _inside(match, allowed.finditer(passage.text)):
                    continue
                yield Finding(
                    passage.at(match.start()),
                    "banned-word",
                    f"'{match.group()}' is not used here.",
                    f"{entry.instead} A quotation goes into rules.yaml, 'quotations'.",
                    entry.severity,
                )


def _is_somebodys_name(passage: Passage) -> bool:
    """An organisation is called what it calls itself."""
    return passage.field == ("organisation",) or (
        isinstance(passage.owner, Resource) and passage.field == ("title",)
    )


def unexplained_capitals(subject: Subject) -> Iterator[Finding]:
    """An abbreviation that neither the glossary nor the list of well-known ones has."""
    known = {form for term in subject.content.terms.values() for form in forms_of(term)}
    known |= {*subject.rules.known_capitals, *subject.rules.medical_names}
    words = {part.casefold() for form in known for part in (form, *form.split())}
    for passage in subject.passages:
        if not passage.prose:
            continue
        told: set[str] = set()
        for match in _CAPITALS.finditer(passage.text):
            short = match.group()
            plain = short.removesuffix("s").casefold()
            if {short.casefold(), plain} & (words | told) or _is_spelt_out(
                short, subject.by_owner.get(passage.owner_id, [passage])
            ):
                continue
            told.add(short.casefold())
            yield warning(
                passage.at(match.start()),
                "abbreviation",
                f"'{short}' is not explained.",
                "Write it out, add it to the glossary or to 'known_capitals' in rules.yaml.",
            )


def _is_spelt_out(short: str, page: list[Passage]) -> bool:
    """True for "acute myeloid leukaemia (AML)" anywhere in the same item."""
    return any(f"({short})" in passage.text for passage in page)


def _inside(match: re.Match[str], quotations: Iterator[re.Match[str]]) -> bool:
    return any(q.start() <= match.start() and match.end() <= q.end() for q in quotations)
