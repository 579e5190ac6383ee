"""The table of subscriptions, within the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import aiosqlite

from bot.content.model import Audience
from bot.store.times import moment, stamp
from bot.tips.schedule import DEFAULT_QUIET_HOURS, Plan, Schedule, rescheduled, zone_named
from bot.tips.subscription import Subscription, SubscriptionState
from bot.tips.subscription_rows import (
    Row,
    due_after,
    offset_at,
    plan_of,
    settings_of,
    subscription_of,
    taken_of,
)

GET = "SELECT * FROM subscriptions WHERE chat_id = ?"
SAVE = """
INSERT INTO subscriptions (
    chat_id, state, thread_id, enabled_by, audience, weekday, minute_of_day, zone,
    quiet_start, quiet_end, offset_seconds, next_due_at, delete_previous, pin, created_at
) VALUES (
    :chat_id, 'active', :thread_id, :enabled_by, :audience, :weekday, :minute_of_day, :zone,
    :quiet_start, :quiet_end, :offset_seconds, :next_due_at, :delete_previous, :pin, :created_at
)
ON CONFLICT (chat_id) DO UPDATE SET
    state = 'active', reason = NULL, thread_id = excluded.thread_id,
    enabled_by = excluded.enabled_by, audience = excluded.audience, weekday = excluded.weekday,
    minute_of_day = excluded.minute_of_day, zone = excluded.zone,
    quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end,
    offset_seconds = excluded.offset_seconds, next_due_at = excluded.next_due_at,
    delete_previous = excluded.delete_previous, pin = excluded.pin
"""
GO_ON = """
UPDATE subscriptions
SET state = 'active', reason = NULL, next_due_at = ?, offset_seconds = ? WHERE id = ?
"""


async def subscription_row(connection: aiosqlite.Connection, chat_id: int) -> Row | None:
    return next(iter(await connection.execute_fetchall(GET, (chat_id,))), None)


def new_subscription(chat_id: int, schedule: Schedule, now: datetime) -> Subscription:
    """One that nobody has started yet."""
    return Subscription(
        id=0,
        chat_id=chat_id,
        state=SubscriptionState.STOPPED,
        reason=None,
        thread_id=None,
        enabled_by=None,
        audience=Audience.BOTH,
        schedule=schedule,
        quiet=DEFAULT_QUIET_HOURS,
        next_due_at=None,
        last_slot_at=None,
        delete_previous=False,
        pin=False,
        created_at=now,
    )


async def save_active(
    connection: aiosqlite.Connection, row: Row | None, wanted: Subscription, now: datetime
) -> Subscription:
    """Stores an active subscription with its next due instant."""
    plan = Plan(wanted.schedule, wanted.quiet)
    if row is not None and zone_named(wanted.schedule.zone) is None:
        plan = replace(plan, offset=plan_of(row).offset)
    due = _due(row, plan, now)
    await connection.execute(
        SAVE,
        {
            "chat_id": wanted.chat_id,
            "created_at": stamp(wanted.created_at),
            "offset_seconds": offset_at(plan, due),
            "next_due_at": stamp(due),
            **settings_of(wanted),
        },
    )
    (saved,) = await connection.execute_fetchall(GET, (wanted.chat_id,))
    return subscription_of(saved)


async def save_settings(connection: aiosqlite.Connection, wanted: Subscription) -> None:
    """Of one that is not active only what was chosen changes."""
    settings = settings_of(wanted)
    columns = ", ".join(f"{name} = :{name}" for name in settings)
    await connection.execute(
        f"UPDATE subscriptions SET {columns} WHERE id = :id", {**settings, "id": wanted.id}
    )


async def go_on(connection: aiosqlite.Connection, row: Row, now: datetime) -> None:
    """Starts again with the next slot from now: nothing that was missed is sent afterwards."""
    due, offset = due_after(row, now)
    await connection.execute(GO_ON, (stamp(due), offset, row["id"]))


async def set_due(connection: aiosqlite.Connection, row: Row, due: datetime) -> None:
    """An active one is due at another instant."""
    await connection.execute(GO_ON, (stamp(due), offset_at(plan_of(row), due), row["id"]))


def _due(row: Row | None, plan: Plan, now: datetime) -> datetime:
    if row is None:
        return rescheduled(plan, now)
    promised = moment(row["next_due_at"])
    return rescheduled(plan, now, taken=taken_of(row, now), promised=promised)
