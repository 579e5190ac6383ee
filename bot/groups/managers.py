"""Who has set a group up, so that it can be offered to them in private."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import stamp

REMEMBER = """
INSERT INTO group_managers (chat_id, person_id, seen_at) VALUES (?, ?, ?)
ON CONFLICT (chat_id, person_id) DO UPDATE SET seen_at = excluded.seen_at
"""
PRUNE = "DELETE FROM group_managers WHERE seen_at < ?"
GROUPS_OF = """
SELECT m.chat_id FROM group_managers AS m JOIN chats AS c ON c.chat_id = m.chat_id
WHERE m.person_id = ? AND c.state = 'active' ORDER BY m.seen_at DESC, m.chat_id LIMIT ?
"""
LATEST = "SELECT person_id FROM group_managers WHERE chat_id = ? ORDER BY seen_at DESC LIMIT 1"
MOST_GROUPS = 20


class Managers:
    """A hint about whom to ask Telegram about, never a permission."""

    def __init__(self, database: Database, clock: Clock, chats: Chats) -> None:
        self._database = database
        self._clock = clock
        self._chats = chats

    async def remember(self, chat_id: int, kind: ChatKind, person_id: int) -> None:
        """The person has just been found to be in charge of the group."""
        async with self._database.transaction() as connection:
            await self._chats.remember_within(connection, chat_id, kind)
            await remember_manager(connection, chat_id, person_id, self._clock.now())

    async def prune(self, before: datetime) -> None:
        """Lets go of those who have not been found in charge since an instant."""
        async with self._database.transaction() as connection:
            await connection.execute(PRUNE, (stamp(before),))

    async def groups_of(self, person_id: int) -> list[int]:
        """Groups that the person may be in charge of, the latest first."""
        async with self._database.read() as connection:
            rows = await connection.execute_fetchall(GROUPS_OF, (person_id, MOST_GROUPS))
        return [row["chat_id"] for row in rows]

    async def latest(self, chat_id: int) -> int | None:
        """Whoever set the group up last."""
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(LATEST, (chat_id,)):
                return int(row["person_id"])
        return None


async def remember_manager(
    connection: aiosqlite.Connection, chat_id: int, person_id: int, now: datetime
) -> None:
    """The same for a chat that is known, within the caller's transaction."""
    await connection.execute(REMEMBER, (chat_id, person_id, stamp(now)))
