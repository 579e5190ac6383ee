"""The columns of a subscription, read as values and reckoned on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from bot.content.model import Audience
from bot.store.times import moment
from bot.tips.schedule import Plan, QuietHours, Schedule, Taken, next_slot, rescheduled
from bot.tips.subscription import Subscription, SubscriptionState

Row = sqlite3.Row | Mapping[str, Any]


def subscription_of(row: Row) -> Subscription:
    plan = plan_of(row)
    return Subscription(
        id=row["id"],
        chat_id=row["chat_id"],
        state=SubscriptionState(row["state"]),
        reason=row["reason"],
        thread_id=row["thread_id"],
        enabled_by=row["enabled_by"],
        audience=Audience(row["audience"]),
        schedule=plan.schedule,
        quiet=plan.quiet,
        next_due_at=moment(row["next_due_at"]),
        last_slot_at=moment(row["last_slot_at"]),
        delete_previous=bool(row["delete_previous"]),
        pin=bool(row["pin"]),
        created_at=moment(row["created_at"]),
    )


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


def settings_of(wanted: Subscription) -> dict[str, object]:
    """The columns that a person or an admin can change."""
    return {
        "thread_id": wanted.thread_id,
        "enabled_by": wanted.enabled_by,
        "audience": wanted.audience,
        "weekday": wanted.schedule.weekday,
        "minute_of_day": minutes(wanted.schedule.wall),
        "zone": wanted.schedule.zone,
        "quiet_start": minutes(wanted.quiet.start),
        "quiet_end": minutes(wanted.quiet.end),
        "delete_previous": int(wanted.delete_previous),
        "pin": int(wanted.pin),
    }
