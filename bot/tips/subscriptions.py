"""Who gets tips and when: explicit, changed by the person alone, stopped at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import aiosqlite

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import Clock
from bot.content.model import Audience
from bot.delivery.cancellations import Cancellations
from bot.delivery.promises import drop_queued, next_ready_at
from bot.store.database import Database
from bot.store.times import moment
from bot.tips.schedule import Schedule, zone_named
from bot.tips.subscription import Subscription, SubscriptionState
from bot.tips.subscription_rows import subscription_of
from bot.tips.subscription_table import (
    new_subscription,
    save_active,
    save_settings,
    subscription_row,
)
from bot.tips.tip_delivery import KIND

__all__ = [
    "Agreed",
    "NotSubscribed",
    "Subscription",
    "SubscriptionState",
    "Subscriptions",
    "UnknownZone",
]

STOP = """
UPDATE subscriptions SET state = 'stopped', reason = NULL, next_due_at = NULL
WHERE chat_id = ? AND state <> 'stopped'
"""
NEXT_DUE = "SELECT min(next_due_at) AS at FROM subscriptions WHERE next_due_at IS NOT NULL"

Change = Callable[[Subscription], Subscription]


class UnknownZone(ValueError):
    """No such time zone on this machine."""


class NotSubscribed(LookupError):
    """The chat has never subscribed, so there is nothing to change."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person's wish has made; ``changed`` where they had tips at another time before."""

    subscription: Subscription
    changed: bool


class Subscriptions:
    """Every change reckons the next due instant anew, so that no week has two tips or none.

    What ends in ``within`` is part of the caller's transaction.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        chats: Chats,
        cancellations: Cancellations | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._chats = chats
        self._cancellations = cancellations or Cancellations()

    async def get(self, chat_id: int) -> Subscription | None:
        """Also one that was stopped: its settings are kept for the person's return."""
        async with self._database.read() as connection:
            return await self.get_within(connection, chat_id)

    async def get_within(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> Subscription | None:
        """As ``get``."""
        row = await subscription_row(connection, chat_id)
        return None if row is None else subscription_of(row)

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
        async with self._database.transaction() as connection:
            return await self.subscribe_within(
                connection,
                chat_id,
                schedule,
                thread_id=thread_id,
                enabled_by=enabled_by,
                audience=audience,
            )

    async def subscribe_within(
        self,
        connection: aiosqlite.Connection,
        chat_id: int,
        schedule: Schedule,
        *,
        thread_id: int | None = None,
        enabled_by: int | None = None,
        audience: Audience = Audience.BOTH,
    ) -> Subscription:
        """As ``subscribe``."""

        def started(found: Subscription) -> Subscription:
            return replace(
                found,
                schedule=schedule,
                thread_id=thread_id,
                enabled_by=enabled_by,
                audience=audience,
            )

        await self._chats.know_within(connection, chat_id)
        return await self._start(connection, chat_id, schedule, started)

    async def agree(self, person_id: int, schedule: Schedule, language: str | None) -> Agreed:
        """A person asks for tips in private, or for another time: one transaction, all or nothing.

        Their chat and zone are remembered with it. Raises ``UnknownZone``. ``language`` is what
        their app speaks.
        """
        async with self._database.transaction() as connection:
            await self._chats.remember_within(connection, person_id, ChatKind.PRIVATE, language)
            await self._chats.set_zone_within(connection, person_id, schedule.zone)
            before = await self.get_within(connection, person_id)
            saved = await self._start(
                connection, person_id, schedule, lambda found: replace(found, schedule=schedule)
            )
        # The same wish again is the same answer: Telegram may bring a press a second time.
        had_others = before is not None and before.active and before.schedule != saved.schedule
        return Agreed(saved, changed=had_others)

    async def change(self, chat_id: int, change: Change, *, resume: bool = False) -> Subscription:
        """What ``change`` makes of the subscription.

        Of one that is not active only the settings change, unless it waits for its place to be
        put right and is to ``resume``. Raises ``NotSubscribed`` and ``UnknownZone``.
        """
        async with self._database.transaction() as connection:
            return await self.change_within(connection, chat_id, change, resume=resume)

    async def change_within(
        self,
        connection: aiosqlite.Connection,
        chat_id: int,
        change: Change,
        *,
        resume: bool = False,
    ) -> Subscription:
        """As ``change``."""
        row = await subscription_row(connection, chat_id)
        if row is None:
            raise NotSubscribed(f"chat {chat_id} has no subscription")
        before = subscription_of(row)
        wanted = change(before)
        if wanted.schedule != before.schedule:
            _require_zone(wanted.schedule)
        if wanted.active or (resume and wanted.state is SubscriptionState.PAUSED):
            return await save_active(connection, row, wanted, self._clock.now())
        await save_settings(connection, wanted)
        return wanted

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stops at once, also a tip that waits; whether there was anything to stop.

        Settings and the place in the tips are kept.
        """
        async with self._database.transaction() as connection:
            stopped = await self.unsubscribe_within(connection, chat_id)
        self.announce_stop(chat_id)
        return stopped

    async def unsubscribe_within(self, connection: aiosqlite.Connection, chat_id: int) -> bool:
        """As ``unsubscribe``; ``announce_stop`` follows it."""
        stopped = (await connection.execute(STOP, (chat_id,))).rowcount > 0
        if stopped:
            await drop_queued(connection, chat_id, "unsubscribed", kind=KIND)
        return stopped

    def announce_stop(self, chat_id: int) -> None:
        """Once it is stored that the tips have stopped: one on its way is held back."""
        self._cancellations.announce(chat_id)

    async def next_due_at(self) -> datetime | None:
        """The earliest instant at which any tip is due, or one that waits may leave."""
        async with self._database.read() as connection:
            (row,) = await connection.execute_fetchall(NEXT_DUE)
            waiting = await next_ready_at(connection)
        due: int | None = row["at"]
        return min((at for at in (moment(due), waiting) if at is not None), default=None)

    async def _start(
        self, connection: aiosqlite.Connection, chat_id: int, schedule: Schedule, change: Change
    ) -> Subscription:
        _require_zone(schedule)
        now = self._clock.now()
        row = await subscription_row(connection, chat_id)
        before = new_subscription(chat_id, schedule, now) if row is None else subscription_of(row)
        return await save_active(connection, row, change(before), now)


def _require_zone(schedule: Schedule) -> None:
    if zone_named(schedule.zone) is None:
        raise UnknownZone(schedule.zone)
