"""Keeps what is known of chats, and lets go of all of it when somebody asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.chats.changes import ChatChanges, is_news, known
from bot.chats.model import Chat, ChatKind, ChatState
from bot.chats.personal_data import erase, rows_about
from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import stamp

DEPARTED = "SELECT chat_id FROM chats WHERE state = 'left' AND state_at < ? LIMIT 500"


class Chats:
    """The chats that the bot has met; each change is one transaction."""

    def __init__(self, database: Database, clock: Clock, changes: ChatChanges) -> None:
        self._database = database
        self._clock = clock
        self._changes = changes

    async def get(self, chat_id: int) -> Chat | None:
        async with self._database.read() as connection:
            return await known(connection, chat_id)

    async def remember(self, chat_id: int, kind: ChatKind, language: str | None = None) -> Chat:
        """The chat as it is now known; called for every message, it writes once a day.

        ``language`` is what the person's app speaks: it counts until they choose one. A chat that
        had blocked the bot or lost it is back, and its tips go on with the next slot.
        """
        now = self._clock.now()
        before = await self.get(chat_id)
        if before is not None and not is_news(before, kind, language, now):
            return before
        async with self._database.transaction() as connection:
            return await self._changes.remember(connection, chat_id, kind, language, now)

    async def returned(self, chat_id: int) -> None:
        """A chat that was away writes again: its tips go on. Nothing is stored of a stranger."""
        before = await self.get(chat_id)
        if before is not None and before.state is not ChatState.ACTIVE:
            await self.remember(chat_id, before.kind)

    async def set_zone(self, chat_id: int, zone: str) -> None:
        async with self._database.transaction() as connection:
            await self._changes.set_zone(connection, chat_id, zone)

    async def set_language(self, chat_id: int, language: str) -> None:
        async with self._database.transaction() as connection:
            await self._changes.set_language(connection, chat_id, language)

    async def suspend(self, chat_id: int, reason: ChatState) -> None:
        """The person blocked the bot, or the bot left the group: settings stay, tips stop."""
        async with self._database.transaction() as connection:
            await self._changes.suspend(connection, chat_id, reason, self._clock.now())

    async def move(self, old_id: int, new_id: int) -> None:
        """The group has become a supergroup: all rows follow; may be told more than once."""
        async with self._database.transaction() as connection:
            await self._changes.move(connection, old_id, new_id, self._clock.now())

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
            for listener in self._changes.listeners:
                found |= await listener.readable(connection, chat_id)
        return {table: rows for table, rows in found.items() if rows}
