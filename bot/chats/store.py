"""Keeps what is known of chats, and lets go of all of it when somebody asks."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

from bot.chats.model import Chat, ChatKind, ChatState
from bot.chats.supergroup_migration import move_chat, tables_with
from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import moment, stamp
from bot.tips.history import TipHistory
from bot.tips.subscription_rows import resume_tips, suspend_tips

GET = "SELECT * FROM chats WHERE chat_id = ?"
REMEMBER = """
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
VALUES (:chat_id, :kind, :language, :now, :now, :now)
ON CONFLICT (chat_id) DO UPDATE SET
    kind = excluded.kind, language = coalesce(chats.language, excluded.language),
    state = 'active', state_at = iif(chats.state = 'active', chats.state_at, excluded.state_at),
    seen_at = excluded.seen_at
"""
SET_STATE = "UPDATE chats SET state = ?, state_at = ? WHERE chat_id = ?"
DEPARTED = "SELECT chat_id FROM chats WHERE state = 'left' AND state_at < ? LIMIT 500"
DELIVERIES = """
SELECT d.slot_at, d.state, d.reason, t.tip_id FROM deliveries AS d
JOIN subscriptions AS s ON s.id = d.subscription_id LEFT JOIN tips AS t ON t.number = d.tip
WHERE s.chat_id = ? ORDER BY d.slot_at
"""
MANAGED = "SELECT chat_id, seen_at FROM group_managers WHERE person_id = ? ORDER BY chat_id"
# A person's number is that of their private chat; as a person they stand in rows about groups.
COLUMNS_ABOUT_SOMEBODY = ("chat_id", "person_id")
WRITTEN_ANEW_AFTER = timedelta(days=1)


class Chats:
    """The chats that the bot has met."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._history = TipHistory(database)

    async def get(self, chat_id: int) -> Chat | None:
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(GET, (chat_id,)):
                return _chat(row)
        return None

    async def remember(self, chat_id: int, kind: ChatKind, language: str | None = None) -> Chat:
        """The chat as it is now known; called for every message, it writes once a day.

        ``language`` is what the person's app speaks: it counts until they choose one. A chat that
        had blocked the bot or lost it is back, and its tips go on with the next slot.
        """
        now = self._clock.now()
        known = await self.get(chat_id)
        if known is not None and not _changed(known, kind, language, now):
            return known
        values = {"chat_id": chat_id, "kind": kind, "language": language, "now": stamp(now)}
        async with self._database.transaction() as connection:
            await connection.execute(REMEMBER, values)
            if known is not None and known.state is not ChatState.ACTIVE:
                await resume_tips(connection, chat_id, now)
            (row,) = await connection.execute_fetchall(GET, (chat_id,))
        return _chat(row)

    async def returned(self, chat_id: int) -> None:
        """A chat that was away writes again: its tips go on. Nothing is stored of a stranger."""
        known = await self.get(chat_id)
        if known is not None and known.state is not ChatState.ACTIVE:
            await self.remember(chat_id, known.kind)

    async def set_zone(self, chat_id: int, zone: str) -> None:
        await self._set("zone", zone, chat_id)

    async def set_language(self, chat_id: int, language: str) -> None:
        await self._set("language", language, chat_id)

    async def suspend(self, chat_id: int, reason: ChatState) -> None:
        """The person blocked the bot, or the bot left the group: settings stay, tips stop."""
        async with self._database.transaction() as connection:
            await suspend_chat(connection, chat_id, reason, self._clock.now())

    async def move(self, old_id: int, new_id: int) -> None:
        """The group has become a supergroup: all rows follow; may be told more than once."""
        async with self._database.transaction() as connection:
            await move_chat(connection, old_id, new_id, self._clock.now())

    async def forget(self, chat_id: int) -> None:
        """Deletes every row about the chat, in every table."""
        async with self._database.transaction() as connection:
            await _forget(connection, chat_id)

    async def forget_departed(self, before: datetime) -> int:
        """Forgets groups that the bot left before an instant; how many."""
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(DEPARTED, (stamp(before),)))
            for row in rows:
                await _forget(connection, row["chat_id"])
        return len(rows)

    async def export(self, chat_id: int) -> dict[str, Any]:
        """Everything stored about the chat, by table, ready for JSON; times in ISO form."""
        found: dict[str, Any] = {}
        async with self._database.read() as connection:
            for column in COLUMNS_ABOUT_SOMEBODY:
                for table in await tables_with(connection, column):
                    rows = await connection.execute_fetchall(
                        f"SELECT * FROM {table} WHERE {column} = ?", (chat_id,)
                    )
                    found.setdefault(table, []).extend(_readable(row) for row in rows)
            rows = await connection.execute_fetchall(DELIVERIES, (chat_id,))
            found["deliveries"] = [_readable(row) for row in rows]
            rows = await connection.execute_fetchall(MANAGED, (chat_id,))
            found["managed_groups"] = [_readable(row) for row in rows]
        found["tip_history"] = sorted(await self._history.seen(chat_id))
        return {table: rows for table, rows in found.items() if rows}

    async def _set(self, column: str, value: str, chat_id: int) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE chats SET {column} = ? WHERE chat_id = ?", (value, chat_id)
            )


async def suspend_chat(
    connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
) -> None:
    """Marks a chat as gone and stops its tips, within the caller's transaction."""
    await connection.execute(SET_STATE, (state, stamp(now), chat_id))
    await suspend_tips(connection, chat_id, state, now)


async def restore_chat(connection: aiosqlite.Connection, chat_id: int, now: datetime) -> None:
    """Takes a suspension back that turned out to be nobody's wish."""
    await connection.execute(SET_STATE, (ChatState.ACTIVE, stamp(now), chat_id))
    await resume_tips(connection, chat_id, now)


async def _forget(connection: aiosqlite.Connection, chat_id: int) -> None:
    for column in COLUMNS_ABOUT_SOMEBODY:
        for table in await tables_with(connection, column):
            await connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (chat_id,))
    # a person's number also stands where they switched on a group's tips
    await connection.execute(
        "UPDATE subscriptions SET enabled_by = NULL WHERE enabled_by = ?", (chat_id,)
    )
    await connection.execute("DELETE FROM group_managers WHERE person_id = ?", (chat_id,))
    await connection.execute("DELETE FROM moved_chats WHERE old_chat_id = ?", (chat_id,))


def _changed(known: Chat, kind: ChatKind, language: str | None, now: datetime) -> bool:
    return (
        known.kind is not kind
        or known.state is not ChatState.ACTIVE
        or (known.language is None and language is not None)
        or abs(now - known.seen_at) >= WRITTEN_ANEW_AFTER
    )


def _chat(row: sqlite3.Row) -> Chat:
    return Chat(
        row["chat_id"],
        ChatKind(row["kind"]),
        row["language"],
        row["zone"],
        ChatState(row["state"]),
        moment(row["created_at"]),
        moment(row["seen_at"]),
    )


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    return {name: _plain(name, row[name]) for name in row.keys()}  # noqa: SIM118 -- a Row is no dict


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, int) and (name.endswith("_at") or name == "paused_until"):
        return moment(value).isoformat()
    return json.loads(json.dumps(value, default=lambda blob: blob.hex()))
