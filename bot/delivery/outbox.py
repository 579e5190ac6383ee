"""Every promised message and what became of it: claimed before it is sent, settled after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.chats.store import Chats
from bot.delivery.kind import DeliveryKind, Drop, PutOff, Ready, Send, Verdict
from bot.delivery.outcome import Delivery
from bot.delivery.promises import LATE, Promise
from bot.delivery.settlement import Settlement, Settler
from bot.store.database import Database
from bot.store.times import moment, stamp

READY = "SELECT 1 FROM deliveries WHERE state = 'queued' AND ready_at <= ? LIMIT 1"
CLAIMABLE = """
SELECT kind, chat_id, slot_at, attempts, payload FROM deliveries INDEXED BY deliveries_queued
WHERE state = 'queued' AND ready_at <= ? ORDER BY ready_at LIMIT ?
"""
AT = "WHERE chat_id = ? AND kind = ? AND slot_at = ?"
CLAIM = f"UPDATE deliveries SET state = 'sending', payload = ?, attempts = attempts + 1 {AT}"
PUT_OFF = f"UPDATE deliveries SET ready_at = ? {AT}"
DROP = f"UPDATE deliveries SET state = 'dropped', reason = ? {AT}"
INTERRUPTED = """
UPDATE deliveries SET state = 'unknown', reason = 'interrupted' WHERE state = 'sending'
"""
DROPPED_TOO_EARLY = f"""
UPDATE deliveries SET state = 'queued', reason = NULL, ready_at = slot_at
WHERE state = 'dropped' AND reason = '{LATE}' AND slot_at > ?
"""
PUT_OFF_TOO_FAR = """
UPDATE deliveries SET ready_at = :now
WHERE state = 'queued' AND slot_at <= :now AND ready_at > :too_far
"""
END_OF_BATCH = """
SELECT max(chat_id) AS last FROM (
    SELECT chat_id FROM deliveries WHERE chat_id > ? ORDER BY chat_id LIMIT ?
)
"""
PRUNE = """
DELETE FROM deliveries
WHERE chat_id > ? AND chat_id <= ? AND slot_at < ? AND state NOT IN ('queued', 'sending')
"""
BEFORE_ALL = -(2**63)
KEPT_FOR = timedelta(days=90)
# Whatever is as old as this, or put off for as long, is judged anew: each kind drops what is late.
JUDGED_ANEW = timedelta(hours=12)
LOOKED_AT_ONCE = 20_000
NO_SUCH_KIND = "no such kind"


@dataclass(frozen=True, slots=True)
class Departure:
    """A delivery that counts as perhaps sent from now on, and the way it leaves."""

    delivery: Delivery
    send: Send


@dataclass(frozen=True, slots=True)
class Claimed:
    """What leaves now, and how many rows were looked at: none means that nothing is ready."""

    departures: tuple[Departure, ...]
    looked_at: int


class Outbox:
    """Each method is one transaction, or several small ones where there may be much to do."""

    def __init__(self, database: Database, chats: Chats, kinds: Sequence[DeliveryKind]) -> None:
        self._database = database
        self._chats = chats
        self._kinds = {kind.name: kind for kind in kinds}

    @property
    def kinds(self) -> tuple[DeliveryKind, ...]:
        """What is delivered."""
        return tuple(self._kinds.values())

    async def claim(self, now: datetime, limit: int) -> Claimed:
        """Takes up to ``limit`` promises for sending: from here on they count as perhaps sent.

        Each kind says of its own what is dropped and what waits on.
        """
        async with self._database.read() as connection:
            if not list(await connection.execute_fetchall(READY, (stamp(now),))):
                return Claimed((), 0)
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(CLAIMABLE, (stamp(now), limit))
            promises = [_promise(row) for row in rows]
            judged = await self._judged(connection, promises, now)
            await _write(connection, judged)
        departures = (_departure(promise, verdict) for promise, verdict in judged)
        return Claimed(tuple(each for each in departures if each), len(promises))

    async def settle(self, settlements: Iterable[Settlement], now: datetime) -> None:
        """Writes down what became of deliveries, each with its consequences."""
        async with self._database.transaction() as connection:
            settler = Settler(connection, self._chats, now)
            for settlement in settlements:
                await settler.settle(settlement, self._kinds[settlement.delivery.kind])

    async def take_back(
        self, deliveries: Iterable[Delivery], now: datetime, ready_at: datetime
    ) -> None:
        """For failures that were an outage: chats get their state back, messages their turn."""
        async with self._database.transaction() as connection:
            settler = Settler(connection, self._chats, now)
            for delivery in deliveries:
                await settler.take_back(delivery, self._kinds[delivery.kind], ready_at)

    async def recover(self) -> int:
        """After a crash: what was on its way may have arrived and is not sent twice; how many."""
        async with self._database.transaction() as connection:
            return (await connection.execute(INTERRUPTED)).rowcount

    async def rewind(self, now: datetime) -> None:
        """Mends what a clock that ran ahead has done; safe at any time."""
        async with self._database.transaction() as connection:
            await connection.execute(DROPPED_TOO_EARLY, (stamp(now - JUDGED_ANEW),))
            times = {"now": stamp(now), "too_far": stamp(now + JUDGED_ANEW)}
            await connection.execute(PUT_OFF_TOO_FAR, times)
        for kind in self.kinds:
            await kind.rewind(now)

    async def prune(self, now: datetime, *, at_once: int = LOOKED_AT_ONCE) -> int:
        """Deletes rows older than 90 days, except what still waits; how many."""
        pruned, after = 0, BEFORE_ALL
        while (last := await self._end_of_batch(after, at_once)) is not None:
            async with self._database.transaction() as connection:
                bounds = (after, last, stamp(now - KEPT_FOR))
                pruned += (await connection.execute(PRUNE, bounds)).rowcount
            after = last
        return pruned

    async def _end_of_batch(self, after: int, at_once: int) -> int | None:
        async with self._database.read() as connection:
            (row,) = await connection.execute_fetchall(END_OF_BATCH, (after, at_once))
        last: int | None = row["last"]
        return last

    async def _judged(
        self, connection: aiosqlite.Connection, promises: Sequence[Promise], now: datetime
    ) -> list[tuple[Promise, Verdict]]:
        judged: list[tuple[Promise, Verdict]] = []
        for name, own in _by_kind(promises).items():
            kind = self._kinds.get(name)
            verdicts: Sequence[Verdict] = [Drop(NO_SUCH_KIND)] * len(own)
            if kind is not None:
                verdicts = await kind.prepare(connection, own, now)
            judged += zip(own, verdicts, strict=True)
        return judged


def _by_kind(promises: Iterable[Promise]) -> dict[str, list[Promise]]:
    found: dict[str, list[Promise]] = {}
    for promise in promises:
        found.setdefault(promise.kind, []).append(promise)
    return found


async def _write(
    connection: aiosqlite.Connection, judged: Iterable[tuple[Promise, Verdict]]
) -> None:
    changes: dict[str, list[tuple[object, ...]]] = {CLAIM: [], PUT_OFF: [], DROP: []}
    for promise, verdict in judged:
        sql, value = _change(verdict)
        changes[sql].append((value, promise.chat_id, promise.kind, stamp(promise.slot_at)))
    for sql, values in changes.items():
        await connection.executemany(sql, values)


def _change(verdict: Verdict) -> tuple[str, str | int]:
    match verdict:
        case Ready(payload):
            return CLAIM, payload
        case PutOff(until):
            return PUT_OFF, stamp(until)
        case Drop(reason):
            return DROP, reason


def _departure(promise: Promise, verdict: Verdict) -> Departure | None:
    if not isinstance(verdict, Ready):
        return None
    delivery = Delivery(
        promise.kind,
        promise.chat_id,
        promise.slot_at,
        verdict.payload,
        verdict.thread_id,
        promise.attempts,
    )
    return Departure(delivery, verdict.send)


def _promise(row: sqlite3.Row) -> Promise:
    return Promise(
        row["kind"], row["chat_id"], moment(row["slot_at"]), row["attempts"], row["payload"]
    )
