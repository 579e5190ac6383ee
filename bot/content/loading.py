"""Content files -> model; every error names file and line and says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from bot.content.file_reader import FileReader, M
from bot.content.findings import ContentProblem, Finding, Position
from bot.content.fluent_lint import (
    MessageFile,
    missing_sentences,
    read_messages,
    unreadable,
    wrong_sentences,
)
from bot.content.front_matter import read_page
from bot.content.language_folders import files, language_folders, ways_back
from bot.content.library import Content, Library
from bot.content.limits import MOST_PROBLEMS
from bot.content.message_keys import URGENT_HELP
from bot.content.model import (
    CountryNames,
    EverydayWords,
    Faq,
    OutOfScope,
    QuestionGroup,
    Resource,
    Section,
    Source,
    Term,
    Tip,
    UrgentCard,
)
from bot.content.numbers import CrisisLineWords, Numbers
from bot.content.numbers_file import read_numbers, unmatched
from bot.content.references import broken_references
from bot.content.urgent_rules_file import read_urgent_rules, unknown_flags
from bot.content.yaml_lines import YamlProblem

LISTS: dict[str, type[BaseModel]] = {
    "tips": Tip,
    "resources": Resource,
    "glossary": Term,
    "questions": QuestionGroup,
    "sources": Source,
    "countries": CountryNames,
    "helplines": CrisisLineWords,
    "out_of_scope": OutOfScope,
}


class _Placed(NamedTuple):
    item: Any
    position: Position


class _Reader(FileReader):
    """Reads the files of one language."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.sentences: list[MessageFile] = []

    def read(self, numbers: Numbers) -> Content:
        self.sentences = list(self._messages())
        pages = [*self._pages("sections", Section), *self._pages("faq", Faq)]
        lists = {name: list(self._list_files(name, model)) for name, model in LISTS.items()}
        urgent, everyday = self._urgent(), self._everyday_words()
        placed = [*pages, *(entry for entries in lists.values() for entry in entries)]
        positions = self._positions(placed)
        if urgent is not None:
            positions["urgent"] = urgent.position
        return Content(
            language=self.folder.name,
            numbers=numbers,
            sections=_by_id(
                _in_order(entry.item for entry in pages if isinstance(entry.item, Section))
            ),
            faqs=_by_id(_in_order(entry.item for entry in pages if isinstance(entry.item, Faq))),
            tips=_by_id(entry.item for entry in lists["tips"]),
            terms=_by_id(
                sorted(
                    (entry.item for entry in lists["glossary"]), key=lambda t: t.title.casefold()
                )
            ),
            resources=_by_id(entry.item for entry in lists["resources"]),
            questions=_by_id(entry.item for entry in lists["questions"]),
            sources={entry.item.key: entry.item for entry in lists["sources"]},
            urgent=urgent.item if urgent else None,
            country_names={entry.item.country: entry.item.also for entry in lists["countries"]},
            crisis_names=_by_id(entry.item for entry in lists["helplines"]),
            everyday_words=everyday,
            out_of_scope={entry.item.key: entry.item for entry in lists["out_of_scope"]},
            messages=tuple(file.resource for file in self.sentences),
            positions=positions,
            only_urgent_help=urgent is not None and self._nothing_else(placed),
        )

    def _nothing_else(self, placed: Iterable[_Placed]) -> bool:
        """Beside the urgent card there is only what its screens need."""
        keys = {message.id.name for file in self.sentences for message in file.messages()}
        needed = (Source, CountryNames, CrisisLineWords)
        return keys <= URGENT_HELP and all(isinstance(entry.item, needed) for entry in placed)

    def _pages(self, name: str, model: type[M]) -> Iterator[_Placed]:
        for path in files(self.folder / name, "*.md"):
            text = self.text(path)
            if text is None:
                continue
            try:
                page = read_page(text)
            except YamlProblem as problem:
                self.cannot_read(path, problem)
                continue
            item = self.validated(model, page.data(), path, page.line_of)
            if item is None:
                continue
            expected = str(getattr(item, "id", "")).partition("/")[2]
            if path.stem != expected:
                self.add(
                    Position(path, page.header.line_of(("id",))),
                    "file-name",
                    f"the id says '{expected}' but the file is called '{path.name}'.",
                    f"Rename the file to '{expected}.md' or mend the id.",
                )
            yield _Placed(item, Position(path, 1))

    def _list_files(self, name: str, model: type[M]) -> Iterator[_Placed]:
        for path in files(self.folder, f"{name}*.yaml"):
            document = self.yaml(path)
            if document is None or document.data is None:
                continue
            if not isinstance(document.data, list):
                self.add(
                    Position(path), "yaml", "this file must be a list: each item begins with '- '."
                )
                continue
            before = len(self.findings)
            for index, data in enumerate(document.data):
                if len(self.findings) - before >= MOST_PROBLEMS:
                    break
                item = self.validated(model, data, path, document.line_of, (index,))
                if item is not None:
                    yield _Placed(item, Position(path, document.line_of((index,))))

    def _urgent(self) -> _Placed | None:
        path = self.folder / "urgent.yaml"
        document = self.yaml(path) if path.exists() else None
        if document is None:
            return None
        card = self.validated(UrgentCard, document.data, path, document.line_of)
        return _Placed(card, Position(path)) if card else None

    def _everyday_words(self) -> EverydayWords:
        path = self.folder / "everyday_words.yaml"
        document = self.yaml(path) if path.exists() else None
        if document is None:
            return EverydayWords()
        found = self.validated(EverydayWords, document.data, path, document.line_of)
        return found or EverydayWords()

    def _messages(self) -> Iterator[MessageFile]:
        for path in files(self.folder, "strings*.ftl"):
            text = self.text(path)
            if text is not None:
                file = read_messages(path, text)
                self.findings.extend(unreadable(file))
                yield file

    def _positions(self, placed: Iterable[_Placed]) -> dict[str, Position]:
        positions: dict[str, Position] = {}
        for item, position in placed:
            key = getattr(item, "id", None) or item.key
            if key in positions:
                self.add(
                    position,
                    "unique-id",
                    f"the id '{key}' is used twice, first at {positions[key]}.",
                    "Give one of them another id.",
                )
            positions.setdefault(key, position)
        return positions


def load(content_dir: Path, default_language: str = "en") -> Library:
    """Reads every language folder; raises ContentProblem with everything that is wrong.

    A language other than the default one may lack items: they are shown in the language that a
    regional one belongs to ("pt" for "pt-br"), else in the default language.
    """
    readers = {folder.name: _Reader(folder) for folder in language_folders(content_dir)}
    file = read_numbers(content_dir)
    contents = {name: reader.read(file.numbers) for name, reader in readers.items()}
    findings = [finding for reader in readers.values() for finding in reader.findings]
    findings.extend(file.findings)
    urgent_rules = read_urgent_rules(content_dir)
    findings.extend(urgent_rules.findings)
    if default_language not in contents:
        findings.append(
            Finding(
                Position(content_dir / default_language),
                "language",
                "this language folder is missing or has no strings.ftl.",
                "Set CONTENT_DIR and DEFAULT_LANGUAGE to folders that exist.",
            )
        )
        raise ContentProblem(findings)
    merged = {name: _whole(name, contents, default_language) for name in contents}
    if not findings:  # an item that cannot be read would be missed by all that mention it
        for name, content in merged.items():
            wrong = wrong_sentences(name, readers[name].sentences)
            broken = broken_references(content, content_dir / name)
            findings.extend(islice(chain(wrong, broken), MOST_PROBLEMS))
        findings.extend(missing_sentences(readers[default_language].sentences))
        findings.extend(unmatched(file, merged.values()))
        findings.extend(unknown_flags(urgent_rules, contents[default_language].urgent))
    if findings:
        raise ContentProblem(findings)
    return Library(default_language, merged, urgent_rules.safety_net)


def _whole(name: str, contents: dict[str, Content], default: str) -> Content:
    """The language with what it lacks."""
    if name == default:
        return contents[name]
    base = contents[default]
    own = [contents[tag] for tag in ways_back(name) if tag in contents and tag != default]
    for nearer in reversed(own):
        base = nearer.over(base)
    return replace(base, only_urgent_help=all(content.only_urgent_help for content in own))


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _in_order(items: Iterable[Any]) -> list[Any]:
    return sorted(
        items, key=lambda item: (getattr(item, "parent", None) or "", item.order, item.id)
    )
