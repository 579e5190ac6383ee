"""Who gets tips and when: explicit, changed by the person alone, stopped at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import aiosqlite

from bot.chats.changes import ChatChanges
from bot.chats.model import ChatKind
from bot.clock import Clock
from bot.content.model import Audience
from bot.delivery.cancellations import Cancellations
from bot.delivery.promises import drop_queued, next_ready_at
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
from bot.tips.subscription_rows import minutes, offset_at, plan_of, taken_of
from bot.tips.tip_delivery import KIND

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
STOP = """
UPDATE subscriptions SET state = 'stopped', reason = NULL, next_due_at = NULL
WHERE chat_id = ? AND state <> 'stopped'
"""
NEXT_DUE = "SELECT min(next_due_at) AS at FROM subscriptions WHERE next_due_at IS NOT NULL"


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
    last_slot_at: datetime | None
    delete_previous: bool
    pin: bool
    created_at: datetime

    @property
    def active(self) -> bool:
        return self.state is SubscriptionState.ACTIVE


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person's wish has made; ``changed`` where they had tips already."""

    subscription: Subscription
    changed: bool


class Subscriptions:
    """Every change reckons the next due instant anew, so that no week has two tips or none."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        changes: ChatChanges,
        cancellations: Cancellations | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._changes = changes
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
            await self._changes.know(connection, chat_id, now)
            row = await _row(connection, chat_id)
            before = _new(chat_id, schedule, now) if row is None else _subscription(row)
            wanted = replace(
                before,
                schedule=schedule,
                thread_id=thread_id,
                enabled_by=enabled_by,
                audience=audience,
            )
            return await _save(connection, row, wanted, now)

    async def agree(self, person_id: int, schedule: Schedule, language: str | None) -> Agreed:
        """A person asks for tips in private, or for another time: one transaction, all or nothing.

        Their chat and zone are remembered with it. Raises ``UnknownZone``. ``language`` is what
        their app speaks.
        """
        _require_zone(schedule)
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await self._changes.remember(connection, person_id, ChatKind.PRIVATE, language, now)
            await self._changes.set_zone(connection, person_id, schedule.zone)
            row = await _row(connection, person_id)
            before = _new(person_id, schedule, now) if row is None else _subscription(row)
            saved = await _save(connection, row, replace(before, schedule=schedule), now)
        return Agreed(saved, changed=before.active)

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

    async def resume(self, chat_id: int) -> Subscription:
        """The place that could not be written to has been put right."""
        return await self._change(chat_id, resume=True)

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stops at once, also a tip that waits; whether there was anything to stop.

        Settings and the place in the tips are kept.
        """
        async with self._database.transaction() as connection:
            stopped = (await connection.execute(STOP, (chat_id,))).rowcount > 0
            if stopped:
                await drop_queued(connection, chat_id, "unsubscribed", kind=KIND)
        self._cancellations.announce(chat_id)
        return stopped

    async def next_due_at(self) -> datetime | None:
        """The earliest instant at which any tip is due, or one that waits may leave."""
        async with self._database.read() as connection:
            (row,) = await connection.execute_fetchall(NEXT_DUE)
            waiting = await next_ready_at(connection)
        due: int | None = row["at"]
        return min((at for at in (moment(due), waiting) if at is not None), default=None)

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
    due = _due(row, plan, now)
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


def _due(row: sqlite3.Row | None, plan: Plan, now: datetime) -> datetime:
    if row is None:
        return rescheduled(plan, now)
    promised = moment(row["next_due_at"])
    return rescheduled(plan, now, taken=taken_of(row, now), promised=promised)


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
