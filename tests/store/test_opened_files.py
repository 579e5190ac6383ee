"""The file is taken away under the running bot: nothing is written into nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.store.database import Database, DatabaseProblem
from bot.store.problems import FileTakenAway
from tests.store.test_problems import is_one_sentence

ADD = "INSERT INTO tips (tip_id) VALUES (?)"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    await add(database, "tip/before")
    yield database
    await database.close()


async def add(
    database: Database, name: str, *, meanwhile: Callable[[], None] = lambda: None
) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, (name,))
        meanwhile()


async def stored(database: Database) -> list[str]:
    async with database.read() as connection:
        rows = await connection.execute_fetchall("SELECT tip_id FROM tips ORDER BY number")
    return [row["tip_id"] for row in rows]


def files(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}*"))


def delete(path: Path) -> None:
    path.unlink()


def delete_with_its_parts(path: Path) -> None:
    for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        part.unlink()


def delete_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def move(path: Path) -> None:
    path.rename(path.parent / "elsewhere.sqlite3")


def replace(path: Path) -> None:
    sqlite3.connect(path.parent / "other.sqlite3").close()
    (path.parent / "other.sqlite3").replace(path)


def make_read_only(path: Path) -> None:
    path.chmod(0o444)


def delete_the_journal(path: Path) -> None:
    Path(f"{path}-wal").unlink()


def replace_the_journal(path: Path) -> None:
    delete_the_journal(path)
    Path(f"{path}-wal").write_bytes(b"")


def delete_the_index(path: Path) -> None:
    Path(f"{path}-shm").unlink()


WAYS = [
    (delete, "was deleted or moved"),
    (delete_with_its_parts, "was deleted or moved"),
    (delete_the_folder, "was deleted or moved"),
    (move, "was deleted or moved"),
    (replace, "Another file was put in the place of the database"),
    (make_read_only, "is read-only"),
    (delete_the_journal, "-wal, a part of the database, was deleted or replaced"),
    (replace_the_journal, "-wal, a part of the database, was deleted or replaced"),
    (delete_the_index, "-shm, a part of the database, was deleted or replaced"),
]


@pytest.mark.parametrize(("way", "words"), WAYS, ids=lambda it: getattr(it, "__name__", ""))
async def test_nothing_is_written_into_nothing_and_reading_goes_on(
    database: Database, way: Callable[[Path], None], words: str
) -> None:
    way(database.path)
    with pytest.raises(DatabaseProblem, match=words) as caught:
        await add(database, "tip/lost")
    assert is_one_sentence(str(caught.value))
    with pytest.raises(DatabaseProblem, match=words):
        await database.try_writing()
    assert await stored(database) == ["tip/before"]


@pytest.mark.parametrize(("way", "words"), WAYS, ids=lambda it: getattr(it, "__name__", ""))
async def test_what_is_begun_when_it_happens_is_not_written_either(
    database: Database, way: Callable[[Path], None], words: str
) -> None:
    with pytest.raises(DatabaseProblem, match=words):
        await add(database, "tip/lost", meanwhile=lambda: way(database.path))
    assert await stored(database) == ["tip/before"]


async def test_moved_back_with_all_its_parts_it_goes_on(database: Database, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    there = files(database.path)
    for file in there:
        file.rename(away / file.name)
    with pytest.raises(FileTakenAway):
        await add(database, "tip/lost")
    for file in there:
        (away / file.name).rename(file)
    await add(database, "tip/after")
    assert await stored(database) == ["tip/before", "tip/after"]


async def test_made_writable_again_it_goes_on(database: Database) -> None:
    make_read_only(database.path)
    with pytest.raises(DatabaseProblem):
        await add(database, "tip/lost")
    database.path.chmod(0o644)
    await add(database, "tip/after")
    assert await stored(database) == ["tip/before", "tip/after"]


async def test_the_end_makes_no_new_file_where_the_old_one_was(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    delete_with_its_parts(database.path)
    await database.close()
    assert files(database.path) == [Path(f"{database.path}.lock")]


async def test_a_file_moved_while_the_bot_ended_finds_its_journal_when_it_is_back(
    tmp_path: Path,
) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    await add(database, "tip/before")
    away = tmp_path / "away.sqlite3"
    database.path.rename(away)
    await database.close()
    away.rename(database.path)
    await _holds(database.path, ["tip/before"])


@pytest.mark.parametrize("way", [delete_the_journal, replace_the_journal, delete_the_index])
async def test_starting_again_saves_what_was_in_a_journal_that_was_deleted(
    tmp_path: Path, way: Callable[[Path], None]
) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    await add(database, "tip/before")
    way(database.path)
    await database.close()
    await _holds(database.path, ["tip/before"])


async def test_the_journal_of_a_replaced_file_is_not_read_into_the_new_one(tmp_path: Path) -> None:
    other = await Database.open(tmp_path / "other.sqlite3")
    await add(other, "tip/other")
    await other.close()
    database = await Database.open(tmp_path / "bot.sqlite3")
    await add(database, "tip/before")
    (tmp_path / "other.sqlite3").replace(database.path)
    await database.close()
    await _holds(database.path, ["tip/other"])


async def _holds(path: Path, names: list[str]) -> None:
    again = await Database.open(path)
    assert await stored(again) == names
    await again.close()
