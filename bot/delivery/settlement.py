"""Writes down what became of one delivery, and what that means for its chat and its kind."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import aiosqlite

from bot.chats.model import ChatState
from bot.chats.store import Chats
from bot.chats.supergroup_migration import current_id
from bot.delivery.kind import DeliveryKind
from bot.delivery.outcome import (
    Consequence,
    Decision,
    Delivery,
    DeliveryState,
    Moved,
    Outcome,
    Refused,
    Sent,
)
from bot.store.times import stamp

SETTLE = """
UPDATE deliveries SET state = :state, reason = :reason, ready_at = coalesce(:ready_at, ready_at)
WHERE chat_id = :chat_id AND kind = :kind AND slot_at = :slot_at
    AND state IN (SELECT value FROM json_each(:before))
"""
DROPPED = """
SELECT 1 FROM deliveries WHERE chat_id = ? AND kind = ? AND slot_at = ? AND state = 'dropped'
"""
TAKE_BACK = """
UPDATE deliveries SET state = 'queued', reason = NULL, ready_at = ?
WHERE chat_id = ? AND kind = ? AND slot_at = ? AND state = 'failed'
"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """An outcome and what was decided about it; ``departed`` is whether it may have left."""

    delivery: Delivery
    outcome: Outcome
    decision: Decision
    departed: bool = True


@dataclass(frozen=True, slots=True)
class Settler:
    """Within the caller's transaction; a chat that was forgotten meanwhile stays forgotten."""

    connection: aiosqlite.Connection
    chats: Chats
    now: datetime

    async def settle(self, what: Settlement, kind: DeliveryKind) -> None:
        """The delivery's state, and its consequences."""
        delivery, decision = what.delivery, what.decision
        if isinstance(what.outcome, Moved) and decision.consequence is Consequence.MOVE:
            new_id = what.outcome.new_chat_id
            await self.chats.move_within(self.connection, delivery.chat_id, new_id)
        settled = await self._write(what)
        if settled is None:
            await self._give_back(what, kind)
            return
        if not decision.seen:
            await kind.unsent(self.connection, settled)
        match what.outcome:
            case Sent(message_id):
                await kind.sent(self.connection, delivery, message_id)
            case Refused(reason) if decision.consequence is Consequence.PAUSE:
                await kind.refused(self.connection, settled, reason)
        if decision.consequence is Consequence.SUSPEND:
            state = ChatState.BLOCKED if delivery.chat_id > 0 else ChatState.LEFT
            await self.chats.suspend_within(self.connection, delivery.chat_id, state)

    async def take_back(self, delivery: Delivery, kind: DeliveryKind, ready_at: datetime) -> None:
        """Undoes a failure that was an outage: the chat has its state, the message its turn."""
        at = await self._where_it_is_now(delivery)
        key = (at.chat_id, at.kind, stamp(at.slot_at))
        await self.connection.execute(TAKE_BACK, (stamp(ready_at), *key))
        await self.chats.restore_within(self.connection, at.chat_id)
        await kind.admitted(self.connection, at, self.now)

    async def _write(self, what: Settlement) -> Delivery | None:
        """The delivery under the number that its chat has now; None where it is gone."""
        delivery, decision = what.delivery, what.decision
        before = DeliveryState.SENDING if what.departed else DeliveryState.QUEUED
        # one that was stopped while its departure was being written stands as on its way
        if await self._written(delivery, decision, {before, DeliveryState.SENDING}):
            return delivery
        # under the new number another may be on its way by now
        moved = await self._where_it_is_now(delivery)
        return moved if await self._written(moved, decision, {before}) else None

    async def _give_back(self, what: Settlement, kind: DeliveryKind) -> None:
        # whoever drops what waits for its turn does not know what was chosen for it
        delivery = what.delivery
        key = (delivery.chat_id, delivery.kind, stamp(delivery.slot_at))
        if not what.departed and await self.connection.execute_fetchall(DROPPED, key):
            await kind.unsent(self.connection, delivery)

    async def _written(
        self, delivery: Delivery, decision: Decision, before: Collection[DeliveryState]
    ) -> bool:
        values = {
            "before": json.dumps(sorted(before)),
            "state": decision.state,
            "reason": decision.reason,
            "ready_at": None if decision.ready_at is None else stamp(decision.ready_at),
            "chat_id": delivery.chat_id,
            "kind": delivery.kind,
            "slot_at": stamp(delivery.slot_at),
        }
        return (await self.connection.execute(SETTLE, values)).rowcount > 0

    async def _where_it_is_now(self, delivery: Delivery) -> Delivery:
        # merged into another chat while it was on its way
        return replace(delivery, chat_id=await current_id(self.connection, delivery.chat_id))
