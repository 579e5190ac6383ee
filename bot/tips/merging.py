"""Two subscriptions of what turns out to be one group become one, with one tip a week."""

from __future__ import annotations

from datetime import datetime, timedelta

import aiosqlite

from bot.delivery.outcome import DeliveryState
from bot.delivery.promises import drop_queued, slots
from bot.store.times import moment
from bot.tips.schedule import next_slot
from bot.tips.subscription_rows import plan_of, taken_of
from bot.tips.subscription_table import set_due
from bot.tips.tip_delivery import KIND

# A message's number in the old group is another message's in the new one: never delete by it.
FORGET_MESSAGE = "UPDATE subscriptions SET last_message_id = NULL WHERE chat_id = ?"
# The later wish counts, but an active subscription before one that was stopped or waits.
SUBSCRIPTIONS = """
SELECT * FROM subscriptions WHERE chat_id IN (?, ?)
ORDER BY state = 'active' DESC, chat_id = ? DESC
"""
SUBSCRIPTION = "SELECT * FROM subscriptions WHERE id = ?"
LATEST_TAKEN = """
UPDATE subscriptions SET last_slot_at = :slot_at, last_week = :week
WHERE id = :id AND (last_slot_at IS NULL OR last_slot_at < :slot_at)
"""
DELETE = "DELETE FROM subscriptions WHERE id = ?"
WAITS = {DeliveryState.QUEUED}
GONE_OUT = {DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN}
WEEK = timedelta(weeks=1)


async def merge_subscriptions(
    connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
) -> None:
    """Before the promises of both become one chat's: they tell which week has had its tip."""
    await connection.execute(FORGET_MESSAGE, (old_id,))
    both = (old_id, new_id, new_id)
    rows = list(await connection.execute_fetchall(SUBSCRIPTIONS, both))
    if len(rows) < 2:
        return
    winner, loser = rows
    await _keep_one_that_waits(connection, winner["chat_id"], loser["chat_id"])
    if loser["last_slot_at"] is not None:
        taken = {"slot_at": loser["last_slot_at"], "week": loser["last_week"], "id": winner["id"]}
        await connection.execute(LATEST_TAKEN, taken)
    await connection.execute(DELETE, (loser["id"],))
    await _spare_the_week(connection, winner["id"], now)


async def _keep_one_that_waits(connection: aiosqlite.Connection, winner: int, loser: int) -> None:
    if await _had_this_week(connection, (winner, loser)):
        await drop_queued(connection, winner, "merged", kind=KIND)
        await drop_queued(connection, loser, "merged", kind=KIND)
    elif await slots(connection, winner, KIND, WAITS):
        await drop_queued(connection, loser, "merged", kind=KIND)


async def _had_this_week(connection: aiosqlite.Connection, chats: tuple[int, int]) -> bool:
    """Whether one of the two has sent, or is sending, near a slot that still waits."""
    waiting = [slot for chat in chats for slot in await slots(connection, chat, KIND, WAITS)]
    gone = [slot for chat in chats for slot in await slots(connection, chat, KIND, GONE_OUT)]
    return any(abs(slot - other) < WEEK for slot in waiting for other in gone)


async def _spare_the_week(
    connection: aiosqlite.Connection, subscription_id: int, now: datetime
) -> None:
    """What is due next may lie in a week that the other one has served."""
    (row,) = await connection.execute_fetchall(SUBSCRIPTION, (subscription_id,))
    taken = taken_of(row, now)
    if taken is None or row["next_due_at"] is None:
        return
    just_before = moment(int(row["next_due_at"])) - timedelta(seconds=1)
    await set_due(connection, row, next_slot(plan_of(row), just_before, taken.week))
