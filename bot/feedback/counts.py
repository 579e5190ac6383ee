"""Counts what helped and what went unanswered, by day and item; nothing of who asked, or how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.store.database import Database
from bot.store.times import stamp

YES = """
INSERT INTO helpful_counts (day, item_id, yes) VALUES (?, ?, 1)
ON CONFLICT (day, item_id) DO UPDATE SET yes = yes + 1
"""
NO = """
INSERT INTO helpful_counts (day, item_id, no) VALUES (?, ?, 1)
ON CONFLICT (day, item_id) DO UPDATE SET no = no + 1
"""
UNANSWERED = """
INSERT INTO unanswered_counts (day, item_id, count) VALUES (?, ?, 1)
ON CONFLICT (day, item_id) DO UPDATE SET count = count + 1
"""
SINCE = """
SELECT item_id, sum(yes) AS yes, sum(no) AS no, sum(count) AS unanswered FROM (
    SELECT item_id, yes, no, 0 AS count FROM helpful_counts WHERE day >= :day
    UNION ALL
    SELECT item_id, 0, 0, count FROM unanswered_counts WHERE day >= :day
)
GROUP BY item_id ORDER BY sum(no) + sum(count) DESC, item_id
"""
_SECONDS_OF_DAY = 86_400
_NONE_NEAR = ""


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Of one item: how often it answered or did not, and how many questions without an answer
    came nearest to it. Without an item: the questions that came near none."""

    item_id: str | None
    yes: int
    no: int
    unanswered: int


class Counts:
    """Exact numbers, however small: whoever shows them to many hides those."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def helped(self, item_id: str, *, yes: bool) -> None:
        """Somebody has said whether an item answered their question."""
        await self._count(YES if yes else NO, item_id)

    async def unanswered(self, nearest: str | None) -> None:
        """A question found no answer; ``nearest`` is the item that came closest, if any did."""
        await self._count(UNANSWERED, nearest or _NONE_NEAR)

    async def since(self, moment: datetime) -> list[ItemCounts]:
        """Each item's numbers from the day of an instant on, most in want of words first."""
        async with self._database.read() as connection:
            rows = await connection.execute_fetchall(SINCE, {"day": _day(moment)})
        return [
            ItemCounts(row["item_id"] or None, row["yes"], row["no"], row["unanswered"])
            for row in rows
        ]

    async def _count(self, sql: str, item_id: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(sql, (_day(self._clock.now()), item_id))


def _day(moment: datetime) -> int:
    return stamp(moment) // _SECONDS_OF_DAY
