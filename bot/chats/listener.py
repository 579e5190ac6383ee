"""What a room that keeps rows about chats is told, so that chats need not know the room."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

import aiosqlite

from bot.chats.model import ChatState


class ChatListener(Protocol):
    """Told within the transaction that changes the chat: all of it is written, or nothing.

    Rows in a column named ``chat_id`` follow a move and go with an erasure by themselves.
    """

    async def on_suspended(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        """The chat cannot be reached until it comes back."""

    async def on_resumed(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        """The chat is there again."""

    async def on_moved(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        """Two numbers are one chat; makes one of what both have, before the rest is renamed."""

    async def readable(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> dict[str, list[Any]]:
        """By table, what a person is shown in place of rows that only a program can read."""
