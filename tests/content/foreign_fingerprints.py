"""The texts that the content was made from, as fingerprints of every eight words in a row.

The texts themselves are not part of the project; their fingerprints are, so that a sentence that
was carried over is found in any clone. After the texts have changed write the file anew:
``python -m tests.content.foreign_fingerprints FOLDER``.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from bot.editorial.checks.copied_text import runs_of
from bot.editorial.checks.subject import Run

FILE = Path(__file__).with_name("foreign_fingerprints.bin")
# Five bytes: with some 50,000 runs on either side one in 400 whole checks is mistaken by chance.
SIZE = 5


class Fingerprints:
    """Knows whether a run stands in one of the texts, but not in which."""

    def __init__(self, known: bytes) -> None:
        self._known = {known[i : i + SIZE] for i in range(0, len(known), SIZE)}

    def get(self, run: Run, /) -> str | None:
        return "a text that the content was made from" if fingerprint(run) in self._known else None

    def lacks(self, runs: Iterable[Run]) -> bool:
        """Whether one of these runs is not known."""
        return any(fingerprint(run) not in self._known for run in runs)


def fingerprint(run: Run) -> bytes:
    """The same for the same words, on every machine."""
    return hashlib.blake2b(" ".join(run).encode(), digest_size=SIZE).digest()


def read() -> Fingerprints:
    return Fingerprints(FILE.read_bytes())


def texts_in(folder: Path) -> list[str]:
    """What people have written there: articles, fact sheets, questions."""
    kinds = (".md", ".txt", ".jsonl")
    paths = sorted(path for path in folder.rglob("*") if path.suffix in kinds)
    return [path.read_text(encoding="utf-8") for path in paths]


def write(folder: Path) -> int:
    """Writes the file from the texts in a folder; how many fingerprints it holds."""
    found = {fingerprint(run) for text in texts_in(folder) for run in runs_of(text)}
    FILE.write_bytes(b"".join(sorted(found)))
    return len(found)


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]))} fingerprints")  # noqa: T201
