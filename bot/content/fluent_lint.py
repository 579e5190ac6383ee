"""The sentences of one file as Fluent reads them, with everything that is wrong with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.findings import Finding, Position
from bot.content.limits import DEEPEST, within_limits
from bot.content.localization import Argument, Localization, MissingString
from bot.content.message_keys import NUMBERS, SENTENCES

NEVER_CHANGED = "Keys stay as they are; the words are yours to change."
# One of each plural form that some language has.
_COUNTS = (0, 1, 2, 3, 5, 11, 21)
# A number such as 30000000 in a sentence may ask for so many digits.
_LONGEST_NUMBER = 4
# What opens and what closes, and the beginning of a line that is not indented.
_NESTING = re.compile(r"[{(]|[})]|^(?=[^\s}])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MessageFile:
    """One ``strings*.ftl``: its text and the lines in it, and what the parser made of it."""

    path: Path
    text: str
    line_starts: tuple[int, ...]
    resource: ast.Resource

    def at(self, span: ast.Span | None) -> Position:
        return Position(self.path, bisect_right(self.line_starts, span.start if span else 0))

    def messages(self) -> Iterator[ast.Message]:
        return (entry for entry in self.resource.body if isinstance(entry, ast.Message))


def read_messages(path: Path, text: str) -> MessageFile:
    """Parses one file; what cannot be read is among ``unreadable``'s findings."""
    starts = (0, *(found.end() for found in re.finditer(r"\n", text)))
    deep = _too_deep(text)
    resource = FluentParser().parse(text) if deep is None else ast.Resource([_junk(deep)])
    return MessageFile(path, text, starts, resource)


def unreadable(file: MessageFile) -> Iterator[Finding]:
    """What Fluent itself would skip, so that a sentence would be missing silently, and what would
    be costly to form."""
    for entry in file.resource.body:
        if isinstance(entry, ast.Junk):
            yield Finding(
                file.at(entry.span),
                "fluent",
                "this sentence cannot be read.",
                "Write 'key = words', indent the lines that belong to it, and close each brace.",
            )
        elif isinstance(entry, ast.Message | ast.Term):
            yield from _costly(file, entry)


def _too_deep(text: str) -> int | None:
    """Where the parser, which calls itself for each brace, would have to give up."""
    depth = 0
    for found in _NESTING.finditer(text):
        sign = found.group()
        if not sign:
            depth = 0
        elif sign in "{(":
            depth += 1
        else:
            depth = max(0, depth - 1)
        if depth > DEEPEST:
            return found.start()
    return None


def _junk(start: int) -> ast.Junk:
    junk = ast.Junk("")
    junk.add_span(start, start)
    return junk


def _costly(file: MessageFile, entry: ast.Message | ast.Term) -> Iterator[Finding]:
    span = entry.span or ast.Span(0, 0)
    try:
        within_limits(file.text[span.start : span.end])
    except ValueError as problem:
        yield Finding(file.at(span), "fluent", f"'{entry.id.name}': {problem}.")
    for number in _References.of(entry).numbers:
        if len(number.value) > _LONGEST_NUMBER:
            yield Finding(
                file.at(number.span),
                "fluent",
                f"a number in braces has at most {_LONGEST_NUMBER} digits.",
                "Write it outside the braces, as words.",
            )


def wrong_sentences(language: str, files: Sequence[MessageFile]) -> Iterator[Finding]:
    """Keys given twice, and sentences that could not be formed when somebody needs them."""
    l10n = Localization(language, [file.resource for file in files])
    first: dict[str, Position] = {}
    for file in files:
        for message in file.messages():
            key, position = message.id.name, file.at(message.span)
            if key in first:
                yield Finding(
                    position,
                    "fluent",
                    f"the key '{key}' is used twice, first at {first[key]}.",
                    "Take one of them out.",
                )
                continue
            first[key] = position
            filled = SENTENCES.get(key)
            if filled is None:  # nobody asks for it; the check says so
                continue
            strangers = list(_strangers(file, message, filled))
            yield from strangers
            if not strangers:
                yield from _unformed(l10n, key, filled, position)


def missing_sentences(files: Sequence[MessageFile]) -> Iterator[Finding]:
    """What the program asks for and the default language does not have."""
    written = {
        message.id.name: file.at(message.span) for file in files for message in file.messages()
    }
    unasked = [key for key in written if key not in SENTENCES]
    for key in SENTENCES:
        if key in written:
            continue
        likely = get_close_matches(key, unasked, n=1)
        if likely:
            yield Finding(
                written[likely[0]],
                "sentence",
                f"the sentence '{key}' is missing, and nothing asks for '{likely[0]}'.",
                f"Is it '{key}'? {NEVER_CHANGED}",
            )
        else:
            yield Finding(
                Position(files[0].path),
                "sentence",
                f"the sentence '{key}' is missing.",
                f"Add a line '{key} = ...'. {NEVER_CHANGED}",
            )


def _strangers(
    file: MessageFile, message: ast.Message, filled: frozenset[str]
) -> Iterator[Finding]:
    """Names in braces that nothing is filled in for, in any of the sentence's variants."""
    for reference in _references(message):
        name = reference.id.name
        if name not in filled:
            known = " or ".join(f"{{ ${known} }}" for known in sorted(filled))
            yield Finding(
                file.at(reference.span),
                "sentence",
                f"nothing is filled in for {{ ${name} }} in '{message.id.name}'.",
                f"Write {known}." if known else "Take it out: this sentence stands as it is.",
            )


def _references(message: ast.Message) -> list[ast.VariableReference]:
    return _References.of(message).references


def referred_to(resources: Sequence[ast.Resource]) -> set[str]:
    """The keys of sentences that stand inside others: "{ bot-name }"."""
    found = _References()
    for resource in resources:
        found.visit(resource)
    return found.messages


class _References(Visitor):
    """Collects what stands in braces, also inside the variants of a plural."""

    def __init__(self) -> None:
        self.references: list[ast.VariableReference] = []
        self.numbers: list[ast.NumberLiteral] = []
        self.messages: set[str] = set()

    @classmethod
    def of(cls, entry: ast.Message | ast.Term) -> _References:
        """Of one entry; most are words alone, and there is nothing to visit."""
        found = cls()
        elements = entry.value.elements if entry.value else ()
        if entry.attributes or not all(isinstance(part, ast.TextElement) for part in elements):
            found.visit(entry)
        return found

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 -- Fluent's
        self.references.append(node)

    def visit_NumberLiteral(self, node: ast.NumberLiteral) -> None:  # noqa: N802
        self.numbers.append(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def _unformed(
    l10n: Localization, key: str, filled: frozenset[str], position: Position
) -> Iterator[Finding]:
    for sample in _samples(filled):
        try:
            within_limits(l10n.text(key, **sample))
        except (MissingString, ValueError) as problem:
            yield Finding(
                position, "sentence", f"{problem}.", "Compare it with the sentences around it."
            )
            return


def _samples(filled: frozenset[str]) -> Iterator[Mapping[str, Argument]]:
    counts = _COUNTS if filled & NUMBERS else _COUNTS[:1]
    for count in counts:
        yield {name: count if name in NUMBERS else "words" for name in filled}
