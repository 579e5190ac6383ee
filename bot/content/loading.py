"""Content files -> model; every error names file and line and says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.findings import ContentProblem, Finding, Position
from bot.content.fluent_lint import (
    MessageFile,
    missing_sentences,
    read_messages,
    unreadable,
    wrong_sentences,
)
from bot.content.front_matter import read_page
from bot.content.language_folders import ENCODING, files, language_folders, ways_back
from bot.content.library import Content, Library
from bot.content.model import (
    CountryNames,
    Faq,
    QuestionGroup,
    Resource,
    Section,
    Source,
    Term,
    Tip,
    UrgentCard,
)
from bot.content.references import broken_references
from bot.content.yaml_lines import Document, YamlProblem, read

M = TypeVar("M", bound=BaseModel)

LISTS: dict[str, type[BaseModel]] = {
    "tips": Tip,
    "resources": Resource,
    "glossary": Term,
    "questions": QuestionGroup,
    "sources": Source,
    "countries": CountryNames,
}


class _Placed(NamedTuple):
    item: Any
    position: Position


class _Reader:
    """Reads the files of one language and keeps every finding instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.sentences: list[MessageFile] = []

    def read(self) -> Content:
        self.sentences = list(self._messages())
        pages = [*self._pages("sections", Section), *self._pages("faq", Faq)]
        lists = {name: list(self._list_files(name, model)) for name, model in LISTS.items()}
        urgent = self._urgent()
        placed = [*pages, *(entry for entries in lists.values() for entry in entries)]
        positions = self._positions(placed)
        if urgent is not None:
            positions["urgent"] = urgent.position
        return Content(
            language=self.folder.name,
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
            messages=tuple(file.resource for file in self.sentences),
            positions=positions,
        )

    def _pages(self, name: str, model: type[M]) -> Iterator[_Placed]:
        for path in files(self.folder / name, "*.md"):
            text = self._text(path)
            if text is None:
                continue
            try:
                page = read_page(text)
            except YamlProblem as problem:
                self._cannot_read(path, problem)
                continue
            item = self._validated(model, page.data(), path, page.line_of)
            if item is None:
                continue
            expected = str(getattr(item, "id", "")).partition("/")[2]
            if path.stem != expected:
                self._add(
                    Position(path, page.header.line_of(("id",))),
                    "file-name",
                    f"the id says '{expected}' but the file is called '{path.name}'.",
                    f"Rename the file to '{expected}.md' or mend the id.",
                )
            yield _Placed(item, Position(path, 1))

    def _list_files(self, name: str, model: type[M]) -> Iterator[_Placed]:
        for path in files(self.folder, f"{name}*.yaml"):
            document = self._yaml(path)
            if document is None or document.data is None:
                continue
            if not isinstance(document.data, list):
                self._add(
                    Position(path), "yaml", "this file must be a list: each item begins with '- '."
                )
                continue
            for index, data in enumerate(document.data):
                item = self._validated(model, data, path, document.line_of, (index,))
                if item is not None:
                    yield _Placed(item, Position(path, document.line_of((index,))))

    def _urgent(self) -> _Placed | None:
        path = self.folder / "urgent.yaml"
        document = self._yaml(path) if path.exists() else None
        if document is None:
            return None
        card = self._validated(UrgentCard, document.data, path, document.line_of)
        return _Placed(card, Position(path)) if card else None

    def _messages(self) -> Iterator[MessageFile]:
        for path in files(self.folder, "strings*.ftl"):
            text = self._text(path)
            if text is not None:
                file = read_messages(path, text)
                self.findings.extend(unreadable(file))
                yield file

    def _yaml(self, path: Path) -> Document | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            return read(text)
        except YamlProblem as problem:
            self._cannot_read(path, problem)
        return None

    def _text(self, path: Path) -> str | None:
        """What stands in a file; None where it cannot be read, which is reported."""
        try:
            return path.read_text(encoding=ENCODING)
        except UnicodeDecodeError:
            self._add(Position(path), "encoding", "is not UTF-8 text.", "Save it as UTF-8.")
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            self._add(
                Position(path),
                "file",
                f"cannot be opened: {reason}.",
                "See whether it is there and may be read.",
            )
        return None

    def _validated(
        self, model: type[M], data: Any, path: Path, line_of: Any, prefix: tuple[int, ...] = ()
    ) -> M | None:
        if not isinstance(data, dict):
            self._add(
                Position(path, line_of(prefix)), "fields", "fields such as 'id:' are missing here."
            )
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                place = tuple(detail["loc"])
                where = ".".join(str(step) for step in place) or "this item"
                self._add(
                    Position(path, line_of((*prefix, *place))),
                    "fields",
                    f"'{where}': {_in_plain_words(detail['type'], detail['msg'])}",
                )
            return None

    def _positions(self, placed: Iterable[_Placed]) -> dict[str, Position]:
        positions: dict[str, Position] = {}
        for item, position in placed:
            key = getattr(item, "id", None) or item.key
            if key in positions:
                self._add(
                    position,
                    "unique-id",
                    f"the id '{key}' is used twice, first at {positions[key]}.",
                    "Give one of them another id.",
                )
            positions.setdefault(key, position)
        return positions

    def _cannot_read(self, path: Path, problem: YamlProblem) -> None:
        self._add(
            Position(path, problem.line),
            "yaml",
            f"cannot be read: {problem.message}.",
            "Look at this line and the one above: a colon, a quote or an indent is missing.",
        )

    def _add(self, position: Position, rule: str, message: str, advice: str = "") -> None:
        self.findings.append(Finding(position, rule, message, advice))


def load(content_dir: Path, default_language: str = "en") -> Library:
    """Reads every language folder; raises ContentProblem with everything that is wrong.

    A language other than the default one may lack items: they are shown in the language that a
    regional one belongs to ("pt" for "pt-br"), else in the default language.
    """
    readers = {folder.name: _Reader(folder) for folder in language_folders(content_dir)}
    contents = {name: reader.read() for name, reader in readers.items()}
    findings = [finding for reader in readers.values() for finding in reader.findings]
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
            findings.extend(wrong_sentences(name, readers[name].sentences))
            findings.extend(broken_references(content, content_dir / name))
        findings.extend(missing_sentences(readers[default_language].sentences))
    if findings:
        raise ContentProblem(findings)
    return Library(default_language, merged)


def _whole(name: str, contents: dict[str, Content], default: str) -> Content:
    """The language with what it lacks."""
    if name == default:
        return contents[name]
    base = contents[default]
    for nearer in reversed([tag for tag in ways_back(name) if tag in contents and tag != default]):
        base = contents[nearer].over(base)
    return base


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _in_order(items: Iterable[Any]) -> list[Any]:
    return sorted(
        items, key=lambda item: (getattr(item, "parent", None) or "", item.order, item.id)
    )


def _in_plain_words(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "this field is missing. Add it."
        case "extra_forbidden":
            return "no field has this name. Is it misspelt?"
        case "string_pattern_mismatch":
            return "use small letters, digits and single hyphens, as the other entries do."
        case (
            "date_from_datetime_parsing"
            | "date_parsing"
            | "date_type"
            | ("date_from_datetime_inexact")
        ):
            return "write a date as 2027-05-23."
        case _:
            return f"{message.removeprefix('Value error, ')}."
