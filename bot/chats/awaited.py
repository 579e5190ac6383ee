"""What a person was asked to write, so that their next message is read as the answer."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import stamp

ASK = """
INSERT INTO awaited_words (chat_id, action, asked_at) VALUES (?, ?, ?)
ON CONFLICT (chat_id) DO UPDATE SET action = excluded.action, asked_at = excluded.asked_at
"""
GET = "SELECT action FROM awaited_words WHERE chat_id = ? AND asked_at >= ?"
FORGET = "DELETE FROM awaited_words WHERE chat_id = ?"
# After a day a message is a new thought, not the answer to yesterday's question.
AWAITED_FOR = timedelta(days=1)


class AwaitedWords:
    """One open question for each chat, kept as the callback data of the screen that asked."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def ask(self, chat_id: int, data: str) -> None:
        """The chat must be known (``Chats.remember``)."""
        async with self._database.transaction() as connection:
            await connection.execute(ASK, (chat_id, data, stamp(self._clock.now())))

    async def asked(self, chat_id: int) -> str | None:
        since = stamp(self._clock.now() - AWAITED_FOR)
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(GET, (chat_id, since)):
                return str(row["action"])
        return None

    async def answered(self, chat_id: int) -> None:
        if await self.asked(chat_id) is None:
            return
        async with self._database.transaction() as connection:
            await connection.execute(FORGET, (chat_id,))
