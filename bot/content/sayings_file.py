"""``urgent-sayings.yaml`` of each language: what people type, and which card it asks for.

The running bot never reads these files: what is learned from them lies beside the safety net.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from bot.content.file_reader import FileReader
from bot.content.findings import ContentProblem
from bot.content.language_folders import rule_folders
from bot.safety_net.learn_likeness import Saying

NAME = "urgent-sayings.yaml"

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


class _Sayings(BaseModel):
    """Of each card, and of texts that ask for neither though they look like it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    redflag: tuple[_Text, ...]
    crisis: tuple[_Text, ...]
    neither: tuple[_Text, ...]


def read_sayings(content_dir: Path, language: str | None = None) -> list[Saying]:
    """Those of one language, or of all; raises ContentProblem for a file that cannot be read."""
    reader = FileReader()
    folders = rule_folders(content_dir, NAME)
    read = [
        saying
        for folder in folders
        if language in {None, folder.name}
        for saying in _of_file(folder / NAME, reader)
    ]
    if reader.findings:
        raise ContentProblem(reader.findings)
    return read


def _of_file(path: Path, reader: FileReader) -> Iterator[Saying]:
    document = reader.yaml(path)
    if document is None:
        return
    sayings = reader.validated(_Sayings, document.data, path, document.line_of)
    if sayings is not None:
        for kind in _Sayings.model_fields:
            yield from (Saying(text, kind) for text in getattr(sayings, kind))
