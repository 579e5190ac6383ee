"""What chats and tips both do to subscriptions, within the transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

import aiosqlite

from bot.store.times import moment, stamp
from bot.tips.schedule import Plan, QuietHours, Schedule, Taken, next_slot, rescheduled

Row = sqlite3.Row | Mapping[str, Any]

QUEUED = "SELECT count(*) FROM deliveries WHERE subscription_id = ? AND state = 'queued'"
DROP_QUEUED = """
UPDATE deliveries SET state = 'dropped', reason = :reason
WHERE subscription_id = :id AND state = 'queued'
"""
TALLY = """
INSERT INTO tallies (day, state, count) VALUES (?, ?, ?)
ON CONFLICT (day, state) DO UPDATE SET count = count + excluded.count
"""
SUSPEND = """
UPDATE subscriptions SET state = 'suspended', reason = ?, next_due_at = NULL
WHERE chat_id = ? AND state = 'active' RETURNING id
"""
SUSPENDED = "SELECT * FROM subscriptions WHERE chat_id = ? AND state = 'suspended'"
ACTIVATE = """
UPDATE subscriptions
SET state = 'active', reason = NULL, next_due_at = ?, offset_seconds = ? WHERE id = ?
"""


def plan_of(row: Row) -> Plan:
    """The schedule and all that belongs to it, of a row of ``subscriptions``."""
    at = wall(row["minute_of_day"])
    return Plan(
        Schedule(row["weekday"], at.hour, at.minute, row["zone"]),
        QuietHours(wall(row["quiet_start"]), wall(row["quiet_end"])),
        timedelta(seconds=row["offset_seconds"]),
    )


def taken_of(row: Row, now: datetime) -> Taken | None:
    """The latest slot used up. One far in the future is the trace of a clock that ran ahead."""
    slot_at = moment(row["last_slot_at"])
    if slot_at is None or slot_at > now + timedelta(weeks=1):
        return None
    return Taken(slot_at, row["last_week"])


def wall(minute_of_day: int) -> time:
    return time(*divmod(minute_of_day, 60))


def minutes(of: time) -> int:
    return of.hour * 60 + of.minute


def offset_at(plan: Plan, instant: datetime) -> int:
    """The offset from UTC to keep, in seconds, should the zone cease to exist."""
    return int((instant.astimezone(plan.tz).utcoffset() or timedelta()).total_seconds())


def due_after(row: Row, now: datetime) -> tuple[datetime, int]:
    """The next slot of a subscription that starts anew, and the offset to keep."""
    plan = plan_of(row)
    due = rescheduled(plan, now, taken=taken_of(row, now))
    return due, offset_at(plan, due)


def due_following(row: Row, slot_at: datetime, week: int, oldest: datetime) -> tuple[datetime, int]:
    """The slot that follows one that is used up; a very old one is followed by one of our days."""
    plan = plan_of(row)
    due = next_slot(plan, max(slot_at, oldest), week)
    return due, offset_at(plan, due)


async def drop_queued(
    connection: aiosqlite.Connection, subscription_id: int, reason: str, now: datetime
) -> None:
    """Takes back what waits to be sent; what is on its way cannot be taken back."""
    cursor = await connection.execute(DROP_QUEUED, {"id": subscription_id, "reason": reason})
    await tally(connection, now, "dropped", cursor.rowcount)


async def tally(connection: aiosqlite.Connection, now: datetime, state: str, count: int) -> None:
    """Counts how deliveries ended; a negative count takes back."""
    if count:
        await connection.execute(TALLY, (stamp(now) // 86_400, state, count))


async def suspend_tips(
    connection: aiosqlite.Connection, chat_id: int, reason: str, now: datetime
) -> None:
    """Stops a chat's tips until it comes back; its settings stay."""
    for row in await connection.execute_fetchall(SUSPEND, (reason, chat_id)):
        await drop_queued(connection, row["id"], reason, now)


async def resume_tips(connection: aiosqlite.Connection, chat_id: int, now: datetime) -> None:
    """Goes on with the next slot from now: nothing that was missed is sent afterwards."""
    for row in await connection.execute_fetchall(SUSPENDED, (chat_id,)):
        due, offset = due_after(row, now)
        await connection.execute(ACTIVATE, (stamp(due), offset, row["id"]))
