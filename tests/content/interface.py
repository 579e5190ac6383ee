"""The sentences of the interface as their files have them, with the notes for translators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

ENGLISH = Path(__file__).parents[2] / "content" / "en"
# Numbers that count things; the number of a screen counts nothing.
COUNTING = frozenset({"count", "faqs", "minutes", "resources", "sections", "tips"})


@dataclass(frozen=True)
class Sentence:
    """One sentence; ``notes`` are its own, those of its part of the file and of the files.

    ``counted_plainly`` are the numbers that stand in it without a choice of plural forms.
    """

    key: str
    text: str
    notes: str
    counted_plainly: frozenset[str]


@cache
def interface() -> tuple[Sentence, ...]:
    """Every sentence in English."""
    files = [file.read_text(encoding="utf-8") for file in sorted(ENGLISH.glob("strings*.ftl"))]
    resources = [FluentParser().parse(text) for text in files]
    for_all = " ".join(_notes_of_files(resources))
    found = tuple(sentence for resource in resources for sentence in _in(resource, for_all))
    assert len(found) > 200
    return found


def _notes_of_files(resources: list[ast.Resource]) -> Iterator[str]:
    for resource in resources:
        for entry in resource.body:
            if isinstance(entry, ast.ResourceComment):
                yield entry.content or ""


def _in(resource: ast.Resource, for_all: str) -> Iterator[Sentence]:
    part = ""
    for entry in resource.body:
        if isinstance(entry, ast.GroupComment):
            part = entry.content or ""
        elif isinstance(entry, ast.Message):
            own = (entry.comment.content or "") if entry.comment else ""
            text = FluentSerializer().serialize_entry(_without_notes(entry))
            counted = _Plain.of(entry)
            yield Sentence(entry.id.name, text, " ".join((own, part, for_all)), counted)


def _without_notes(message: ast.Message) -> ast.Message:
    return ast.Message(message.id, message.value, message.attributes)


class _Plain(Visitor):
    """The counting numbers that are shown outside a choice of their own plural forms."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._chosen: list[str] = []

    @classmethod
    def of(cls, message: ast.Message) -> frozenset[str]:
        visitor = cls()
        visitor.visit(message)
        return frozenset(visitor.found)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # Fluent's
        selector = node.selector
        name = selector.id.name if isinstance(selector, ast.VariableReference) else ""
        self._chosen.append(name)
        for variant in node.variants:
            self.visit(variant)
        self._chosen.pop()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        name = node.id.name
        if name in COUNTING and name not in self._chosen:
            self.found.add(name)
