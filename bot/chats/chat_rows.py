"""The table of chats, within the caller's transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import aiosqlite

from bot.chats.model import Chat, ChatKind, ChatState
from bot.store.times import moment, stamp

GET = "SELECT * FROM chats WHERE chat_id = ?"
REMEMBER = """
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
VALUES (:chat_id, :kind, :language, :now, :now, :now)
ON CONFLICT (chat_id) DO UPDATE SET
    kind = excluded.kind, language = coalesce(chats.language, excluded.language),
    state = 'active', state_at = iif(chats.state = 'active', chats.state_at, excluded.state_at),
    seen_at = excluded.seen_at
"""
KNOW = """
INSERT OR IGNORE INTO chats (chat_id, kind, state_at, created_at, seen_at) VALUES (?, ?, ?, ?, ?)
"""
SET_STATE = "UPDATE chats SET state = ?, state_at = ? WHERE chat_id = ?"
WRITTEN_ANEW_AFTER = timedelta(days=1)


async def read_chat(connection: aiosqlite.Connection, chat_id: int) -> Chat | None:
    for row in await connection.execute_fetchall(GET, (chat_id,)):
        return _chat(row)
    return None


async def write_chat(
    connection: aiosqlite.Connection,
    chat_id: int,
    kind: ChatKind,
    language: str | None,
    now: datetime,
) -> Chat:
    """The chat is there and has written now; a language that it has stays."""
    values = {"chat_id": chat_id, "kind": kind, "language": language, "now": stamp(now)}
    await connection.execute(REMEMBER, values)
    (row,) = await connection.execute_fetchall(GET, (chat_id,))
    return _chat(row)


async def know_chat(connection: aiosqlite.Connection, chat_id: int, now: datetime) -> None:
    """For rows about a chat that may never have written: one that is known stays as it is."""
    await connection.execute(KNOW, (chat_id, ChatKind.guessed(chat_id), *[stamp(now)] * 3))


async def set_state(
    connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
) -> None:
    await connection.execute(SET_STATE, (state, stamp(now), chat_id))


def is_news(known: Chat, kind: ChatKind, language: str | None, now: datetime) -> bool:
    """Whether a message tells something that is not stored yet."""
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
        row["country"],
        ChatState(row["state"]),
        moment(row["created_at"]),
        moment(row["seen_at"]),
    )
