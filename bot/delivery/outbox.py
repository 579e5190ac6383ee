"""Every promised message and what became of it: claimed, written down as it leaves, settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
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

CLAIMABLE = """
SELECT kind, chat_id, slot_at, attempts, payload FROM deliveries INDEXED BY deliveries_queued
WHERE state = 'queued' AND ready_at <= ? ORDER BY ready_at LIMIT ?
"""
AT = "WHERE chat_id = ? AND kind = ? AND slot_at = ?"
CHOOSE = f"UPDATE deliveries SET payload = ? {AT}"
PUT_OFF = f"UPDATE deliveries SET ready_at = ? {AT}"
DROP = f"UPDATE deliveries SET state = 'dropped', reason = ? {AT}"
DEPART = f"""
UPDATE deliveries SET state = 'sending', attempts = attempts + 1 {AT} AND state = 'queued'
"""
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
class ClaimedDelivery:
    """A delivery that may leave when its turn comes, and the way it does."""

    delivery: Delivery
    send: Send


@dataclass(frozen=True, slots=True)
class Claim:
    """What may leave now, and how many rows were looked at: none means that nothing is ready."""

    deliveries: tuple[ClaimedDelivery, ...]
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

    async def claim(
        self, now: datetime, limit: int, held: Collection[Delivery] = frozenset()
    ) -> Claim:
        """Takes up to ``limit`` promises that are ready, besides those that are ``held`` already.

        Each kind says of its own what is dropped and what waits on. What is claimed is queued until
        it departs: one process holds the database, and what it held is free again when it ends.
        """
        async with self._database.read() as connection:
            if not await _claimable(connection, now, limit, held):
                return Claim((), 0)
        async with self._database.transaction() as connection:
            promises = await _claimable(connection, now, limit, held)
            judged = await self._judged(connection, promises, now)
            await _write(connection, judged)
        claimed = (_claimed(promise, verdict) for promise, verdict in judged)
        return Claim(tuple(each for each in claimed if each), len(promises))

    async def depart(self, deliveries: Sequence[Delivery]) -> list[bool]:
        """Right before they leave: from here on they count as perhaps sent. Which ones may leave.

        One that was taken back meanwhile, or whose chat has another number now, may not.
        """
        async with self._database.transaction() as connection:
            written = [await connection.execute(DEPART, _key(each)) for each in deliveries]
        return [cursor.rowcount == 1 for cursor in written]

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
        """After a crash: what had departed may have arrived and is not sent twice; how many.

        What was claimed and had not departed is queued, and goes on.
        """
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
    changes: dict[str, list[tuple[object, ...]]] = {CHOOSE: [], PUT_OFF: [], DROP: []}
    for promise, verdict in judged:
        sql, value = _change(verdict)
        changes[sql].append((value, *_key(promise)))
    for sql, values in changes.items():
        await connection.executemany(sql, values)


def _change(verdict: Verdict) -> tuple[str, str | int]:
    match verdict:
        case Ready(payload):
            return CHOOSE, payload
        case PutOff(until):
            return PUT_OFF, stamp(until)
        case Drop(reason):
            return DROP, reason


def _claimed(promise: Promise, verdict: Verdict) -> ClaimedDelivery | None:
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
    return ClaimedDelivery(delivery, verdict.send)


async def _claimable(
    connection: aiosqlite.Connection, now: datetime, limit: int, held: Collection[Delivery]
) -> list[Promise]:
    rows = await connection.execute_fetchall(CLAIMABLE, (stamp(now), limit + len(held)))
    taken = {_key(delivery) for delivery in held}
    found = (_promise(row) for row in rows)
    return [promise for promise in found if _key(promise) not in taken][:limit]


def _key(of: Promise | Delivery) -> tuple[int, str, int]:
    return of.chat_id, of.kind, stamp(of.slot_at)


def _promise(row: sqlite3.Row) -> Promise:
    return Promise(
        row["kind"], row["chat_id"], moment(row["slot_at"]), row["attempts"], row["payload"]
    )
