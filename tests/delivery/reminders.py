"""Another kind of delivery, as one may come some day: a line of text at an instant, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import aiosqlite

from bot.delivery.kind import Depart, Ready, Verdict
from bot.delivery.outcome import Delivery, Outcome, Refusal, Sent
from bot.delivery.promises import Promise, promise, waiting
from bot.store.database import Database
from bot.store.times import moment, stamp

TABLE = """
CREATE TABLE IF NOT EXISTS reminders (
    chat_id INTEGER NOT NULL, due_at INTEGER NOT NULL, line TEXT NOT NULL, promised INTEGER NOT NULL
) STRICT
"""
ADD = "INSERT INTO reminders VALUES (?, ?, ?, 0)"
DUE = "SELECT rowid, * FROM reminders WHERE due_at <= ? AND NOT promised ORDER BY due_at LIMIT ?"
PROMISED = "UPDATE reminders SET promised = 1 WHERE rowid = ?"
LINE = "SELECT line FROM reminders WHERE chat_id = ? AND due_at = ?"


class Reminders:
    """A DeliveryKind; it notes what it was told of each chat, and answers as it is told to."""

    name = "reminder"

    def __init__(self, database: Database) -> None:
        self._database = database
        self.outcomes: dict[int, list[Outcome]] = {}
        self.said: list[tuple[int, str]] = []
        self.told: list[tuple[str, int]] = []

    async def add(self, chat_id: int, due_at: datetime, line: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(TABLE)
            await connection.execute(ADD, (chat_id, stamp(due_at), line))

    async def enqueue_due(self, now: datetime, limit: int) -> int:
        async with self._database.transaction() as connection:
            await connection.execute(TABLE)
            rows = list(await connection.execute_fetchall(DUE, (stamp(now), limit)))
            due = [(row["chat_id"], moment(row["due_at"])) for row in rows]
            await promise(connection, [waiting(self.name, chat, at, at) for chat, at in due])
            await connection.executemany(PROMISED, [(row["rowid"],) for row in rows])
        return len(rows)

    async def rewind(self, now: datetime) -> None:
        del now

    async def prepare(
        self, connection: aiosqlite.Connection, promises: Sequence[Promise], now: datetime
    ) -> Sequence[Verdict]:
        del now
        return [await self._prepared(connection, promise) for promise in promises]

    async def sent(
        self, connection: aiosqlite.Connection, delivery: Delivery, message_id: int
    ) -> None:
        del connection, message_id
        self.told.append(("sent", delivery.chat_id))

    async def unsent(self, connection: aiosqlite.Connection, delivery: Delivery) -> None:
        del connection
        self.told.append(("unsent", delivery.chat_id))

    async def refused(
        self, connection: aiosqlite.Connection, delivery: Delivery, reason: Refusal
    ) -> None:
        del connection
        self.told.append((f"refused: {reason}", delivery.chat_id))

    async def admitted(
        self, connection: aiosqlite.Connection, delivery: Delivery, now: datetime
    ) -> None:
        del connection, now
        self.told.append(("admitted", delivery.chat_id))

    async def _prepared(self, connection: aiosqlite.Connection, promise: Promise) -> Ready:
        at = (promise.chat_id, stamp(promise.slot_at))
        (row,) = await connection.execute_fetchall(LINE, at)
        return Ready(row["line"], partial(self._send, promise.chat_id, row["line"]))

    async def _send(self, chat_id: int, line: str, depart: Depart) -> Outcome:
        await depart()
        planned = self.outcomes.get(chat_id)
        outcome = planned.pop(0) if planned else Sent(1)
        if isinstance(outcome, Sent):
            self.said.append((chat_id, line))
        return outcome
