"""What happens to a chat, each within the caller's transaction, and who is told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiosqlite

from bot.chats.listener import ChatListener
from bot.chats.model import Chat, ChatKind, ChatState
from bot.chats.supergroup_migration import join, rename
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
SET_ZONE = "UPDATE chats SET zone = ? WHERE chat_id = ?"
SET_LANGUAGE = "UPDATE chats SET language = ? WHERE chat_id = ?"
WRITTEN_ANEW_AFTER = timedelta(days=1)


class ChatChanges:
    """The listeners are told in their order; one that reads another's rows stands before it."""

    def __init__(self, listeners: Sequence[ChatListener]) -> None:
        self.listeners = tuple(listeners)

    async def remember(
        self,
        connection: aiosqlite.Connection,
        chat_id: int,
        kind: ChatKind,
        language: str | None,
        now: datetime,
    ) -> Chat:
        """A chat wrote: see ``Chats.remember``."""
        before = await known(connection, chat_id)
        if before is not None and not is_news(before, kind, language, now):
            return before
        values = {"chat_id": chat_id, "kind": kind, "language": language, "now": stamp(now)}
        await connection.execute(REMEMBER, values)
        if before is not None and before.state is not ChatState.ACTIVE:
            await self._tell_of_return(connection, chat_id, now)
        after = await known(connection, chat_id)
        assert after is not None  # noqa: S101 -- it was written a few lines above
        return after

    async def know(self, connection: aiosqlite.Connection, chat_id: int, now: datetime) -> None:
        """For rows about a chat that never wrote: one that is known stays as it is."""
        values = (chat_id, ChatKind.guessed(chat_id), *[stamp(now)] * 3)
        await connection.execute(KNOW, values)

    async def set_zone(self, connection: aiosqlite.Connection, chat_id: int, zone: str) -> None:
        await connection.execute(SET_ZONE, (zone, chat_id))

    async def set_language(
        self, connection: aiosqlite.Connection, chat_id: int, language: str
    ) -> None:
        await connection.execute(SET_LANGUAGE, (language, chat_id))

    async def suspend(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        """The person blocked the bot, or the bot left the group."""
        await connection.execute(SET_STATE, (state, stamp(now), chat_id))
        for listener in self.listeners:
            await listener.on_suspended(connection, chat_id, state, now)

    async def restore(self, connection: aiosqlite.Connection, chat_id: int, now: datetime) -> None:
        """Takes a suspension back that turned out to be nobody's wish."""
        await connection.execute(SET_STATE, (ChatState.ACTIVE, stamp(now), chat_id))
        await self._tell_of_return(connection, chat_id, now)

    async def move(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        """Telegram tells of it by messages and by errors, in any order: twice is once."""
        if old_id == new_id or await known(connection, old_id) is None:
            return
        await join(connection, old_id, new_id)
        for listener in self.listeners:
            await listener.on_moved(connection, old_id, new_id, now)
        await rename(connection, old_id, new_id)

    async def _tell_of_return(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        for listener in self.listeners:
            await listener.on_resumed(connection, chat_id, now)


async def known(connection: aiosqlite.Connection, chat_id: int) -> Chat | None:
    for row in await connection.execute_fetchall(GET, (chat_id,)):
        return _chat(row)
    return None


def is_news(before: Chat, kind: ChatKind, language: str | None, now: datetime) -> bool:
    """Whether a message tells something that is not stored yet."""
    return (
        before.kind is not kind
        or before.state is not ChatState.ACTIVE
        or (before.language is None and language is not None)
        or abs(now - before.seen_at) >= WRITTEN_ANEW_AFTER
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
