"""Has anything been copied? Eight words in a row that also stand in somebody else's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.findings import Finding
from bot.editorial.checks.subject import ForeignText, Run, Subject

RUN = 8
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LARGEST_FILE = 5_000_000


def foreign_text(folder: Path, leave_out: Path) -> ForeignText:
    """Every run of eight words in the text files of ``folder``, with the file's name."""
    found: dict[Run, str] = {}
    ours = leave_out.resolve()
    for path in sorted(folder.rglob("*")):
        if path.resolve().is_relative_to(ours) or not _is_small_file(path):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture or the like: nobody copies sentences from it
            continue
        name = str(path.relative_to(folder))
        for run in runs_of(text):
            found.setdefault(run, name)
    return found


def runs_of(text: str) -> Iterator[Run]:
    """Every eight words in a row, without case and punctuation."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def copied(subject: Subject) -> Iterator[Finding]:
    """The beginning of each stretch that repeats a foreign text."""
    if subject.foreign is None:
        return
    for passage in subject.passages:
        matches = list(_WORD.finditer(passage.text))
        words = [match.group().casefold() for match in matches]
        last = -RUN
        for index, run in enumerate(zip(*(words[i:] for i in range(RUN)), strict=False)):
            source = subject.foreign.get(run)
            if source is None:
                continue
            if index > last + 1:
                yield Finding(
                    passage.at(matches[index].start()),
                    "overlap",
                    f"'{' '.join(run)}' stands word for word in {source}.",
                    "Say it in your own words.",
                )
            last = index


def _is_small_file(path: Path) -> bool:
    return path.is_file() and path.stat().st_size <= _LARGEST_FILE
