"""One sentence for an operator, with what to do, and nothing lost."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.store.database import Database, DatabaseProblem

ADD = "INSERT INTO tips (tip_id) VALUES (?)"


async def made(path: Path) -> None:
    database = await Database.open(path)
    await added(database, *[f"tip/{number}" for number in range(2_000)])
    await database.close()


async def added(database: Database, *names: str) -> None:
    async with database.transaction() as connection:
        await connection.executemany(ADD, [(name,) for name in names])


async def problem_of(path: Path) -> str:
    with pytest.raises(DatabaseProblem) as caught:
        await Database.open(path)
    return str(caught.value)


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and ". " not in text and "\n" not in text and ": " in text


async def test_a_second_bot_on_one_database_is_refused(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    said = await problem_of(tmp_path / "bot.sqlite3")
    assert said.startswith("Another bot (process ")
    assert is_one_sentence(said)
    await database.close()
    again = await Database.open(tmp_path / "bot.sqlite3")
    await again.close()


async def test_a_bot_in_another_process_is_noticed_and_one_that_died_is_not(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    program = (
        "import asyncio, sys; from bot.store.database import Database\n"
        "async def main():\n"
        "    database = await Database.open(sys.argv[1])\n"
        "    print('open', flush=True); sys.stdin.read()\n"
        "asyncio.run(main())"
    )
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(path), stdin=pipe, stdout=pipe
    )
    try:
        assert other.stdout is not None
        assert await other.stdout.readline() == b"open\n"
        assert f"process {other.pid}" in await problem_of(path)
    finally:
        other.kill()
        await other.communicate()
    database = await Database.open(path)
    await database.close()


async def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    await made(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 3_000 + whole[3_100:])
    said = await problem_of(path)
    assert "is damaged" in said
    assert is_one_sentence(said)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    path.write_text("a shopping list, " * 100)
    said = await problem_of(path)
    assert "is not a database of this bot" in said
    assert is_one_sentence(said)


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    assert "is not a database of this bot" in await problem_of(path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipes",)]
    other.close()


async def test_a_database_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    await made(path)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    said = await problem_of(path)
    assert "newer version of the bot (version 999" in said
    assert is_one_sentence(said)


async def test_a_full_disk_is_named_and_what_was_stored_stays(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as connection:
        await connection.execute(ADD, ("tip/before",))
        (pages,) = await connection.execute_fetchall("PRAGMA page_count")
        await connection.execute_fetchall(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(DatabaseProblem, match="is full: free some space") as caught:
        await added(database, *[f"tip/{'x' * 500}{number}" for number in range(500)])
    assert is_one_sentence(str(caught.value))
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 1000000")
        await connection.execute(ADD, ("tip/after",))
    async with database.read() as connection:
        rows = await connection.execute_fetchall("SELECT tip_id FROM tips")
    assert [row["tip_id"] for row in rows] == ["tip/before", "tip/after"]
    await database.close()


async def test_a_database_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA query_only = ON")
    with pytest.raises(DatabaseProblem, match="is read-only: give the user") as caught:
        await added(database, "tip/one")
    assert is_one_sentence(str(caught.value))
    await database.close()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    said = await problem_of(tmp_path / "data" / "bot.sqlite3")
    assert "cannot be created" in said
    assert is_one_sentence(said)


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").mkdir()
    said = await problem_of(tmp_path / "bot.sqlite3")
    assert "cannot be opened" in said
    assert is_one_sentence(said)
