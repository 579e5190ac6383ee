"""A database of any earlier version opens as one of today."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.versions import Migration, migrations

STEPS = migrations()
ROWS_OF_THE_FIRST_VERSION = """
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
VALUES (7, 'private', 'en', 1, 1, 1);
INSERT INTO subscriptions (chat_id, state, audience, weekday, minute_of_day, zone, next_due_at,
    created_at)
VALUES (7, 'active', 'both', 0, 600, 'Europe/Lisbon', 1000000, 1);
INSERT INTO tips (tip_id) VALUES ('tip/one');
INSERT INTO deliveries (subscription_id, slot_at, state, ready_at, tip) VALUES (1, 5, 'sent', 5, 1);
"""


async def schema(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {re.sub(r"\s+", " ", row[0]) for row in rows}


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
async def test_each_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    fresh = await Database.open(tmp_path / "fresh.sqlite3")
    await fresh.close()
    path = tmp_path / "old.sqlite3"
    first = await Database.open(path, steps=STEPS[:1])
    await first.close()
    with sqlite3.connect(path) as connection:
        connection.executescript(ROWS_OF_THE_FIRST_VERSION)
    connection.close()
    old = await Database.open(path, steps=STEPS[:version])
    await old.close()
    database = await Database.open(path)
    async with database.read() as connection_now:
        chats = list(await connection_now.execute_fetchall("SELECT chat_id FROM chats"))
        sent = list(await connection_now.execute_fetchall("SELECT state FROM deliveries"))
        faults = list(await connection_now.execute_fetchall("PRAGMA foreign_key_check"))
    await database.close()
    assert await schema(path) == await schema(tmp_path / "fresh.sqlite3")
    assert [tuple(row) for row in chats + sent] == [(7,), ("sent",)]
    assert faults == []


async def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    before = await Database.open(path)
    await before.close()
    broken = Migration(len(STEPS) + 1, "broken", "CREATE TABLE half (x INTEGER); SELECT no_such();")
    with pytest.raises(sqlite3.OperationalError):
        await Database.open(path, steps=(*STEPS, broken))
    assert not any("half" in sql for sql in await schema(path))
    after = await Database.open(path)
    await after.close()


def test_the_steps_are_numbered_without_a_gap(tmp_path: Path) -> None:
    (tmp_path / "0001_first.sql").write_text("SELECT 1")
    (tmp_path / "0003_third.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="without a gap"):
        migrations(tmp_path)


def test_a_step_with_another_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "first.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="named like"):
        migrations(tmp_path)
