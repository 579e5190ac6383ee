"""What a person is shown of their messages to the team: their own side of each row, no more."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

import aiosqlite

from bot.chats.model import ChatState
from bot.store.times import moment

WRITTEN = """
SELECT DISTINCT chat_id, message_id, sent_at FROM feedback_copies WHERE chat_id = ?
ORDER BY sent_at, message_id
"""
RECEIVED = """
SELECT operator_id, operator_message_id, sent_at FROM feedback_copies WHERE operator_id = ?
ORDER BY sent_at, operator_message_id
"""


class FeedbackOfChat:
    """A ChatListener. Whoever wrote and whoever reads are not told each other's number."""

    async def on_suspended(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        """An answer is refused by Telegram then, and the operator told."""

    async def on_resumed(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        """Answers arrive again."""

    async def on_moved(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        """Only groups move, and these rows are about private chats."""

    async def readable(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> dict[str, list[Any]]:
        """By what they wrote, and by what they received as an operator."""
        written = await connection.execute_fetchall(WRITTEN, (chat_id,))
        received = await connection.execute_fetchall(RECEIVED, (chat_id,))
        return {"feedback_copies": [_readable(row) for row in (*written, *received)]}


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), "sent_at": moment(row["sent_at"]).isoformat()}
