"""Does every id, key and link in the content lead somewhere?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.findings import Finding, Position
from bot.content.language_folders import ENCODING
from bot.content.library import Content, Item
from bot.content.model import Page, Section, Term, Tip

INTERNAL_LINK = re.compile(r"\]\((?P<id>(?:section|faq|tip|term|resource)/[^)\s]*)\)")


def broken_references(content: Content, folder: Path) -> Iterator[Finding]:
    """Every reference that leads nowhere, and what no language can do without."""
    for item_id, item in all_items(content):
        position = content.positions.get(item_id, Position(folder))
        for target in _targets(item):
            if content.item(target) is None:
                yield Finding(
                    _naming(position, target),
                    "reference",
                    f"'{target}' does not exist.",
                    "Mend the id or remove it.",
                )
        for key in item.sources:
            if key not in content.sources:
                yield Finding(
                    _naming(position, key),
                    "source",
                    f"the source '{key}' is not in sources.yaml.",
                    "Add it there.",
                )
        if isinstance(item, Tip) and item.link not in {**content.resources, **content.sources}:
            yield Finding(
                _naming(position, item.link),
                "reference",
                f"the link '{item.link}' is neither a source nor a resource.",
                "Use a key from sources.yaml or an id from resources.yaml.",
            )
        if isinstance(item, Section) and item.parent and item.parent not in content.sections:
            yield Finding(
                _naming(position, item.parent),
                "reference",
                f"the parent '{item.parent}' does not exist.",
                "Name a page that exists, or leave 'parent' out for a main section.",
            )
    yield from _missing_wholes(content, folder)


def all_items(content: Content) -> Iterator[tuple[str, Item]]:
    """Every item with its id, in reading order."""
    for shelf in (
        content.sections,
        content.faqs,
        content.tips,
        content.terms,
        content.resources,
        content.questions,
    ):
        yield from shelf.items()


def _targets(item: Item) -> Iterator[str]:
    if isinstance(item, Page | Term):
        yield from item.related
    for text in texts_of(item):
        yield from (match["id"] for match in INTERNAL_LINK.finditer(text))


def texts_of(item: Item) -> list[str]:
    """The running texts of an item, without title and header fields."""
    match item:
        case Page():
            return [item.lead, *(part.body for part in item.parts)]
        case Tip():
            return [item.text, item.this_week]
        case Term():
            return [item.text]
        case _:
            return [getattr(item, "text", "")]


def _naming(position: Position, name: str) -> Position:
    """The first line from an item's beginning on that names the missing thing."""
    lines = position.file.read_text(encoding=ENCODING).splitlines()
    for number, line in enumerate(lines[position.line - 1 :], start=position.line):
        if name in line:
            return Position(position.file, number)
    return position


def _missing_wholes(content: Content, folder: Path) -> Iterator[Finding]:
    if content.urgent is None:
        yield Finding(
            Position(folder / "urgent.yaml"), "urgent", "the urgent card is missing.", "Add it."
        )
    else:
        for flag in content.urgent.flags:
            for key in flag.sources:
                if key not in content.sources:
                    at = content.positions.get("urgent", Position(folder / "urgent.yaml"))
                    yield Finding(
                        _naming(at, key),
                        "source",
                        f"the source '{key}' is not in sources.yaml.",
                        "Add it there.",
                    )
    for name, shelf in (
        ("sections", content.sections),
        ("faq", content.faqs),
        ("tips", content.tips),
    ):
        if not shelf:
            yield Finding(
                Position(folder / name), "empty", "nothing is written here yet.", "Add a text."
            )
