"""``numbers.yaml``, the one file for all languages: read, and held against what it must keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from bot.content.file_reader import FileReader
from bot.content.findings import Finding, Position
from bot.content.library import Content
from bot.content.numbers import INDEPENDENT, CrisisLine, Numbers, Phone
from bot.content.yaml_lines import Document

NAME = "numbers.yaml"
FieldPath = tuple[str | int, ...]


class PlacedPhone(NamedTuple):
    """A number and where it stands; ``country`` is empty for a resource's, which says its own."""

    phone: Phone
    field: FieldPath
    country: str

    @property
    def room(self) -> str:
        """ "emergency", "crisis" or "resources"."""
        return str(self.field[2] if self.field[0] == "countries" else self.field[0])


@dataclass(frozen=True, slots=True)
class NumbersFile:
    """The numbers and the lines on which they stand; without findings it can be used."""

    path: Path
    numbers: Numbers = field(default_factory=Numbers)
    document: Document = field(default_factory=lambda: Document(None, {}))
    findings: tuple[Finding, ...] = ()

    def where(self, *place: str | int) -> Position:
        return Position(self.path, self.document.line_of(place))

    def phones(self) -> Iterator[PlacedPhone]:
        """Every number in the file, in its order."""
        for country, listed in self.numbers.countries.items():
            for index, phone in enumerate(listed.emergency):
                yield PlacedPhone(phone, ("countries", country, "emergency", index), country)
        for place, line in self.lines():
            yield from _phones_of(line, place)
        for slug, resource in self.numbers.resources.items():
            for index, phone in enumerate(resource.phones):
                yield PlacedPhone(phone, ("resources", slug, "phones", index), "")

    def lines(self) -> Iterator[tuple[FieldPath, CrisisLine]]:
        """Every crisis line, the world-wide ones first."""
        for index, line in enumerate(self.numbers.everywhere):
            yield ("everywhere", index), line
        for country, listed in self.numbers.countries.items():
            for index, line in enumerate(listed.crisis):
                yield ("countries", country, "crisis", index), line


def read_numbers(content_dir: Path) -> NumbersFile:
    """Reads the file; a missing or broken one is empty, with a finding that says so."""
    path, reader = content_dir / NAME, FileReader()
    document = reader.yaml(path)
    if document is None:
        return NumbersFile(path, findings=tuple(reader.findings))
    numbers = reader.validated(Numbers, document.data, path, document.line_of)
    if numbers is None:
        return NumbersFile(path, document=document, findings=tuple(reader.findings))
    file = NumbersFile(path, numbers, document)
    findings = (*_unknown_sources(file), *_below_the_rule(file), *_named_twice(file))
    return NumbersFile(path, numbers, document, findings)


def placed(numbers: Numbers, content_dir: Path) -> NumbersFile:
    """Numbers that have been read already, with the lines on which they stand."""
    return replace(read_numbers(content_dir), numbers=numbers)


def unmatched(file: NumbersFile, contents: Iterable[Content]) -> Iterator[Finding]:
    """Lines without a name, names without a line, and phones of an organisation nobody lists."""
    lines, contents = dict(_ids(file)), list(contents)
    for content in contents:
        for line_id, place in lines.items():
            if line_id not in content.crisis_names:
                yield Finding(
                    file.where(*place),
                    "crisis-name",
                    f"'{line_id}' has no name in '{content.language}'.",
                    "Add it to helplines.yaml of that language.",
                )
        for line_id in content.crisis_names.keys() - lines.keys():
            yield Finding(
                content.positions[line_id],
                "crisis-name",
                f"no line in numbers.yaml has the id '{line_id}'.",
                "Mend the id or remove the name.",
            )
    for slug in file.numbers.resources:
        if not any(f"resource/{slug}" in content.resources for content in contents):
            yield Finding(
                file.where("resources", slug),
                "reference",
                f"'resource/{slug}' does not exist.",
                "Mend the name or remove its phones.",
            )


def _phones_of(line: CrisisLine, place: FieldPath) -> Iterator[PlacedPhone]:
    country = str(place[1]) if place[0] == "countries" else ""
    for index, phone in enumerate(line.phones):
        yield PlacedPhone(phone, (*place, "phones", index), country)
    if line.text is not None:
        yield PlacedPhone(line.text, (*place, "text"), country)


def _ids(file: NumbersFile) -> Iterator[tuple[str, FieldPath]]:
    return ((line.id, place) for place, line in file.lines())


def _unknown_sources(file: NumbersFile) -> Iterator[Finding]:
    for found in file.phones():
        for key in found.phone.sources:
            if key not in file.numbers.sources:
                yield Finding(
                    file.where(*found.field),
                    "source",
                    f"the source '{key}' is not among the sources of this file.",
                    "Add it there, with its lineage.",
                )


def _below_the_rule(file: NumbersFile) -> Iterator[Finding]:
    """Somebody in despair must not reach a dead line: one source is not enough to show a number."""
    for found in file.phones():
        count = file.numbers.independent(found.phone)
        if found.room == "crisis" and count < INDEPENDENT:
            yield Finding(
                file.where(*found.field),
                "two-sources",
                f"'{found.phone.number}' rests on {count} independent source(s).",
                "Name a second one of another lineage, or take the number out.",
            )


def _named_twice(file: NumbersFile) -> Iterator[Finding]:
    seen: set[str] = set()
    for line_id, place in _ids(file):
        if line_id in seen:
            yield Finding(
                file.where(*place),
                "unique-id",
                f"the id '{line_id}' is used twice.",
                "Give one of them another id.",
            )
        seen.add(line_id)
