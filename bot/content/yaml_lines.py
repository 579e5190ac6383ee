"""YAML as editors expect it: NO is Norway, a key given twice is an error, values have lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """YAML 1.1 reads "no", "on" and "12:30" as something else than words; here they stay words.

    A date stays a word as well: the model reads it, and names the line of one that is none.
    """


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


class YamlProblem(Exception):
    """The text is not YAML; ``line`` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
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
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        if node is None:
            return Document(None, lines)
        _note_lines(node, (), lines, first_line)
        return Document(loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlProblem(line, error.problem or "this is not valid YAML") from None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise YamlProblem(line, "a sign here is no text; type the line anew") from None
    except RecursionError:
        raise YamlProblem(
            first_line, "something in it holds itself, or too many brackets"
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(first_line, str(error)) from None
    finally:
        loader.dispose()


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
