"""Whether the files in their places are those that were opened.

SQLite writes on into a file that was deleted or moved away, and nobody would find it again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.store import problems

# What SQLite keeps beside a database that is open: without the journal the latest is lost, and
# without the index another program does not see that somebody writes.
PARTS = ("-wal", "-shm")
PUT_ASIDE = ".of-a-replaced-database"

Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenedFiles:
    """A database and its parts, known by device and inode; looking costs a few microseconds."""

    path: Path
    database: Identity
    parts: tuple[tuple[Path, Identity], ...]

    @classmethod
    def at(cls, path: Path) -> Self:
        """For a database that has just been opened."""
        beside = ((part, _identity(part)) for part in (Path(f"{path}{name}") for name in PARTS))
        return cls(path, _identity_of(path.stat()), tuple((p, i) for p, i in beside if i))

    def verify(self) -> None:
        """Raises a DatabaseProblem where what is written now would not be found again."""
        try:
            found = self.path.stat()
        except OSError:
            raise problems.taken_away(self.path) from None
        if _identity_of(found) != self.database:
            raise problems.replaced(self.path)
        if not found.st_mode & 0o222 or not os.access(self.path, os.W_OK):
            raise problems.read_only(self.path)
        for part, identity in self.parts:
            if _identity(part) != identity:
                raise problems.part_taken_away(part)

    def leave(self) -> None:
        """Once it is closed: a journal must not be taken for that of the file put in its place."""
        if _identity(self.path) not in {None, self.database}:
            self._put_parts_aside()

    def _put_parts_aside(self) -> None:
        for part, identity in self.parts:
            if _identity(part) == identity:
                part.rename(f"{part}{PUT_ASIDE}")


def _identity(path: Path) -> Identity | None:
    try:
        return _identity_of(path.stat())
    except OSError:
        return None


def _identity_of(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino
