"""Which copy in an operator's chat belongs to which person's message; what it says is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import Clock
from bot.feedback.model import Author, Copy, Original
from bot.store.database import Database
from bot.store.times import stamp

ADD = """
INSERT INTO feedback_copies (operator_id, operator_message_id, chat_id, message_id, sent_at)
VALUES (?, ?, ?, ?, ?)
"""
COPIES = """
SELECT operator_id, operator_message_id FROM feedback_copies WHERE chat_id = ? AND message_id = ?
ORDER BY operator_id, operator_message_id
"""
AUTHOR = """
SELECT f.chat_id, f.message_id, c.language
FROM feedback_copies AS f JOIN chats AS c ON c.chat_id = f.chat_id
WHERE f.operator_id = ? AND f.operator_message_id = ?
"""
DELETE = "DELETE FROM feedback_copies WHERE chat_id = ? AND message_id = ?"
PRUNE = "DELETE FROM feedback_copies WHERE sent_at < ?"


class Correspondence:
    """Kept so that an operator can answer and a person can take back, until it is pruned."""

    def __init__(self, database: Database, clock: Clock, chats: Chats) -> None:
        self._database = database
        self._clock = clock
        self._chats = chats

    async def remember(
        self, original: Original, copies: Iterable[Copy], language: str | None
    ) -> None:
        """A person's message has just been copied there."""
        person, now = original.chat_id, stamp(self._clock.now())
        rows = [(c.operator_id, c.message_id, person, original.message_id, now) for c in copies]
        async with self._database.transaction() as connection:
            await self._chats.remember_within(connection, person, ChatKind.PRIVATE, language)
            await connection.executemany(ADD, rows)

    async def copies_of(self, original: Original) -> list[Copy]:
        """Where the copies of a message stand; none after it was taken back or pruned."""
        of = (original.chat_id, original.message_id)
        async with self._database.read() as connection:
            rows = await connection.execute_fetchall(COPIES, of)
        return [Copy(row["operator_id"], row["operator_message_id"]) for row in rows]

    async def author_of(self, copy: Copy) -> Author | None:
        """Who wrote what an operator has there; None of a message that is no (known) copy."""
        of = (copy.operator_id, copy.message_id)
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(AUTHOR, of):
                return Author(Original(row["chat_id"], row["message_id"]), row["language"])
        return None

    async def forget(self, original: Original) -> None:
        """Nobody can answer it any more."""
        async with self._database.transaction() as connection:
            await connection.execute(DELETE, (original.chat_id, original.message_id))

    async def prune(self, before: datetime) -> None:
        """Lets go of what was sent before an instant."""
        async with self._database.transaction() as connection:
            await connection.execute(PRUNE, (stamp(before),))
