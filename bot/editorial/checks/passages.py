"""The stretches of text that a reader sees, each with the file and line of every word in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.findings import Position
from bot.content.front_matter import read_page
from bot.content.language_folders import ENCODING, files
from bot.content.library import Content, Item
from bot.content.model import Page, QuestionGroup, Resource, Source, Term, Tip, UrgentCard
from bot.content.numbers import CrisisLineWords
from bot.content.references import all_items
from bot.content.yaml_lines import Document, read

Written = Item | UrgentCard | Source | CrisisLineWords
Owner = Written | None
FieldPath = tuple[str | int, ...]

_MESSAGE = re.compile(r"^(?P<key>-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
_AROUND_A_WORD = "\"'>-|"


@dataclass(frozen=True, slots=True)
class Origin:
    """A file's lines and where values begin; ``hard_breaks``: a line end ends a paragraph."""

    file: Path
    lines: tuple[str, ...]
    line_of: Callable[[FieldPath], int]
    hard_breaks: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of one item. ``prose`` is false for titles and names, which are not sentences."""

    owner_id: str
    owner: Owner
    field: FieldPath
    text: str
    origin: Origin
    line: int
    prose: bool
    item_path: FieldPath = ()  # of the item in its file

    def beside(self, *field: str | int) -> Position:
        """Where another field of the same item stands."""
        return Position(self.origin.file, self.origin.line_of((*self.item_path, *field)))

    def at(self, offset: int = 0) -> Position:
        """Where in its file the word at this index of ``text`` stands."""
        wanted = len(self.text[:offset].split()) if offset else 0
        words = [_bare(word) for word in self.text.split()[:4]]
        written = [
            (_bare(word), number)
            for number, line in enumerate(self.origin.lines[self.line - 1 :], start=self.line)
            for word in line.split()
        ]
        for index in range(len(written)):
            if [word for word, _ in written[index : index + len(words)]] == words:
                place = min(index + wanted, len(written) - 1)
                return Position(self.origin.file, written[place][1])
        return Position(self.origin.file, self.line)


def passages(content: Content, folder: Path) -> list[Passage]:
    """Everything this language's own files say; what is borrowed from another one is left out."""
    found: list[Passage] = []
    origins = _Origins()
    for item_id, item in _owned(content, folder):
        position = content.positions[item_id]
        origin, prefix = origins.of(position)
        for path, text, prose in fields(item):
            line = origin.line_of((*prefix, *path))
            found.append(Passage(item_id, item, path, text, origin, line, prose, prefix))
    for file in files(folder, "strings*.ftl"):
        found.extend(_messages(file))
    return found


def _owned(content: Content, folder: Path) -> Iterator[tuple[str, Written]]:
    everything: list[tuple[str, Written]] = [
        *all_items(content),
        *content.sources.items(),
        *content.crisis_names.items(),
    ]
    if content.urgent is not None:
        everything.append(("urgent", content.urgent))
    for item_id, item in everything:
        if item_id in content.positions and content.positions[item_id].file.is_relative_to(folder):
            yield item_id, item


class _Origins:
    """Reads each file once."""

    def __init__(self) -> None:
        self._pages: dict[Path, Origin] = {}
        self._documents: dict[Path, tuple[Origin, dict[int, int]]] = {}

    def of(self, position: Position) -> tuple[Origin, FieldPath]:
        """The file an item stands in, and the item's own path in it."""
        if position.file.suffix == ".md":
            if position.file not in self._pages:
                text = position.file.read_text(encoding=ENCODING)
                lines = tuple(text.splitlines())
                self._pages[position.file] = Origin(
                    position.file, lines, read_page(text).line_of, hard_breaks=False
                )
            return self._pages[position.file], ()
        if position.file not in self._documents:
            self._documents[position.file] = self._document(position.file)
        origin, indexes = self._documents[position.file]
        index = indexes.get(position.line)
        return origin, () if index is None else (index,)

    def _document(self, file: Path) -> tuple[Origin, dict[int, int]]:
        text = file.read_text(encoding=ENCODING)
        document: Document = read(text)
        count = len(document.data) if isinstance(document.data, list) else 0
        origin = Origin(file, tuple(text.splitlines()), document.line_of, hard_breaks=True)
        return origin, {document.line_of((index,)): index for index in range(count)}


def fields(item: Written) -> Iterator[tuple[FieldPath, str, bool]]:
    """Path, text and whether it is prose, in reading order."""
    if isinstance(item, CrisisLineWords):
        yield ("name",), item.name, False
        if item.remark:
            yield ("remark",), item.remark, False
        return
    yield ("title",), item.title, False
    match item:
        case Page():
            yield from _page_fields(item)
        case Tip():
            yield ("text",), item.text, True
            yield ("this_week",), item.this_week, True
        case Term() | Resource():
            yield ("text",), item.text, True
        case QuestionGroup():
            for index, question in enumerate(item.questions):
                yield ("questions", index), question, True
        case UrgentCard():
            yield from _urgent_fields(item)
        case Source():
            yield ("organisation",), item.organisation, False


def _page_fields(page: Page) -> Iterator[tuple[FieldPath, str, bool]]:
    if label := getattr(page, "label", None):
        yield ("label",), label, False
    yield ("lead",), page.lead, True
    for index, part in enumerate(page.parts):
        yield ("parts", index, "heading"), part.heading, False
        yield ("parts", index, "body"), part.body, True
    for index, question in enumerate(page.ask):
        yield ("ask", index), question, True


def _urgent_fields(card: UrgentCard) -> Iterator[tuple[FieldPath, str, bool]]:
    yield ("text",), card.text, True
    yield ("short",), card.short, True
    yield ("short_end_of_life",), card.short_end_of_life, True
    for index, flag in enumerate(card.flags):
        yield ("flags", index, "title"), flag.title, False
        yield ("flags", index, "text"), flag.text, True
    for name in ("crisis_greeting", "crisis_text", "crisis_bystander", "crisis_program"):
        yield (name,), getattr(card, name), True


def _messages(file: Path) -> Iterator[Passage]:
    text = file.read_text(encoding=ENCODING)
    lines = tuple("" if line.startswith("#") else line for line in text.splitlines())
    origin = Origin(file, lines, lambda _: 1, hard_breaks=True)
    without_comments = "\n".join(lines)
    starts = list(_MESSAGE.finditer(without_comments))
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.start() if following else len(without_comments)
        body = without_comments[match.end() : end].strip()
        line = without_comments.count("\n", 0, match.start()) + 1
        yield Passage(f"strings/{match['key']}", None, (match["key"],), body, origin, line, False)


def _bare(word: str) -> str:
    return word.strip(_AROUND_A_WORD)
