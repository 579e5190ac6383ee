"""The table of promises, within the caller's transaction: what kinds and chats do to its rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.delivery.outcome import DeliveryState
from bot.store.times import moment, stamp

PROMISE = """
INSERT OR IGNORE INTO deliveries (chat_id, kind, slot_at, state, ready_at, reason)
VALUES (?, ?, ?, ?, ?, ?)
"""
DROP_QUEUED = """
UPDATE deliveries SET state = 'dropped', reason = :reason
WHERE chat_id = :chat_id AND (:kind IS NULL OR kind = :kind) AND state = 'queued'
"""
SLOTS = """
SELECT slot_at FROM deliveries
WHERE chat_id = ? AND kind = ? AND state IN (SELECT value FROM json_each(?)) ORDER BY slot_at
"""
NEXT_READY = "SELECT min(ready_at) AS at FROM deliveries WHERE state = 'queued'"
# Why a promise was dropped whose time was over: a clock turned back gives it another chance.
LATE = "late"

# A row of the table: chat, kind, slot, state, ready, reason.
NewPromise = tuple[int, str, int, str, int, str | None]


@dataclass(frozen=True, slots=True)
class Promise:
    """A message that waits; ``payload`` is what was chosen for it at an earlier try."""

    kind: str
    chat_id: int
    slot_at: datetime
    attempts: int
    payload: str | None


def waiting(kind: str, chat_id: int, slot_at: datetime, ready_at: datetime) -> NewPromise:
    """A promise for a slot; it leaves when it is ready."""
    return (chat_id, kind, stamp(slot_at), DeliveryState.QUEUED, stamp(ready_at), None)


def too_late(kind: str, chat_id: int, slot_at: datetime) -> NewPromise:
    """A slot whose time was over before it could be promised: written down, and never sent."""
    slot = stamp(slot_at)
    return (chat_id, kind, slot, DeliveryState.DROPPED, slot, LATE)


async def promise(connection: aiosqlite.Connection, new: Iterable[NewPromise]) -> None:
    """Never two for one chat, kind and slot."""
    await connection.executemany(PROMISE, new)


async def drop_queued(
    connection: aiosqlite.Connection, chat_id: int, reason: str, *, kind: str | None = None
) -> None:
    """Takes back what waits to be sent, of one kind or all; what is on its way is not touched."""
    values = {"chat_id": chat_id, "kind": kind, "reason": reason}
    await connection.execute(DROP_QUEUED, values)


async def slots(
    connection: aiosqlite.Connection, chat_id: int, kind: str, states: Collection[DeliveryState]
) -> list[datetime]:
    """The slots whose promises are in one of these states, in their order."""
    values = (chat_id, kind, json.dumps(list(states)))
    return [moment(row["slot_at"]) for row in await connection.execute_fetchall(SLOTS, values)]


async def next_ready_at(connection: aiosqlite.Connection) -> datetime | None:
    """The earliest instant at which something that waits may leave."""
    (row,) = await connection.execute_fetchall(NEXT_READY)
    earliest: int | None = row["at"]
    return moment(earliest)
