"""What everything else relies on when it writes."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database, DatabaseProblem, copy_database

ADD = "INSERT INTO tips (tip_id) VALUES (?)"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "data" / "deep" / "bot.sqlite3")
    yield database
    await database.close()


async def stored(database: Database) -> list[str]:
    async with database.read() as connection:
        rows = await connection.execute_fetchall("SELECT tip_id FROM tips ORDER BY number")
    return [row["tip_id"] for row in rows]


async def add(database: Database, *names: str) -> None:
    async with database.transaction() as connection:
        for name in names:
            await connection.execute(ADD, (name,))


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    async def fails() -> None:
        async with database.transaction() as connection:
            await connection.execute(ADD, ("tip/half",))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    await add(database, "tip/whole")
    assert await stored(database) == ["tip/whole"]


async def test_one_rollback_never_takes_another_write_with_it(database: Database) -> None:
    async def fails(name: str) -> None:
        async with database.transaction() as connection:
            await connection.execute(ADD, (name,))
            await asyncio.sleep(0)
            raise ZeroDivisionError

    async with asyncio.TaskGroup() as group:
        for number in range(50):
            group.create_task(add(database, f"tip/kept-{number}"))
            group.create_task(_ignoring(fails(f"tip/lost-{number}")))
    assert sorted(await stored(database)) == sorted(f"tip/kept-{n}" for n in range(50))


async def _ignoring(work: object) -> None:
    with pytest.raises(ZeroDivisionError):
        await work  # type: ignore[misc]


async def test_a_write_cancelled_at_any_moment_is_whole_or_absent(database: Database) -> None:
    chance = random.Random(3)
    for trial in range(400):
        first, second = f"tip/a{trial}", f"tip/b{trial}"
        async with asyncio.TaskGroup() as group:
            task = group.create_task(add(database, first, second))
            for _ in range(chance.randrange(12)):
                await asyncio.sleep(0 if chance.random() < 0.5 else 0.0001)
            task.cancel()
        await add(database, f"tip/c{trial}")  # the next one finds no transaction left open
        assert f"tip/c{trial}" in await stored(database)
    names = set(await stored(database))
    for trial in range(400):
        assert (f"tip/a{trial}" in names) == (f"tip/b{trial}" in names)


async def test_a_write_cancelled_at_begin_leaves_no_transaction_open(database: Database) -> None:
    for trial in range(300):
        async with asyncio.TaskGroup() as group:
            task = group.create_task(add(database, f"tip/cancelled-{trial}"))
            await asyncio.sleep(0)  # the task has asked for BEGIN and waits for the answer
            task.cancel()
        await add(database, f"tip/next-{trial}")
    assert await stored(database) == [f"tip/next-{trial}" for trial in range(300)]


async def test_a_reader_sees_no_half_transaction(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, ("tip/unfinished",))
        assert await stored(database) == []
    assert await stored(database) == ["tip/unfinished"]


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseProblem):
        async with database.read() as connection:
            await connection.execute(ADD, ("tip/smuggled",))


async def test_a_transaction_inside_a_transaction_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        async with database.transaction():
            await add(database, "tip/nested")


async def test_a_broken_rule_of_the_tables_is_no_problem_of_the_disk(database: Database) -> None:
    await add(database, "tip/one")
    with pytest.raises(sqlite3.IntegrityError):
        await add(database, "tip/one")


async def test_the_disk_is_told_to_keep_what_is_committed(database: Database) -> None:
    async with database.transaction() as connection:
        answers = [
            next(iter(await connection.execute_fetchall(f"PRAGMA {name}")))[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert answers == ["wal", 2, 1]


async def test_a_copy_is_whole_while_the_bot_writes(database: Database, tmp_path: Path) -> None:
    await add(database, "tip/one")
    async with database.transaction() as connection:
        await connection.execute(ADD, ("tip/unfinished",))
        await copy_database(database.path, tmp_path / "copies" / "copy.sqlite3")
    copy = await Database.open(tmp_path / "copies" / "copy.sqlite3")
    assert await stored(copy) == ["tip/one"]
    await copy.close()


async def test_a_copy_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="There is no database"):
        await copy_database(tmp_path / "none.sqlite3", tmp_path / "copy.sqlite3")
