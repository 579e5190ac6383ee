"""YAML as editors expect it: NO is Norway, a key given twice is an error, values have lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from bot.content.limits import DEEPEST, MOST_VALUES

Path = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """YAML 1.1 reads "no", "on" and "12:30" as something else than words; here they stay words.

    A date stays a word as well: the model reads it, and names the line of one that is none.
    """


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]{0,8})$", list("-0123456789")),  # a longer one stays a word
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


_LOOK = "Look at this line and the one above: a colon, a quote or an indent is missing."
_FEWER = "No text needs so many: take them out."
_QUOTES = "put this value into quotes"
# What libyaml says, in the words of somebody who never heard of it.
_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a ': ' stands inside a value, which then "
    "needs quotes around it",
    "found character that cannot start any token": "a line or value begins with a tab, '@', '`' or "
    "'%': use spaces, or quotes",
    "did not find expected ',' or ']'": "a '[' has no ']', or a ',' is missing",
    "did not find expected ',' or '}'": "a '{' has no '}', or a ',' is missing",
    "did not find expected key": "this line does not fit the ones around it: see its indent and "
    "its quotes",
    "did not find expected '-' indicator": "this line needs '- ' or another indent, as the ones "
    "above it",
    "could not find expected ':'": "a field needs its name, a ':' and a space",
    "found unexpected end of stream": "a quote that opens here is never closed",
    "but found another document": "a line '---' is one too many",
}
# Such a fault is noticed far below the line on which it was made.
_BEGINS_ABOVE = ("simple key", "flow sequence", "flow mapping", "quoted scalar")


class YamlProblem(Exception):
    """The text is not YAML, or more of it than anybody writes; ``line`` counts from 1."""

    def __init__(self, line: int, message: str, advice: str = _LOOK) -> None:
        self.line = line
        self.message = message
        self.advice = advice
        super().__init__(f"line {line}: {message}")


@dataclass(frozen=True, slots=True)
class Document:
    """The data and the line on which each value begins, by its path in the data."""

    data: Any
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, first_line: int = 1) -> Document:
    """Parses ``text``; raises YamlProblem with a line counted from ``first_line``."""
    try:
        _refuse_harm(text, first_line)
        return _built(text, first_line)
    except yaml.MarkedYAMLError as error:
        raise YamlProblem(first_line + _line_of(error), _in_plain_words(error)) from None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise YamlProblem(line, "a sign here is no text; type the line anew") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(first_line, str(error)) from None


def _built(text: str, first_line: int) -> Document:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        if node is None:
            return Document(None, lines)
        _note_lines(node, (), lines, first_line)
        return Document(loader.construct_document(node), lines)
    finally:
        loader.dispose()


def _refuse_harm(text: str, first_line: int) -> None:
    """Looks at one event after the other, before anything is built from them: a few thousand
    brackets end the process in the composer, and a few aliases of aliases fill the memory."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        match event:
            case yaml.AliasEvent():
                raise YamlProblem(line, f"{_QUOTES}: '*' has a meaning of its own here")
            case yaml.CollectionEndEvent():
                depth -= 1
            case yaml.NodeEvent(anchor=str()):
                raise YamlProblem(line, f"{_QUOTES}: '&' has a meaning of its own here")
            case yaml.ScalarEvent(tag=str()) | yaml.CollectionStartEvent(tag=str()):
                raise YamlProblem(line, f"{_QUOTES}: '!' has a meaning of its own here")
            case yaml.CollectionStartEvent():
                depth += 1
                values += 1
            case yaml.ScalarEvent():
                values += 1
        if depth > DEEPEST:
            raise YamlProblem(line, "too many brackets or lists, one inside the other", _FEWER)
        if values > MOST_VALUES:
            raise YamlProblem(line, f"there are more than {MOST_VALUES} values", "Make two files.")


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    """An editor who writes "title: **Now**" has no alias in mind."""
    for kind, sign in (("alias", "*"), ("anchor", "&"), ("tag", "!")):
        if kind in (error.context or ""):
            return f"{_QUOTES}: '{sign}' has a meaning of its own here"
    said = error.problem or "this is not valid YAML"
    return _PLAIN_WORDS.get(said, said)


def _line_of(error: yaml.MarkedYAMLError) -> int:
    begun = (error.context or "").endswith(_BEGINS_ABOVE)
    marks = (error.context_mark, error.problem_mark)
    mark = next((mark for mark in (marks if begun else marks[::-1]) if mark), None)
    return mark.line if mark else 0


def _note_lines(node: yaml.Node, path: Path, lines: dict[Path, int], first_line: int) -> None:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + first_line
            if not isinstance(key, yaml.ScalarNode):
                raise YamlProblem(line, "a field's name must be a word; put braces into quotes")
            if key.value in seen:
                raise YamlProblem(line, f"the key '{key.value}' is given twice")
            seen.add(key.value)
            _note_lines(value, (*path, key.value), lines, first_line)
            lines[(*path, key.value)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*path, index), lines, first_line)
