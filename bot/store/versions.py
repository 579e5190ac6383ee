"""Brings a database from any earlier version to the present one, a numbered file at a time."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.store.problems import foreign, newer

FOLDER = Path(__file__).with_name("migrations")
APPLICATION_ID = 0x74697073  # "tips": tells our files from those of other programs


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: ``0007_topics.sql`` leads from version 6 to 7."""

    version: int
    name: str
    script: str


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """All steps in order; the numbers run from 1 without a gap."""
    found = tuple(_read(path) for path in sorted(folder.glob("*.sql")))
    if [step.version for step in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"the migrations in {folder} are not numbered 1, 2, 3 without a gap")
    return found


async def migrate(
    connection: aiosqlite.Connection, path: Path, steps: tuple[Migration, ...]
) -> None:
    """Each step is one transaction: a crash leaves the version before or after it."""
    found = await _pragma(connection, "user_version")
    if found > len(steps):
        raise newer(path, found, len(steps))
    if await _pragma(connection, "application_id") != APPLICATION_ID:
        if found or await _holds_tables(connection):
            raise foreign(path)
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for step in steps[found:]:
        try:
            await connection.executescript(
                f"BEGIN IMMEDIATE;\n{step.script}\n;PRAGMA user_version = {step.version};\nCOMMIT;"
            )
        except sqlite3.Error:
            await connection.rollback()
            raise


def _read(path: Path) -> Migration:
    match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", path.name)
    if match is None:
        raise ValueError(f"{path.name}: a migration is named like 0007_topics.sql")
    return Migration(int(match[1]), match[2], path.read_text(encoding="utf-8"))


async def _pragma(connection: aiosqlite.Connection, name: str) -> int:
    (row,) = await connection.execute_fetchall(f"PRAGMA {name}")
    return int(row[0])


async def _holds_tables(connection: aiosqlite.Connection) -> bool:
    return bool(list(await connection.execute_fetchall("SELECT 1 FROM sqlite_schema LIMIT 1")))
