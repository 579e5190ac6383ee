"""Turns what is due into promised deliveries, in the transaction that moves the next due time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.promises import NewPromise, promise, too_late, waiting
from bot.store.database import Database
from bot.store.times import moment, stamp
from bot.tips.schedule import sendable_at, week_of
from bot.tips.subscription_rows import Row, due_after, due_following, plan_of
from bot.tips.tip_delivery import KIND

DUE = "SELECT * FROM subscriptions WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?"
ANY_DUE = "SELECT 1 FROM subscriptions WHERE next_due_at <= ? LIMIT 1"
MOVE_ON = """
UPDATE subscriptions SET next_due_at = ?, offset_seconds = ?, last_slot_at = ?, last_week = ?
WHERE id = ?
"""
FAR_AHEAD = """
SELECT * FROM subscriptions WHERE next_due_at > ? AND id > ? ORDER BY id LIMIT ?
"""
RECKON_ANEW = """
UPDATE subscriptions SET next_due_at = ?, offset_seconds = ? WHERE id = ? AND next_due_at = ?
"""
# A slot that is further off may be the trace of a clock that ran ahead. It may also be right, of a
# week that has had its tip; then it is reckoned to be the same.
MOSTLY_WITHIN = timedelta(weeks=1)
OLDEST_WORTH_A_ROW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Step:
    """One subscription's slot, and where it stands afterwards, as the columns of the tables."""

    promise: NewPromise
    move_on: tuple[int, int, int, int, int]


class DueSubscriptions:
    """Works through what is due in small transactions, so that people's own changes go between."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(self, now: datetime, limit: int) -> int:
        """Promises up to ``limit`` slots, one of each subscription; how many, 0 when none is due.

        A slot that is too late already is written down as dropped, never piled up.
        """
        async with self._database.read() as connection:
            if not list(await connection.execute_fetchall(ANY_DUE, (stamp(now),))):
                return 0
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(DUE, (stamp(now), limit)))
            steps = [step(row, now) for row in rows]
            await promise(connection, [step.promise for step in steps])
            await connection.executemany(MOVE_ON, [step.move_on for step in steps])
        return len(rows)

    async def rewind(self, now: datetime, limit: int = 500) -> int:
        """Mends due times that a clock that ran ahead has put too far off; how many.

        Safe at any time.
        """
        mended, after = 0, 0
        while rows := await self._far_ahead(now, after, limit):
            mended += await self._reckon_anew(rows, now)
            after = rows[-1]["id"]
        return mended

    async def _far_ahead(self, now: datetime, after: int, limit: int) -> Sequence[sqlite3.Row]:
        values = (stamp(now + MOSTLY_WITHIN), after, limit)
        async with self._database.read() as connection:
            return list(await connection.execute_fetchall(FAR_AHEAD, values))

    async def _reckon_anew(self, rows: Sequence[sqlite3.Row], now: datetime) -> int:
        changes = []
        for row in rows:
            due, offset = due_after(row, now)
            if stamp(due) < row["next_due_at"]:
                changes.append((stamp(due), offset, row["id"], row["next_due_at"]))
        if changes:
            async with self._database.transaction() as connection:
                await connection.executemany(RECKON_ANEW, changes)
        return len(changes)


def step(row: Row, now: datetime) -> Step:
    """Pure: the slot that is due becomes a promise or is dropped, and the next one is reckoned."""
    slot_at = moment(int(row["next_due_at"]))
    plan = plan_of(row)
    week = week_of(slot_at, plan.tz)
    ready_at = sendable_at(plan, slot_at, now)
    due, offset = due_following(row, slot_at, week, now - OLDEST_WORTH_A_ROW)
    move_on = (stamp(due), offset, stamp(slot_at), week, row["id"])
    if ready_at is None:
        return Step(too_late(KIND, row["chat_id"], slot_at), move_on)
    return Step(waiting(KIND, row["chat_id"], slot_at, ready_at), move_on)
