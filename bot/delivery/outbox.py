"""Every promised tip and what became of it: claimed before it is sent, settled after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.content.model import Audience
from bot.delivery.outcome import Delivery, DeliveryState
from bot.delivery.settlement import Settlement, settle, take_back
from bot.store.database import Database
from bot.store.times import moment, stamp
from bot.tips import history
from bot.tips.choice import choose
from bot.tips.schedule import sendable_at
from bot.tips.subscription_rows import plan_of, tally

TipIds = Callable[[str | None, Audience], Sequence[str]]

READY = "SELECT 1 FROM deliveries WHERE state = 'queued' AND ready_at <= ? LIMIT 1"
CLAIMABLE = """
SELECT s.*, d.slot_at, d.attempts, d.tip, c.language, h.seen, h.latest
FROM deliveries AS d INDEXED BY deliveries_queued
JOIN subscriptions AS s ON s.id = d.subscription_id
JOIN chats AS c ON c.chat_id = s.chat_id
LEFT JOIN tip_history AS h ON h.chat_id = s.chat_id
WHERE d.state = 'queued' AND d.ready_at <= ? ORDER BY d.ready_at LIMIT ?
"""
CLAIM = """
UPDATE deliveries SET state = 'sending', tip = ?, attempts = attempts + 1
WHERE subscription_id = ? AND slot_at = ?
"""
PUT_OFF = "UPDATE deliveries SET ready_at = ? WHERE subscription_id = ? AND slot_at = ?"
DROP = """
UPDATE deliveries SET state = 'dropped', reason = ? WHERE subscription_id = ? AND slot_at = ?
"""
INTERRUPTED = """
UPDATE deliveries SET state = 'unknown', reason = 'interrupted' WHERE state = 'sending'
"""
TALLIES = "SELECT state, sum(count) AS count FROM tallies GROUP BY state"
OPEN = """
SELECT 'queued' AS state, count(*) AS count FROM deliveries WHERE state = 'queued'
UNION ALL SELECT 'sending', count(*) FROM deliveries WHERE state = 'sending'
"""
LAST_SUBSCRIPTION = "SELECT max(id) AS id FROM subscriptions"
PRUNE = """
DELETE FROM deliveries
WHERE subscription_id BETWEEN ? AND ? AND slot_at < ? AND state NOT IN ('queued', 'sending')
"""
KEPT_FOR = timedelta(days=90)
PRUNED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """What to send now, and how many rows were looked at: none means that nothing is ready."""

    deliveries: tuple[Delivery, ...]
    looked_at: int


class Outbox:
    """Each method is one transaction, or several small ones where there may be much to do."""

    def __init__(self, database: Database, tip_ids: TipIds) -> None:
        self._database = database
        self._tip_ids = tip_ids
        self._numbers = history.TipNumbers()

    async def claim(self, now: datetime, limit: int) -> Claimed:
        """Takes up to ``limit`` deliveries for sending: from here on they count as perhaps sent.

        What has become too late is dropped, what meets quiet hours waits for their end.
        """
        async with self._database.read() as connection:
            if not list(await connection.execute_fetchall(READY, (stamp(now),))):
                return Claimed((), 0)
        with self._numbers.undone_on_error():
            async with self._database.transaction() as connection:
                rows = list(await connection.execute_fetchall(CLAIMABLE, (stamp(now), limit)))
                taken = [await self._claim(connection, row, now) for row in rows]
        return Claimed(tuple(delivery for delivery in taken if delivery), len(rows))

    async def settle(self, settlements: Iterable[Settlement], now: datetime) -> None:
        """Writes down what became of deliveries, each with its consequence for the chat."""
        async with self._database.transaction() as connection:
            for settlement in settlements:
                await settle(connection, settlement, now)

    async def take_back(
        self, deliveries: Iterable[Delivery], now: datetime, ready_at: datetime
    ) -> None:
        """For failures that were an outage: the chats get their state back, the tips their turn."""
        async with self._database.transaction() as connection:
            for delivery in deliveries:
                await take_back(connection, delivery, now, ready_at)

    async def recover(self, now: datetime) -> int:
        """After a crash: what was on its way may have arrived and is not sent twice; how many."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(INTERRUPTED)
            await tally(connection, now, DeliveryState.UNKNOWN, cursor.rowcount)
            return cursor.rowcount

    async def prune(self, now: datetime) -> int:
        """Deletes rows older than 90 days; their counts stay. How many."""
        async with self._database.read() as connection:
            (last,) = await connection.execute_fetchall(LAST_SUBSCRIPTION)
        pruned = 0
        for first in range(0, (last["id"] or 0) + 1, PRUNED_AT_ONCE):
            async with self._database.transaction() as connection:
                bounds = (first, first + PRUNED_AT_ONCE - 1, stamp(now - KEPT_FOR))
                pruned += (await connection.execute(PRUNE, bounds)).rowcount
        return pruned

    async def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries there are, or ever were, in each state."""
        found = dict.fromkeys(DeliveryState, 0)
        async with self._database.read() as connection:
            for sql in (TALLIES, OPEN):
                for row in await connection.execute_fetchall(sql):
                    found[DeliveryState(row["state"])] += row["count"]
        return found

    async def _claim(
        self, connection: aiosqlite.Connection, row: sqlite3.Row, now: datetime
    ) -> Delivery | None:
        slot_at = moment(int(row["slot_at"]))
        ready_at = sendable_at(plan_of(row), slot_at, now)
        if row["state"] != "active":
            await _drop(connection, row, row["state"], now)
        elif ready_at is None:
            await _drop(connection, row, "late", now)
        elif ready_at > now:
            await connection.execute(PUT_OFF, (stamp(ready_at), row["id"], row["slot_at"]))
        elif (number := await self._tip_for(connection, row)) is None:
            await _drop(connection, row, "no tips", now)
        else:
            await connection.execute(CLAIM, (number, row["id"], row["slot_at"]))
            return _delivery(row, self._numbers.tip_id(number), slot_at)
        return None

    async def _tip_for(self, connection: aiosqlite.Connection, row: sqlite3.Row) -> int | None:
        tips = self._tip_ids(row["language"], Audience(row["audience"]))
        numbers = await self._numbers.within(connection, tips)
        seen = history.decoded(row["seen"], row["latest"])
        # One chosen at an earlier try, which did not leave, keeps its turn.
        chosen = (
            (row["tip"], seen.with_latest(row["tip"]))
            if row["tip"] in numbers
            else choose(numbers, seen)
        )
        if chosen is None:
            return None
        if chosen[1] != seen:
            await history.save(connection, row["chat_id"], chosen[1])
        return chosen[0]


async def _drop(
    connection: aiosqlite.Connection, row: sqlite3.Row, reason: str, now: datetime
) -> None:
    await connection.execute(DROP, (reason, row["id"], row["slot_at"]))
    await tally(connection, now, DeliveryState.DROPPED, 1)


def _delivery(row: sqlite3.Row, tip_id: str, slot_at: datetime) -> Delivery:
    return Delivery(
        subscription_id=row["id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        language=row["language"],
        audience=Audience(row["audience"]),
        tip_id=tip_id,
        slot_at=slot_at,
        attempts=row["attempts"],
        enabled_by=row["enabled_by"],
        delete_message_id=row["last_message_id"] if row["delete_previous"] else None,
        pin=bool(row["pin"]),
    )
