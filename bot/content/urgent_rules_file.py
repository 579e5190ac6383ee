"""``urgent-rules.yaml`` of each language: read, and held against the card that its rules raise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.content.file_reader import FileReader
from bot.content.findings import Finding, Position
from bot.content.language_folders import rule_folders
from bot.content.model import UrgentCard
from bot.content.yaml_lines import Document, YamlProblem, read
from bot.safety_net.language_rules import LanguageRules
from bot.safety_net.likeness import Likeness
from bot.safety_net.net import SafetyNet
from bot.safety_net.rule_phrases import Phrases
from bot.safety_net.rules import Card, RuleSet, problems

NAME = "urgent-rules.yaml"


class RaisedFlag(NamedTuple):
    """A sign of the card that a rule names, and where."""

    flag: str
    position: Position


@dataclass(frozen=True, slots=True)
class UrgentRules:
    """The rules of all languages; without findings they can be used."""

    safety_net: SafetyNet = field(default_factory=lambda: SafetyNet(()))
    flags: tuple[RaisedFlag, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_urgent_rules(content_dir: Path) -> UrgentRules:
    """Reads the rules of all languages, also of one that has no other text yet: whoever writes
    in it is heard."""
    reader = FileReader()
    paths = [folder / NAME for folder in rule_folders(content_dir, NAME)]
    texts = {path: text for path in paths if (text := reader.text(path)) is not None}
    made = made_of(tuple((path.parent.name, text) for path, text in texts.items()))
    if made is None or reader.findings:
        for path, text in texts.items():
            _read(path, text, reader)
        return UrgentRules(findings=tuple(reader.findings))
    flags = (
        RaisedFlag(flag, Position(content_dir / language / NAME, line))
        for language, flag, line in made.flags
    )
    return UrgentRules(made.safety_net, tuple(flags))


def unknown_flags(rules: UrgentRules, card: UrgentCard | None) -> Iterator[Finding]:
    """Rules that name a sign which does not stand on the card; a missing card is another fault."""
    if card is None:
        return
    known = {flag.id for flag in card.flags}
    for flag, position in rules.flags:
        if flag not in known:
            message = f"the urgent card has no sign '{flag}'."
            advice = "Use an id of the flags in urgent.yaml."
            yield Finding(position, "reference", message, advice)


@dataclass(frozen=True, slots=True)
class _Made:
    safety_net: SafetyNet
    flags: tuple[tuple[str, str, int], ...]  # language, flag, line


@lru_cache(maxsize=1)
def made_of(texts: tuple[tuple[str, str], ...]) -> _Made | None:
    """What is made of the files' texts, or None where something is wrong in them. It is kept: most
    changes of the content are none of the rules, and making them takes half a second."""
    reader = FileReader()
    made = [_of_language(language, text, reader) for language, text in texts]
    languages = [language for language in made if language is not None]
    if reader.findings:
        return None
    flags = tuple(flag for language in languages for flag in language.flags)
    rules = (language.rules for language in languages)
    return _Made(SafetyNet(rules, Likeness.stored()), flags)


class _Language(NamedTuple):
    rules: LanguageRules
    flags: tuple[tuple[str, str, int], ...]


def _of_language(language: str, text: str, reader: FileReader) -> _Language | None:
    """One file after the other: what is needed only while it is read is let go before the next."""
    file = _read(Path(language), text, reader)
    if file is None or reader.findings:
        return None
    flags = tuple(
        (language, sign.flag, file.document.line_of(("rules", index, "flag")))
        for index, sign in enumerate(rule.sign for rule in file.phrases.rules)
        if sign.card is Card.REDFLAG
    )
    return _Language(LanguageRules(language, file.phrases), flags)


class _File(NamedTuple):
    phrases: Phrases
    document: Document


def _read(path: Path, text: str, reader: FileReader) -> _File | None:
    """The phrases of one file; what is wrong with them goes to the reader's findings."""
    try:
        document = read(text)
    except YamlProblem as problem:
        reader.cannot_read(path, problem)
        return None
    rules = reader.validated(RuleSet, document.data, path, document.line_of)
    if rules is None:
        return None
    phrases = Phrases(rules)
    for found in (*phrases.problems, *problems(rules)):
        position = Position(path, document.line_of(found.place))
        reader.add(position, "rule", found.message, found.advice)
    return _File(phrases, document)
