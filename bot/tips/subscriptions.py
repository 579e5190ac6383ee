"""Who gets tips and when: explicit, changed by the person alone, stopped at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import aiosqlite

from bot.chats.model import ChatKind
from bot.clock import Clock
from bot.content.model import Audience
from bot.delivery.cancellations import Cancellations
from bot.store.database import Database
from bot.store.times import moment, stamp
from bot.tips.schedule import (
    DEFAULT_QUIET_HOURS,
    Plan,
    QuietHours,
    Schedule,
    rescheduled,
    zone_named,
)
from bot.tips.subscription_rows import drop_queued, minutes, offset_at, plan_of, taken_of

GET = "SELECT * FROM subscriptions WHERE chat_id = ?"
KNOW_CHAT = """
INSERT OR IGNORE INTO chats (chat_id, kind, state_at, created_at, seen_at) VALUES (?, ?, ?, ?, ?)
"""
SAVE = """
INSERT INTO subscriptions (
    chat_id, state, thread_id, enabled_by, audience, weekday, minute_of_day, zone,
    quiet_start, quiet_end, offset_seconds, next_due_at, paused_until,
    delete_previous, pin, created_at
) VALUES (
    :chat_id, 'active', :thread_id, :enabled_by, :audience, :weekday, :minute_of_day, :zone,
    :quiet_start, :quiet_end, :offset_seconds, :next_due_at, :paused_until,
    :delete_previous, :pin, :created_at
)
ON CONFLICT (chat_id) DO UPDATE SET
    state = 'active', reason = NULL, thread_id = excluded.thread_id,
    enabled_by = excluded.enabled_by, audience = excluded.audience, weekday = excluded.weekday,
    minute_of_day = excluded.minute_of_day, zone = excluded.zone,
    quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end,
    offset_seconds = excluded.offset_seconds, next_due_at = excluded.next_due_at,
    paused_until = excluded.paused_until, delete_previous = excluded.delete_previous,
    pin = excluded.pin
"""
STOP = """
UPDATE subscriptions SET state = 'stopped', reason = NULL, next_due_at = NULL, paused_until = NULL
WHERE chat_id = ? AND state <> 'stopped' RETURNING id
"""
NEXT_DUE = """
SELECT min(at) AS at FROM (
    SELECT min(next_due_at) AS at FROM subscriptions WHERE next_due_at IS NOT NULL
    UNION ALL SELECT min(ready_at) FROM deliveries WHERE state = 'queued'
)
"""
COUNT = "SELECT count(*) AS count FROM subscriptions WHERE next_due_at IS NOT NULL"


class SubscriptionState(StrEnum):
    """``suspended``: the chat is gone; ``paused``: its place cannot be written to; ``stopped``."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    PAUSED = "paused"
    STOPPED = "stopped"


class UnknownZone(ValueError):
    """No such time zone on this machine."""


class NotSubscribed(LookupError):
    """The chat has never subscribed, so there is nothing to change."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's weekly tip. ``next_due_at`` is set exactly while it is active."""

    id: int
    chat_id: int
    state: SubscriptionState
    reason: str | None
    thread_id: int | None
    enabled_by: int | None
    audience: Audience
    schedule: Schedule
    quiet: QuietHours
    next_due_at: datetime | None
    paused_until: datetime | None
    last_slot_at: datetime | None
    delete_previous: bool
    pin: bool
    created_at: datetime

    @property
    def active(self) -> bool:
        return self.state is SubscriptionState.ACTIVE


class Subscriptions:
    """Every change reckons the next due instant anew, so that no week has two tips or none."""

    def __init__(
        self, database: Database, clock: Clock, cancellations: Cancellations | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._cancellations = cancellations or Cancellations()

    async def get(self, chat_id: int) -> Subscription | None:
        """Also one that was stopped: its settings are kept for the person's return."""
        async with self._database.read() as connection:
            row = await _row(connection, chat_id)
        return None if row is None else _subscription(row)

    async def subscribe(
        self,
        chat_id: int,
        schedule: Schedule,
        *,
        thread_id: int | None = None,
        enabled_by: int | None = None,
        audience: Audience = Audience.BOTH,
    ) -> Subscription:
        """Starts the tips, or starts them again where the chat left off.

        Raises ``UnknownZone``. ``enabled_by`` is whom to tell when the tips cannot be sent.
        """
        _require_zone(schedule)
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await connection.execute(
                KNOW_CHAT, (chat_id, ChatKind.guessed(chat_id), *[stamp(now)] * 3)
            )
            row = await _row(connection, chat_id)
            before = _new(chat_id, schedule, now) if row is None else _subscription(row)
            wanted = replace(
                before,
                schedule=schedule,
                thread_id=thread_id,
                enabled_by=enabled_by,
                audience=audience,
                paused_until=None,
            )
            return await _save(connection, row, wanted, now)

    async def reschedule(self, chat_id: int, schedule: Schedule) -> Subscription:
        """Another day, hour or zone; of a stopped one only the settings change."""
        _require_zone(schedule)
        return await self._change(chat_id, schedule=schedule)

    async def set_quiet_hours(self, chat_id: int, quiet: QuietHours) -> Subscription:
        return await self._change(chat_id, quiet=quiet)

    async def set_audience(self, chat_id: int, audience: Audience) -> Subscription:
        return await self._change(chat_id, audience=audience)

    async def set_place(
        self, chat_id: int, thread_id: int | None, enabled_by: int | None
    ) -> Subscription:
        """Another topic of a group, or none; a subscription paused for its place goes on."""
        return await self._change(chat_id, thread_id=thread_id, enabled_by=enabled_by, resume=True)

    async def set_manners(self, chat_id: int, *, delete_previous: bool, pin: bool) -> Subscription:
        return await self._change(chat_id, delete_previous=delete_previous, pin=pin)

    async def pause(self, chat_id: int, until: datetime) -> Subscription:
        """No tip before an instant; then the schedule goes on by itself."""
        return await self._change(chat_id, paused_until=until)

    async def resume(self, chat_id: int) -> Subscription:
        """Ends a pause, the person's own or one for a place that could not be written to."""
        return await self._change(chat_id, paused_until=None, resume=True)

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stops at once, also a tip that waits; whether there was anything to stop.

        Settings and the place in the tips are kept.
        """
        now = self._clock.now()
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(STOP, (chat_id,)))
            for row in rows:
                await drop_queued(connection, row["id"], "unsubscribed", now)
        self._cancellations.announce(chat_id)
        return bool(rows)

    async def next_due_at(self) -> datetime | None:
        """The earliest instant at which any tip is due."""
        async with self._database.read() as connection:
            (row,) = await connection.execute_fetchall(NEXT_DUE)
        earliest: int | None = row["at"]
        return moment(earliest)

    async def count(self) -> int:
        """How many chats get tips now."""
        async with self._database.read() as connection:
            (row,) = await connection.execute_fetchall(COUNT)
        return int(row["count"])

    async def _change(
        self, chat_id: int, *, resume: bool = False, **changes: object
    ) -> Subscription:
        now = self._clock.now()
        async with self._database.transaction() as connection:
            row = await _row(connection, chat_id)
            if row is None:
                raise NotSubscribed(f"chat {chat_id} has no subscription")
            wanted = replace(_subscription(row), **changes)  # type: ignore[arg-type]
            if not (wanted.active or (resume and wanted.state is SubscriptionState.PAUSED)):
                await _save_settings(connection, wanted)
                return wanted
            return await _save(connection, row, wanted, now)


async def _save(
    connection: aiosqlite.Connection, row: sqlite3.Row | None, wanted: Subscription, now: datetime
) -> Subscription:
    """Stores an active subscription with its next due instant."""
    plan = Plan(wanted.schedule, wanted.quiet)
    if row is not None and zone_named(wanted.schedule.zone) is None:
        plan = replace(plan, offset=plan_of(row).offset)
    due = _due(row, wanted, plan, now)
    await connection.execute(
        SAVE,
        {
            "chat_id": wanted.chat_id,
            "created_at": stamp(wanted.created_at),
            "offset_seconds": offset_at(plan, due),
            "next_due_at": stamp(due),
            **_settings(wanted),
        },
    )
    saved = await _row(connection, wanted.chat_id)
    assert saved is not None  # noqa: S101 -- it was written a line above
    return _subscription(saved)


def _due(row: sqlite3.Row | None, wanted: Subscription, plan: Plan, now: datetime) -> datetime:
    start = max(now, wanted.paused_until or now)
    if row is None:
        return rescheduled(plan, start)
    promised = moment(row["next_due_at"])
    if wanted.paused_until != moment(row["paused_until"]) or start > now:
        promised = None  # a pause takes promises back, and its end makes new ones
    return rescheduled(plan, start, taken=taken_of(row, now), promised=promised)


async def _save_settings(connection: aiosqlite.Connection, wanted: Subscription) -> None:
    settings = _settings(wanted)
    columns = ", ".join(f"{name} = :{name}" for name in settings)
    await connection.execute(
        f"UPDATE subscriptions SET {columns} WHERE id = :id", {**settings, "id": wanted.id}
    )


def _settings(wanted: Subscription) -> dict[str, object]:
    return {
        "thread_id": wanted.thread_id,
        "enabled_by": wanted.enabled_by,
        "audience": wanted.audience,
        "weekday": wanted.schedule.weekday,
        "minute_of_day": minutes(wanted.schedule.wall),
        "zone": wanted.schedule.zone,
        "quiet_start": minutes(wanted.quiet.start),
        "quiet_end": minutes(wanted.quiet.end),
        "paused_until": None if wanted.paused_until is None else stamp(wanted.paused_until),
        "delete_previous": int(wanted.delete_previous),
        "pin": int(wanted.pin),
    }


def _new(chat_id: int, schedule: Schedule, now: datetime) -> Subscription:
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
        paused_until=None,
        last_slot_at=None,
        delete_previous=False,
        pin=False,
        created_at=now,
    )


def _subscription(row: sqlite3.Row) -> Subscription:
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
        paused_until=moment(row["paused_until"]),
        last_slot_at=moment(row["last_slot_at"]),
        delete_previous=bool(row["delete_previous"]),
        pin=bool(row["pin"]),
        created_at=moment(row["created_at"]),
    )


async def _row(connection: aiosqlite.Connection, chat_id: int) -> sqlite3.Row | None:
    return next(iter(await connection.execute_fetchall(GET, (chat_id,))), None)


def _require_zone(schedule: Schedule) -> None:
    if zone_named(schedule.zone) is None:
        raise UnknownZone(schedule.zone)
