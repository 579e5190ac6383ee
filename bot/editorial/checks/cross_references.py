"""How the texts hang together: words explained, pages that lead on, sources that are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from bot.content.findings import Finding
from bot.content.glossary_linker import forms_of
from bot.content.model import Faq, Page, Section, Term, Tip
from bot.editorial.checks.subject import Subject, warning
from bot.search.tokenizer import words_in

_CODES = Locale("en").territories
_LANGUAGES = Locale("en").languages
_LINK_TO_TERM = re.compile(r"\]\(term/[^)\s]*\)")


def glossary_forms(subject: Subject) -> Iterator[Finding]:
    """A form that two entries claim: the program could not know which one to link."""
    owners: dict[str, str] = {}
    for term_id, term in subject.content.terms.items():
        for form in sorted(forms_of(term)):
            first = owners.setdefault(form.casefold(), term_id)
            if first != term_id and term_id in subject.by_owner:
                yield Finding(
                    subject.where(term_id, "also"),
                    "glossary-form",
                    f"'{form}' belongs to '{first}' and to '{term_id}'.",
                    "Keep it in one of them.",
                )


def glossary_links(subject: Subject) -> Iterator[Finding]:
    """A link to an entry made by hand: the program makes one already."""
    for passage in subject.passages:
        for match in _LINK_TO_TERM.finditer(passage.text):
            yield warning(
                passage.at(match.start()),
                "glossary-link",
                "an explained word is linked by hand.",
                "Leave the bare word: its first use is linked by the program.",
            )


def reachable(subject: Subject) -> Iterator[Finding]:
    """A sub-page that no path from the five sections leads to."""
    for item_id, item in subject.items():
        if not isinstance(item, Section) or item.parent is None:
            continue
        seen = {item_id}
        parent: str | None = item.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            above = subject.content.sections.get(parent)
            parent = above.parent if above else None
        if parent is not None:
            yield Finding(
                subject.where(item_id, "parent"),
                "orphan",
                f"no path leads to '{item_id}': its parents go round in a circle.",
                "Let one of them belong to a main section.",
            )


def leads_on(subject: Subject) -> Iterator[Finding]:
    """An FAQ that ends without a next step, and an item that leads to itself."""
    for item_id, item in subject.items():
        if isinstance(item, Faq) and not item.related:
            yield warning(
                subject.where(item_id),
                "related",
                f"nothing is related to '{item_id}'.",
                "Name two or three items under 'related:'.",
            )
        if isinstance(item, Page | Term) and item_id in item.related:
            yield warning(
                subject.where(item_id, "related"),
                "related",
                f"'{item_id}' is related to itself.",
                "Take it out of 'related:'.",
            )


def unused_sources(subject: Subject) -> Iterator[Finding]:
    """A source that nothing rests on."""
    used = {key for _, item in subject.reviewed() for key in item.sources}
    used |= {item.link for _, item in subject.items() if isinstance(item, Tip)}
    if subject.content.urgent is not None:
        used |= {key for flag in subject.content.urgent.flags for key in flag.sources}
    for key in subject.content.sources:
        if key in subject.by_owner and key not in used:
            yield warning(
                subject.where(key),
                "unused-source",
                f"nothing uses the source '{key}'.",
                "Take it out, or name it where a text rests on it.",
            )


def source_languages(subject: Subject) -> Iterator[Finding]:
    """A page in a language that nobody speaks."""
    for key, source in subject.content.sources.items():
        if key in subject.by_owner and source.language and source.language not in _LANGUAGES:
            yield Finding(
                subject.where(key, "language"),
                "source-language",
                f"no language has the code '{source.language}'.",
                "Use its letters of ISO 639, such as es for Spanish.",
            )


def order_is_clear(subject: Subject) -> Iterator[Finding]:
    """Two pages that want the same place in a list."""
    places: dict[tuple[str, int], str] = {}
    for item_id, item in subject.items():
        if isinstance(item, Section | Faq):
            shelf = getattr(item, "parent", None) or item_id.partition("/")[0]
            first = places.setdefault((shelf, item.order), item_id)
            if first != item_id:
                yield warning(
                    subject.where(item_id, "order"),
                    "order",
                    f"'{item_id}' has the same place as '{first}'.",
                    "Give each its own number.",
                )


def country_names(subject: Subject) -> Iterator[Finding]:
    """A name that two countries claim, and a code that no country has."""
    owners: dict[str, str] = {}
    for code, names in subject.content.country_names.items():
        position = subject.content.positions[f"country/{code}"]
        if code not in _CODES:
            yield Finding(
                position,
                "country",
                f"no country has the code '{code}'.",
                "Use its two letters of ISO 3166, such as GB for the United Kingdom.",
            )
        for name in names:
            first = owners.setdefault("".join(words_in(name)), code)
            if first != code and position.file.is_relative_to(subject.folder):
                yield Finding(
                    position,
                    "country",
                    f"'{name}' belongs to '{first}' and to '{code}'.",
                    "Keep it in one of them.",
                )
