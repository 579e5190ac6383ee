"""``urgent-rules.yaml`` of each language: read, and held against the card that its rules raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.file_reader import FileReader
from bot.content.findings import Finding, Position
from bot.content.language_folders import rule_folders
from bot.content.model import UrgentCard
from bot.content.yaml_lines import Document
from bot.safety_net.rules import Card, RuleSet, problems

NAME = "urgent-rules.yaml"


@dataclass(frozen=True, slots=True)
class UrgentRulesFile:
    """The rules of one language and the lines on which they stand."""

    path: Path
    rules: RuleSet
    document: Document

    def where(self, *place: str | int) -> Position:
        return Position(self.path, self.document.line_of(place))


@dataclass(frozen=True, slots=True)
class UrgentRules:
    """What could be read; without findings all of it can be used."""

    files: Mapping[str, UrgentRulesFile] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def by_language(self) -> dict[str, RuleSet]:
        return {language: file.rules for language, file in self.files.items()}


def read_urgent_rules(content_dir: Path) -> UrgentRules:
    """Reads the rules of all languages, also of one that has no other text yet: whoever writes
    in it is heard."""
    reader = FileReader()
    found = {}
    for folder in rule_folders(content_dir, NAME):
        file = _read(folder / NAME, reader)
        if file is not None:
            found[folder.name] = file
    return UrgentRules(found, (*reader.findings, *_problems(found.values())))


def unknown_flags(rules: UrgentRules, card: UrgentCard | None) -> Iterator[Finding]:
    """Rules that name a sign which does not stand on the card."""
    if card is None:  # that is told already
        return
    known = {flag.id for flag in card.flags}
    for file in rules.files.values():
        for index, rule in enumerate(file.rules.rules):
            if rule.card is Card.REDFLAG and rule.flag not in known:
                yield Finding(
                    file.where("rules", index, "flag"),
                    "reference",
                    f"the urgent card has no sign '{rule.flag}'.",
                    "Use an id of the flags in urgent.yaml.",
                )


def _read(path: Path, reader: FileReader) -> UrgentRulesFile | None:
    document = reader.yaml(path)
    if document is None:
        return None
    rules = reader.validated(RuleSet, document.data, path, document.line_of)
    return UrgentRulesFile(path, rules, document) if rules else None


def _problems(files: Iterable[UrgentRulesFile]) -> Iterator[Finding]:
    for file in files:
        for problem in problems(file.rules):
            position = file.where(*problem.place)
            yield Finding(position, "rule", problem.message, problem.advice)
