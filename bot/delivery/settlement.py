"""Writes down what became of one delivery, and what that means for chat and subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.chats.model import ChatState
from bot.chats.store import restore_chat, suspend_chat
from bot.chats.supergroup_migration import move_chat
from bot.delivery.outcome import (
    Consequence,
    Decision,
    Delivery,
    DeliveryState,
    Moved,
    Outcome,
    Sent,
)
from bot.store.times import stamp
from bot.tips import history
from bot.tips.subscription_rows import ACTIVATE, due_after, tally

SETTLE = """
UPDATE deliveries SET state = :state, reason = :reason, ready_at = coalesce(:ready_at, ready_at)
WHERE subscription_id = :id AND slot_at = :slot_at AND state = 'sending' RETURNING tip
"""
MOVED_TO = """
SELECT s.id FROM moved_chats AS m JOIN subscriptions AS s ON s.chat_id = m.new_chat_id
WHERE m.old_chat_id = ?
"""
CHAT_OF = "SELECT chat_id FROM subscriptions WHERE id = ?"
SENT_MESSAGE = "UPDATE subscriptions SET last_message_id = ? WHERE id = ? AND chat_id = ?"
PAUSE = """
UPDATE subscriptions SET state = 'paused', reason = ?, next_due_at = NULL
WHERE id = ? AND state = 'active' AND thread_id IS ?
"""
PAUSED = "SELECT * FROM subscriptions WHERE id = ? AND state = 'paused'"
TAKE_BACK = """
UPDATE deliveries SET state = 'queued', reason = NULL, ready_at = ?
WHERE subscription_id = ? AND slot_at = ? AND state = 'failed'
"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """An outcome and what was decided about it."""

    delivery: Delivery
    outcome: Outcome
    decision: Decision


async def settle(connection: aiosqlite.Connection, what: Settlement, now: datetime) -> None:
    """Within the caller's transaction; a chat that has been forgotten meanwhile stays forgotten."""
    delivery, decision = what.delivery, what.decision
    if isinstance(what.outcome, Moved) and decision.consequence is Consequence.MOVE:
        await move_chat(connection, delivery.chat_id, what.outcome.new_chat_id, now)
    settled = await _settle_row(connection, delivery, decision)
    if settled is None:
        return
    subscription_id, tip = settled
    if decision.state is not DeliveryState.QUEUED:
        await tally(connection, now, decision.state, 1)
    if isinstance(what.outcome, Sent):
        # Sent to the old group while it moved: in the new one the number means another message.
        values = (what.outcome.message_id, subscription_id, delivery.chat_id)
        await connection.execute(SENT_MESSAGE, values)
    if not decision.seen:
        await _give_back(connection, subscription_id, tip)
    match decision.consequence:
        case Consequence.SUSPEND:
            state = ChatState.BLOCKED if delivery.chat_id > 0 else ChatState.LEFT
            await suspend_chat(connection, delivery.chat_id, state, now)
        case Consequence.PAUSE:
            await connection.execute(PAUSE, (decision.reason, subscription_id, delivery.thread_id))
        case Consequence.NONE | Consequence.MOVE:
            pass


async def take_back(
    connection: aiosqlite.Connection, delivery: Delivery, now: datetime, ready_at: datetime
) -> None:
    """Undoes a failure that was an outage: the chat gets its state back, the tip its turn."""
    key = (delivery.subscription_id, stamp(delivery.slot_at))
    cursor = await connection.execute(TAKE_BACK, (stamp(ready_at), *key))
    await tally(connection, now, DeliveryState.FAILED, -cursor.rowcount)
    await restore_chat(connection, delivery.chat_id, now)
    for row in await connection.execute_fetchall(PAUSED, (delivery.subscription_id,)):
        due, offset = due_after(row, now)
        await connection.execute(ACTIVATE, (stamp(due), offset, row["id"]))


async def _settle_row(
    connection: aiosqlite.Connection, delivery: Delivery, decision: Decision
) -> tuple[int, int] | None:
    """The subscription that the row belongs to now, and the tip's number."""
    ids = [delivery.subscription_id]
    # merged into another while the tip was on its way
    moved = await connection.execute_fetchall(MOVED_TO, (delivery.chat_id,))
    ids += [row["id"] for row in moved if row["id"] not in ids]
    for subscription_id in ids:
        values = {
            "state": decision.state,
            "reason": decision.reason,
            "ready_at": None if decision.ready_at is None else stamp(decision.ready_at),
            "id": subscription_id,
            "slot_at": stamp(delivery.slot_at),
        }
        for row in await connection.execute_fetchall(SETTLE, values):
            return subscription_id, row["tip"]
    return None


async def _give_back(connection: aiosqlite.Connection, subscription_id: int, tip: int) -> None:
    for row in await connection.execute_fetchall(CHAT_OF, (subscription_id,)):
        seen = await history.read(connection, row["chat_id"])
        await history.save(connection, row["chat_id"], seen.without(tip))
