"""Content files -> checked models, keeping every finding instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable
from errno import ENOENT
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.findings import Finding, Position
from bot.content.language_folders import ENCODING
from bot.content.limits import LARGEST_FILE
from bot.content.yaml_lines import Document, YamlProblem, read

M = TypeVar("M", bound=BaseModel)
LineOf = Callable[[tuple[str | int, ...]], int]


class FileReader:
    """Reads text, YAML and models; what is wrong is in ``findings`` and the answer is None."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def text(self, path: Path) -> str | None:
        """What stands in a file; of one that is too large no more is read than shows it."""
        try:
            if not path.is_file():  # a pipe or a device might never come to an end
                raise FileNotFoundError(ENOENT, "it is no file")
            with path.open(encoding=ENCODING) as file:
                text = file.read(LARGEST_FILE + 1)
        except UnicodeDecodeError:
            self.add(Position(path), "encoding", "is not UTF-8 text.", "Save it as UTF-8.")
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            self.add(
                Position(path),
                "file",
                f"cannot be opened: {reason}.",
                "See whether it is there and may be read.",
            )
        else:
            if len(text) <= LARGEST_FILE:
                return text
            self.add(
                Position(path),
                "file",
                f"has more than {LARGEST_FILE} characters.",
                "Make several files of it.",
            )
        return None

    def yaml(self, path: Path) -> Document | None:
        text = self.text(path)
        if text is None:
            return None
        try:
            return read(text)
        except YamlProblem as problem:
            self.cannot_read(path, problem)
        return None

    def validated(
        self, model: type[M], data: Any, path: Path, line_of: LineOf, prefix: tuple[int, ...] = ()
    ) -> M | None:
        """The data as a model; every wrong field is found on its own line."""
        if not isinstance(data, dict):
            self.add(
                Position(path, line_of(prefix)), "fields", "fields such as 'id:' are missing here."
            )
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                place = tuple(detail["loc"])
                where = ".".join(str(step) for step in place) or "this item"
                self.add(
                    Position(path, line_of((*prefix, *place))),
                    "fields",
                    f"'{where}': {_in_plain_words(detail['type'], detail['msg'])}",
                )
            return None

    def cannot_read(self, path: Path, problem: YamlProblem) -> None:
        self.add(
            Position(path, problem.line),
            "yaml",
            f"cannot be read: {problem.message}.",
            problem.advice,
        )

    def add(self, position: Position, rule: str, message: str, advice: str = "") -> None:
        self.findings.append(Finding(position, rule, message, advice))


def _in_plain_words(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "this field is missing. Add it."
        case "tuple_type":
            return "this must be a list: each of its lines begins with '- '."
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
