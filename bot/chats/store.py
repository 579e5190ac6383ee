"""Keeps what is known of chats, and lets go of all of it when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import aiosqlite

from bot.chats.chat_rows import is_news, know_chat, read_chat, set_state, write_chat
from bot.chats.listener import ChatListener
from bot.chats.model import Chat, ChatKind, ChatState
from bot.chats.personal_data import erase, rows_about
from bot.chats.supergroup_migration import join, rename
from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import stamp

SET_ZONE = "UPDATE chats SET zone = ? WHERE chat_id = ?"
SET_COUNTRY = "UPDATE chats SET country = ? WHERE chat_id = ?"
SET_LANGUAGE = "UPDATE chats SET language = ? WHERE chat_id = ?"
DEPARTED = "SELECT chat_id FROM chats WHERE state = 'left' AND state_at < ? LIMIT 500"


class Chats:
    """The chats that the bot has met; what ends in ``within`` is part of the caller's transaction.

    The listeners are told in their order; one that reads another's rows stands before it.
    """

    def __init__(self, database: Database, clock: Clock, listeners: Sequence[ChatListener]) -> None:
        self._database = database
        self._clock = clock
        self._listeners = listeners

    async def get(self, chat_id: int) -> Chat | None:
        async with self._database.read() as connection:
            return await read_chat(connection, chat_id)

    async def get_within(self, connection: aiosqlite.Connection, chat_id: int) -> Chat | None:
        return await read_chat(connection, chat_id)

    async def remember(self, chat_id: int, kind: ChatKind, language: str | None = None) -> Chat:
        """The chat as it is now known; called for every message, it writes once a day.

        ``language`` is what the person's app speaks: it counts until they choose one. A chat that
        had blocked the bot or lost it is back, and its tips go on with the next slot.
        """
        known = await self.get(chat_id)
        if known is not None and not is_news(known, kind, language, self._clock.now()):
            return known
        async with self._database.transaction() as connection:
            return await self.remember_within(connection, chat_id, kind, language)

    async def remember_within(
        self,
        connection: aiosqlite.Connection,
        chat_id: int,
        kind: ChatKind,
        language: str | None = None,
    ) -> Chat:
        """As ``remember``."""
        now = self._clock.now()
        known = await read_chat(connection, chat_id)
        if known is not None and not is_news(known, kind, language, now):
            return known
        chat = await write_chat(connection, chat_id, kind, language, now)
        if known is not None and known.state is not ChatState.ACTIVE:
            await self._tell_of_return(connection, chat_id, now)
        return chat

    async def know_within(self, connection: aiosqlite.Connection, chat_id: int) -> None:
        """For rows about a chat that may never have written."""
        await know_chat(connection, chat_id, self._clock.now())

    async def returned(self, chat_id: int) -> None:
        """A chat that was away writes again: its tips go on. Nothing is stored of a stranger."""
        known = await self.get(chat_id)
        if known is not None and known.state is not ChatState.ACTIVE:
            await self.remember(chat_id, known.kind)

    async def set_zone_within(
        self, connection: aiosqlite.Connection, chat_id: int, zone: str
    ) -> None:
        await connection.execute(SET_ZONE, (zone, chat_id))

    async def set_country(
        self, chat_id: int, country: str | None, language: str | None = None
    ) -> None:
        """The country of a person's private chat, or None: it is not kept any more.

        Somebody who was unknown is known from here on, because they asked for it.
        """
        async with self._database.transaction() as connection:
            await self.remember_within(connection, chat_id, ChatKind.PRIVATE, language)
            await connection.execute(SET_COUNTRY, (country, chat_id))

    async def set_language_within(
        self, connection: aiosqlite.Connection, chat_id: int, language: str
    ) -> None:
        await connection.execute(SET_LANGUAGE, (language, chat_id))

    async def suspend(self, chat_id: int, state: ChatState) -> None:
        """The person blocked the bot, or the bot left the group: settings stay, tips stop."""
        async with self._database.transaction() as connection:
            await self.suspend_within(connection, chat_id, state)

    async def suspend_within(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState
    ) -> None:
        """As ``suspend``."""
        now = self._clock.now()
        await set_state(connection, chat_id, state, now)
        for listener in self._listeners:
            await listener.on_suspended(connection, chat_id, state, now)

    async def restore_within(self, connection: aiosqlite.Connection, chat_id: int) -> None:
        """Takes a suspension back that turned out to be nobody's wish."""
        now = self._clock.now()
        await set_state(connection, chat_id, ChatState.ACTIVE, now)
        await self._tell_of_return(connection, chat_id, now)

    async def move(self, old_id: int, new_id: int) -> None:
        """The group has become a supergroup: all rows follow.

        Telegram tells of it by messages and by errors, in any order: done twice it is done once.
        """
        async with self._database.transaction() as connection:
            await self.move_within(connection, old_id, new_id)

    async def move_within(self, connection: aiosqlite.Connection, old_id: int, new_id: int) -> None:
        """As ``move``."""
        if old_id == new_id or await read_chat(connection, old_id) is None:
            return
        await join(connection, old_id, new_id)
        for listener in self._listeners:
            await listener.on_moved(connection, old_id, new_id, self._clock.now())
        await rename(connection, old_id, new_id)

    async def forget(self, chat_id: int) -> None:
        """Deletes every row about the chat, in every table."""
        async with self._database.transaction() as connection:
            await erase(connection, chat_id)

    async def forget_departed(self, before: datetime) -> int:
        """Forgets groups that the bot left before an instant; how many."""
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(DEPARTED, (stamp(before),)))
            for row in rows:
                await erase(connection, row["chat_id"])
        return len(rows)

    async def export(self, chat_id: int) -> dict[str, list[Any]]:
        """Everything stored about the chat, by table, ready for JSON; times in ISO form."""
        async with self._database.read() as connection:
            found = await rows_about(connection, chat_id)
            for listener in self._listeners:
                found |= await listener.readable(connection, chat_id)
        return {table: rows for table, rows in found.items() if rows}

    async def _tell_of_return(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        for listener in self._listeners:
            await listener.on_resumed(connection, chat_id, now)
