"""What is wrong with a database, said once in a sentence that an operator can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class DatabaseProblem(Exception):
    """The database cannot be used now; the text is one sentence with what to do."""


class FileTakenAway(DatabaseProblem):
    """Deleted, moved or replaced under the running bot; once it is back, all is well at once."""


_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk that holds the database {path} is full: free some space and start again, "
        "nothing that was stored is lost."
    ),
    sqlite3.SQLITE_READONLY: (
        "The database {path} is read-only: give the user who runs the bot the right to write "
        "to the file and its folder."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The database {path} is damaged: stop the bot, keep a copy of the file and put back "
        "the latest backup."
    ),
    sqlite3.SQLITE_NOTADB: (
        "{path} is not a database of this bot: move the file away or correct DATABASE_PATH."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The database {path} cannot be opened: check DATABASE_PATH and the rights of its folder."
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program holds the database {path} locked: close that program and start again."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds the database {path} reports an error: check the disk, then start "
        "the bot again."
    ),
}


def problem(error: sqlite3.Error, path: Path) -> DatabaseProblem | None:
    """The operator's sentence for an error of disk or file; ``None`` for a fault of ours."""
    # The low byte is the kind; the rest only tells where SQLite met it.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    sentence = _SENTENCES.get(code & 0xFF)
    return DatabaseProblem(sentence.format(path=path)) if sentence else None


def newer(path: Path, found: int, known: int) -> DatabaseProblem:
    """For a database that a newer program has written."""
    return DatabaseProblem(
        f"The database {path} is from a newer version of the bot (version {found}, this program "
        f"knows {known}): install the newer version or put back a backup from before the update."
    )


def foreign(path: Path) -> DatabaseProblem:
    """For an SQLite file that some other program has made."""
    return DatabaseProblem(_SENTENCES[sqlite3.SQLITE_NOTADB].format(path=path))


def taken_away(path: Path) -> FileTakenAway:
    """For a file that is not where it was opened."""
    return FileTakenAway(
        f"The database {path} was deleted or moved while the bot runs: move it back and the bot "
        "goes on, or else stop the bot, put back the latest backup and start it again."
    )


def replaced(path: Path) -> FileTakenAway:
    """For a place where another file is than the one that was opened."""
    return FileTakenAway(
        f"Another file was put in the place of the database {path} while the bot runs: put the "
        "first one back and the bot goes on, or start the bot again to use the new one."
    )


def part_taken_away(part: Path) -> FileTakenAway:
    """For what SQLite keeps beside the database."""
    return FileTakenAway(
        f"{part}, a part of the database, was deleted or replaced while the bot runs: put it back "
        "and the bot goes on, or start the bot again, which loses nothing."
    )


def read_only(path: Path) -> DatabaseProblem:
    """For a file that may not be written to (any more)."""
    return DatabaseProblem(_SENTENCES[sqlite3.SQLITE_READONLY].format(path=path))


def in_use(path: Path, holder: str) -> DatabaseProblem:
    """For a database that another running process has taken."""
    process = f" (process {holder})" if holder else ""
    return DatabaseProblem(
        f"Another bot{process} already runs on the database {path}: stop it first, "
        "or give this one its own DATABASE_PATH."
    )


def unusable_folder(path: Path, error: OSError) -> DatabaseProblem:
    """For a place where no file can be made."""
    return DatabaseProblem(
        f"The database {path} cannot be created ({error.strerror}): check DATABASE_PATH and the "
        "rights of its folder."
    )
