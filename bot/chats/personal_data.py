"""Every row about somebody, found by the names of columns, so that a new table is covered."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import aiosqlite

from bot.store.times import moment

TABLES_WITH = """
SELECT t.name AS name
FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND c.name = ?
ORDER BY t.name = 'chats', t.name
"""
# A person's number is that of their private chat; as a person they stand in rows about groups.
ABOUT = ("chat_id", "person_id", "new_chat_id")
# Rows that name somebody and are about somebody else: a group's number from before it became a
# supergroup, and the operator who received what a person wrote. They are erased with either.
NAMED = ("old_chat_id", "operator_id")
# A row about another chat that only mentions them: the rest of it is not theirs.
MENTIONED = "enabled_by"


async def tables_with(connection: aiosqlite.Connection, column: str) -> list[str]:
    """Every table with a column of that name, ``chats`` last."""
    return [row["name"] for row in await connection.execute_fetchall(TABLES_WITH, (column,))]


async def rows_about(connection: aiosqlite.Connection, chat_id: int) -> dict[str, list[Any]]:
    """Each stored row once, by table, ready for JSON; of one that mentions them only that."""
    found: dict[str, list[Any]] = {}
    for table, columns in (await _columns(connection, ABOUT)).items():
        about = " OR ".join(f"{column} = :id" for column in columns)
        sql = f"SELECT * FROM {table} WHERE {about}"
        found[table] = [_readable(row) for row in await _all(connection, sql, chat_id)]
    for table in await tables_with(connection, MENTIONED):
        sql = f"SELECT chat_id, {MENTIONED} FROM {table} WHERE {MENTIONED} = :id AND chat_id <> :id"
        found[table] += [_readable(row) for row in await _all(connection, sql, chat_id)]
    return {table: rows for table, rows in found.items() if rows}


async def erase(connection: aiosqlite.Connection, chat_id: int) -> None:
    """Deletes every row about somebody, and their number where others' rows mention it."""
    for table in await tables_with(connection, MENTIONED):
        sql = f"UPDATE {table} SET {MENTIONED} = NULL WHERE {MENTIONED} = ?"
        await connection.execute(sql, (chat_id,))
    for table, columns in (await _columns(connection, (*ABOUT, *NAMED))).items():
        for column in columns:
            await connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (chat_id,))


async def _columns(
    connection: aiosqlite.Connection, about: tuple[str, ...]
) -> dict[str, list[str]]:
    """The tables that have any of these columns, ``chats`` last, and which."""
    found: dict[str, list[str]] = {}
    for column in reversed(about):
        for table in await tables_with(connection, column):
            found.setdefault(table, []).append(column)
    return found


async def _all(connection: aiosqlite.Connection, sql: str, chat_id: int) -> list[sqlite3.Row]:
    return list(await connection.execute_fetchall(sql, {"id": chat_id}))


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    return {name: _plain(name, row[name]) for name in row.keys()}  # noqa: SIM118 -- a Row is no dict


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, int) and name.endswith("_at"):
        return moment(value).isoformat()
    return json.loads(json.dumps(value, default=lambda blob: blob.hex()))
