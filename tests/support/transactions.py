"""Counts what is committed, as SQLite itself tells of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store.database import Database


@asynccontextmanager
async def commits(database: Database) -> AsyncIterator[list[str]]:
    """Every commit of the writing connection from here to the end of the block."""
    told: list[str] = []

    def hear(statement: str) -> None:
        if statement.upper().startswith("COMMIT"):
            told.append(statement)

    async with database.transaction() as connection:
        await connection.set_trace_callback(hear)
    assert len(told) == 1  # this one, so that silence means none
    told.clear()
    try:
        yield told
    finally:
        async with database.transaction() as connection:
            await connection.set_trace_callback(None)  # type: ignore[arg-type]
