"""What a person was asked to write, so that their next message is read as the answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from cachetools import FIFOCache

from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import moment, stamp

OPEN = """
SELECT chat_id, action, asked_at FROM awaited_words WHERE asked_at >= ?
ORDER BY asked_at DESC LIMIT ?
"""
ASK = """
INSERT INTO awaited_words (chat_id, action, asked_at) VALUES (?, ?, ?)
ON CONFLICT (chat_id) DO UPDATE SET action = excluded.action, asked_at = excluded.asked_at
"""
FORGET = "DELETE FROM awaited_words WHERE chat_id = ?"
LAPSED = "DELETE FROM awaited_words WHERE asked_at NOT BETWEEN ? AND ?"
# After that a message is a new thought, perhaps a cry for help, and not the name of a city.
AWAITED_FOR = timedelta(minutes=15)
MOST_OPEN = 10_000


class OpenQuestions:
    """One open question for each chat, kept as the callback data of the screen that asked.

    The few that are open are known without asking the database: every press asks for them. Where
    more are asked than ``most_open``, the oldest is as if it had been answered; who asks nothing
    any more is forgotten, here and in the database.
    """

    def __init__(self, database: Database, clock: Clock, *, most_open: int = MOST_OPEN) -> None:
        self._database = database
        self._clock = clock
        self._most_open = most_open
        self._open: FIFOCache[int, tuple[str, datetime]] | None = None

    async def ask(self, chat_id: int, data: str) -> None:
        """The chat must be known (``Chats.remember``)."""
        asked_at = self._clock.now()
        (await self._questions())[chat_id] = (data, asked_at)
        async with self._database.transaction() as connection:
            lasting = (stamp(asked_at - AWAITED_FOR), stamp(asked_at + AWAITED_FOR))
            await connection.execute(LAPSED, lasting)
            await connection.execute(ASK, (chat_id, data, stamp(asked_at)))

    async def asked(self, chat_id: int) -> str | None:
        """What the open question was, or None where there is none any more."""
        data, asked_at = (await self._questions()).get(chat_id, (None, None))
        if asked_at is None or abs(self._clock.now() - asked_at) > AWAITED_FOR:
            return None
        return data

    async def answered(self, chat_id: int) -> None:
        """The question is answered, or the person has gone on to something else."""
        if (await self._questions()).pop(chat_id, None) is not None:
            async with self._database.transaction() as connection:
                await connection.execute(FORGET, (chat_id,))

    async def _questions(self) -> FIFOCache[int, tuple[str, datetime]]:
        if self._open is None:
            since = stamp(self._clock.now() - AWAITED_FOR)
            async with self._database.read() as connection:
                rows = await connection.execute_fetchall(OPEN, (since, self._most_open))
            found: FIFOCache[int, tuple[str, datetime]] = FIFOCache(self._most_open)
            for row in reversed(list(rows)):
                found[row["chat_id"]] = (row["action"], moment(row["asked_at"]))
            self._open = self._open or found
        return self._open
