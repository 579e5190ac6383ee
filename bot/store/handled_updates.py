"""Which updates were handled though Telegram does not know it yet: kept over a crash."""

from __future__ import annotations

from collections.abc import Iterable

from bot.store.database import Database

ALL = "SELECT update_id FROM handled_updates"
ADD = "INSERT OR IGNORE INTO handled_updates (update_id) VALUES (?)"
REMOVE = "DELETE FROM handled_updates WHERE update_id = ?"


class HandledUpdates:
    """At most as many numbers as Telegram gives updates at once; raises DatabaseProblem."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> frozenset[int]:
        """Those that are kept."""
        async with self._database.read() as connection:
            rows = await connection.execute_fetchall(ALL)
        return frozenset(row["update_id"] for row in rows)

    async def change(self, add: Iterable[int], remove: Iterable[int]) -> None:
        """Keeps some and forgets others; durable when it returns."""
        async with self._database.transaction() as connection:
            await connection.executemany(REMOVE, [(number,) for number in remove])
            await connection.executemany(ADD, [(number,) for number in add])
