"""What every rule is given: one language, its passages, its word rules and the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeAlias

from bot.content.findings import Finding, Position, Severity
from bot.content.glossary_linker import GlossaryLinker
from bot.content.library import Content, Item
from bot.content.model import UrgentCard
from bot.content.references import all_items
from bot.editorial.checks.editorial_rules import EditorialRules
from bot.editorial.checks.passages import Passage, passages
from bot.editorial.checks.sentence_segmentation import Paragraph, paragraphs

Run: TypeAlias = tuple[str, ...]


class ForeignText(Protocol):
    """The texts that nothing may be copied from, by every run of words in them."""

    def get(self, run: Run, /) -> str | None:
        """Where the run stands, or None."""
        ...


@dataclass(frozen=True)
class Subject:
    """One language under examination; without ``foreign`` texts nothing is looked for in them."""

    content: Content
    folder: Path
    today: date
    rules: EditorialRules
    foreign: ForeignText | None = None

    @cached_property
    def passages(self) -> list[Passage]:
        return passages(self.content, self.folder)

    @cached_property
    def paragraphs(self) -> list[tuple[Passage, Paragraph]]:
        """Every paragraph of prose with the passage it stands in."""
        return [
            (passage, paragraph)
            for passage in self.passages
            if passage.prose
            for paragraph in paragraphs(
                passage.text,
                hard_breaks=passage.origin.hard_breaks,
                abbreviations=self.rules.abbreviations,
            )
        ]

    @cached_property
    def linker(self) -> GlossaryLinker:
        return GlossaryLinker(self.content.terms.values())

    @cached_property
    def by_owner(self) -> dict[str, list[Passage]]:
        """The passages of each item, the urgent card ("urgent") and each source."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            if passage.owner is not None:
                found.setdefault(passage.owner_id, []).append(passage)
        return found

    def items(self) -> Iterator[tuple[str, Item]]:
        """The items that this language wrote itself."""
        return ((key, item) for key, item in all_items(self.content) if key in self.by_owner)

    def reviewed(self) -> Iterator[tuple[str, Item | UrgentCard]]:
        """The items and the urgent card."""
        yield from self.items()
        if self.content.urgent is not None and "urgent" in self.by_owner:
            yield "urgent", self.content.urgent

    def where(self, owner_id: str, *field: str | int) -> Position:
        """The line of a field of an item, or of the item where it lacks the field."""
        return self.by_owner[owner_id][0].beside(*field)


Rule = Callable[[Subject], Iterator[Finding]]


def warning(position: Position, rule: str, message: str, advice: str = "") -> Finding:
    """A finding that does not keep the check from passing."""
    return Finding(position, rule, message, advice, Severity.WARNING)
