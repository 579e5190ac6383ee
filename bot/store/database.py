"""The one way to the SQLite file: who writes, who reads, and what is heard when it fails."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import aiosqlite

from bot import tasks
from bot.store.opened_files import OpenedFiles
from bot.store.problems import DatabaseProblem, problem, unusable_folder
from bot.store.process_lock import ProcessLock
from bot.store.versions import Migration, migrate, migrations

__all__ = ["Database", "DatabaseProblem"]

T = TypeVar("T")

_BUSY_MS = 5_000
# FULL, not NORMAL: after a power cut NORMAL may have lost the claim of a tip that has left,
# and the tip would go out twice.
_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -8192",
    "PRAGMA temp_store = MEMORY",
)
_READER = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -8192",
)


class Database:
    """One connection that writes, behind a lock, and one that reads.

    Errors of the disk and the file arrive as ``DatabaseProblem``; everything else is our own fault
    and passes unchanged.
    """

    def __init__(
        self,
        path: Path,
        lock: ProcessLock,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
    ) -> None:
        self.path = path
        self._lock = lock
        self._writer = writer
        self._reader = reader
        self._files = OpenedFiles.at(path)
        self._writing = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    @classmethod
    async def open(cls, path: Path | str, *, steps: tuple[Migration, ...] | None = None) -> Self:
        """Makes folder and file where they are missing and brings the tables up to date.

        Raises ``DatabaseProblem``, also when another process has the database open.
        """
        path = Path(path)
        lock = ProcessLock(path)
        lock.take()
        opened: list[aiosqlite.Connection] = []
        try:
            with _translated(path):
                await asyncio.to_thread(_try_to_open, path)
                writer = await _connect(path, _WRITER)
                opened.append(writer)
                await migrate(writer, path, migrations() if steps is None else steps)
                await _prove_writable(writer)
                reader = await _connect(path, _READER)
                opened.append(reader)
        except BaseException:
            for connection in opened:
                await connection.close()
            lock.release()
            raise
        return cls(path, lock, writer, reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """All or nothing, one at a time; a commit that has begun is completed even if cancelled.

        Raises ``DatabaseProblem`` where the file is not the one that was opened (any more).
        """
        if self._holder is asyncio.current_task():
            raise RuntimeError("a transaction inside a transaction would wait for itself")
        async with self._writing:
            self._holder = asyncio.current_task()
            try:
                self._files.verify()
                with _translated(self.path):
                    try:
                        # Inside the try: cancelled here, the BEGIN still runs in SQLite's thread
                        # and the next transaction would find itself within this one.
                        await self._writer.execute("BEGIN IMMEDIATE")
                        yield self._writer
                        self._files.verify()
                        await _to_the_end(self._writer.commit())
                    except BaseException:
                        await _to_the_end(self._writer.rollback())
                        raise
            finally:
                self._holder = None

    async def try_writing(self) -> None:
        """Stores what is stored already; raises ``DatabaseProblem`` where nothing can be."""
        async with self.transaction() as connection:
            (row,) = await connection.execute_fetchall("PRAGMA user_version")
            await connection.execute_fetchall(f"PRAGMA user_version = {row[0]}")

    @asynccontextmanager
    async def read(self) -> AsyncIterator[aiosqlite.Connection]:
        """A connection that cannot write and never sees half a transaction."""
        with _translated(self.path):
            yield self._reader

    async def close(self) -> None:
        """Waits for the transaction in progress; nothing can be asked afterwards."""
        async with self._writing:
            await self._reader.close()
            await self._writer.close()
            self._files.leave()
            self._lock.release()


async def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database, also while a bot is using it."""
    address = await asyncio.to_thread(_prepare_copy, source, target)
    with _translated(source):
        async with (
            aiosqlite.connect(f"{address}?mode=ro", uri=True) as original,
            aiosqlite.connect(target) as copy,
        ):
            await original.backup(copy)


def _prepare_copy(source: Path, target: Path) -> str:
    if not source.is_file():
        raise DatabaseProblem(f"There is no database at {source}: check DATABASE_PATH.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable_folder(target, error) from error
    with _translated(target):
        _try_to_open(target)
    return source.absolute().as_uri()


def _try_to_open(path: Path) -> None:
    # A file that cannot be opened makes aiosqlite leave its thread behind, which then speaks to a
    # loop that is closed.
    sqlite3.connect(path).close()


async def _connect(path: Path, pragmas: tuple[str, ...]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=256)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in pragmas:
            await connection.execute_fetchall(pragma)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _prove_writable(connection: aiosqlite.Connection) -> None:
    # A read-only file opens without complaint and fails at the first tip; find out at the start.
    await connection.execute("BEGIN IMMEDIATE")
    try:
        await connection.execute("CREATE TABLE proof (x INTEGER) STRICT")
    finally:
        await connection.rollback()


class _translated:  # noqa: N801 -- reads as a word in a with statement
    """Turns SQLite's error of disk or file into the operator's sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            known = problem(error, self._path)
            if known is not None:
                raise known from error


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Finishes the work however often the caller is cancelled, then lets the cancellation pass."""
    task = tasks.start(_outcome_of(work), "database")
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as cancellation:
            cancelled = cancellation
    if cancelled is not None:
        raise cancelled
    result, error = task.result()
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # without an error there is a result


async def _outcome_of(work: Coroutine[Any, Any, T]) -> tuple[T | None, Exception | None]:
    # The error belongs to the caller: as a task's own it would be logged a second time.
    try:
        return await work, None
    except Exception as error:  # noqa: BLE001 -- raised again by the caller
        return None, error
