"""Weekly tips as a kind of delivery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

import aiosqlite

from bot.delivery.kind import Depart, Drop, PutOff, Ready, Verdict
from bot.delivery.outcome import Delivery, Outcome, Refusal
from bot.delivery.promises import Promise
from bot.store.database import Database
from bot.tips import history
from bot.tips.due import DueSubscriptions
from bot.tips.preparation import Preparation, TipIds
from bot.tips.subscription_table import go_on
from bot.tips.tip_delivery import KIND, TipDelivery

SENT_MESSAGE = "UPDATE subscriptions SET last_message_id = ? WHERE chat_id = ?"
PAUSE = """
UPDATE subscriptions SET state = 'paused', reason = ?, next_due_at = NULL
WHERE chat_id = ? AND state = 'active' AND thread_id IS ?
"""
PAUSED = "SELECT * FROM subscriptions WHERE chat_id = ? AND state = 'paused'"


class TipMessenger(Protocol):
    """The way to Telegram; what ``bot.delivery.kind.Send`` promises holds for it."""

    async def send_tip(self, tip: TipDelivery, depart: Depart) -> Outcome: ...


class WeeklyTips:
    """A DeliveryKind: whom a tip is due to, which one it is, and what its fate means for them."""

    name = KIND

    def __init__(self, database: Database, tip_ids: TipIds, messenger: TipMessenger) -> None:
        self._due = DueSubscriptions(database)
        self._tip_ids = tip_ids
        self._messenger = messenger

    async def enqueue_due(self, now: datetime, limit: int) -> int:
        """Each subscription's next slot; one that is too late already is only written down."""
        return await self._due.enqueue(now, limit)

    async def rewind(self, now: datetime) -> None:
        """Due times that are far off are reckoned anew."""
        await self._due.rewind(now)

    async def prepare(
        self, connection: aiosqlite.Connection, promises: Sequence[Promise], now: datetime
    ) -> list[Verdict]:
        """The next tip of each chat; from here on it counts as seen."""
        preparation = await Preparation.read(connection, promises, self._tip_ids)
        verdicts = [self._verdict(preparation.judge(promise, now)) for promise in promises]
        await history.save_all(connection, preparation.seen)
        return verdicts

    async def sent(
        self, connection: aiosqlite.Connection, delivery: Delivery, message_id: int
    ) -> None:
        """Next week it may be deleted; in a group that moved the number is another message's."""
        await connection.execute(SENT_MESSAGE, (message_id, delivery.chat_id))

    async def unsent(self, connection: aiosqlite.Connection, delivery: Delivery) -> None:
        """The chat gets this tip at another time."""
        await history.give_back(connection, delivery.chat_id, delivery.payload)

    async def refused(
        self, connection: aiosqlite.Connection, delivery: Delivery, reason: Refusal
    ) -> None:
        """The tips pause, unless they go to another topic by now."""
        await connection.execute(PAUSE, (reason, delivery.chat_id, delivery.thread_id))

    async def admitted(
        self, connection: aiosqlite.Connection, delivery: Delivery, now: datetime
    ) -> None:
        """Tips that had paused go on with the next slot."""
        for row in await connection.execute_fetchall(PAUSED, (delivery.chat_id,)):
            await go_on(connection, row, now)

    def _verdict(self, judged: TipDelivery | PutOff | Drop) -> Verdict:
        if isinstance(judged, TipDelivery):
            send = partial(self._messenger.send_tip, judged)
            return Ready(judged.tip_id, send, judged.thread_id)
        return judged
