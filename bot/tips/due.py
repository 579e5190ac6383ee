"""Turns what is due into promised deliveries, in the transaction that moves the next due time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.database import Database
from bot.store.times import moment, stamp
from bot.tips.schedule import sendable_at, week_of
from bot.tips.subscription_rows import Row, due_after, due_following, plan_of, tally

DUE = "SELECT * FROM subscriptions WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?"
ANY_DUE = "SELECT 1 FROM subscriptions WHERE next_due_at <= ? LIMIT 1"
PROMISE = """
INSERT OR IGNORE INTO deliveries (subscription_id, slot_at, state, ready_at, reason)
VALUES (?, ?, ?, ?, ?)
"""
MOVE_ON = """
UPDATE subscriptions SET next_due_at = ?, offset_seconds = ?, last_slot_at = ?, last_week = ?
WHERE id = ?
"""
FAR_AHEAD = """
SELECT * FROM subscriptions
WHERE next_due_at > :far AND (paused_until IS NULL OR paused_until < :now) LIMIT :limit
"""
RECKON_ANEW = "UPDATE subscriptions SET next_due_at = ?, offset_seconds = ? WHERE id = ?"
DROPPED_TOO_EARLY = """
UPDATE deliveries SET state = 'queued', reason = NULL, ready_at = slot_at
WHERE state = 'dropped' AND reason = 'late' AND slot_at > ?
"""
# Two weeks is the most that lies between two slots, whatever changes of schedule come between.
NEVER_FURTHER = timedelta(days=15)
OLDEST_WORTH_A_ROW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Step:
    """One subscription's slot, and where it stands afterwards, as the columns of the tables."""

    promise: tuple[int, int, str, int, str | None]
    move_on: tuple[int, int, int, int, int]

    @property
    def dropped(self) -> bool:
        return self.promise[2] == "dropped"


class DueSubscriptions:
    """Works through what is due in small transactions, so that people's own changes go between."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(self, now: datetime, limit: int) -> int:
        """Promises up to ``limit`` slots, one of each subscription; how many, 0 when none is due.

        A slot that is too late already is counted as dropped, never piled up.
        """
        async with self._database.read() as connection:
            if not list(await connection.execute_fetchall(ANY_DUE, (stamp(now),))):
                return 0
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(DUE, (stamp(now), limit)))
            steps = [step(row, now) for row in rows]
            await connection.executemany(PROMISE, [step.promise for step in steps])
            await connection.executemany(MOVE_ON, [step.move_on for step in steps])
            await tally(connection, now, "dropped", sum(step.dropped for step in steps))
        return len(rows)

    async def rewind(self, now: datetime, limit: int = 500) -> int:
        """Mends what a clock that ran ahead has done: due times far off, and tips dropped as late.

        Safe at any time; how many subscriptions were mended.
        """
        mended = 0
        async with self._database.transaction() as connection:
            cursor = await connection.execute(DROPPED_TOO_EARLY, (stamp(now),))
            await tally(connection, now, "dropped", -cursor.rowcount)
        far = {"far": stamp(now + NEVER_FURTHER), "now": stamp(now), "limit": limit}
        while rows := await self._reckon_anew(far, now):
            mended += len(rows)
        return mended

    async def _reckon_anew(self, far: dict[str, int], now: datetime) -> Sequence[sqlite3.Row]:
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(FAR_AHEAD, far))
            changes = []
            for row in rows:
                due, offset = due_after(row, now)
                changes.append((stamp(due), offset, row["id"]))
            await connection.executemany(RECKON_ANEW, changes)
        return rows


def step(row: Row, now: datetime) -> Step:
    """Pure: the slot that is due becomes a promise or is dropped, and the next one is reckoned."""
    slot_at = moment(int(row["next_due_at"]))
    plan = plan_of(row)
    week = week_of(slot_at, plan.tz)
    ready_at = sendable_at(plan, slot_at, now)
    due, offset = due_following(row, slot_at, week, now - OLDEST_WORTH_A_ROW)
    slot = stamp(slot_at)
    move_on = (stamp(due), offset, slot, week, row["id"])
    if ready_at is None:
        return Step((row["id"], slot, "dropped", slot, "late"), move_on)
    return Step((row["id"], slot, "queued", stamp(ready_at), None), move_on)
