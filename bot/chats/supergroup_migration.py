"""A group that became a supergroup: every row follows it, and what is there twice becomes one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

import aiosqlite

from bot.store.times import moment, stamp
from bot.tips import history
from bot.tips.schedule import next_slot
from bot.tips.subscription_rows import ACTIVATE, drop_queued, offset_at, plan_of, taken_of

TABLES_WITH = """
SELECT t.name AS name
FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND c.name = ?
ORDER BY t.name = 'chats', t.name
"""
CHAT = "SELECT * FROM chats WHERE chat_id = ?"
COPY_CHAT = """
INSERT INTO chats (chat_id, kind, language, zone, state, state_at, created_at, seen_at)
SELECT ?, 'supergroup', language, zone, state, state_at, created_at, seen_at
FROM chats WHERE chat_id = ?
"""
MERGE_CHAT = """
UPDATE chats SET
    language = coalesce(chats.language, old.language), zone = coalesce(chats.zone, old.zone),
    created_at = min(chats.created_at, old.created_at), seen_at = max(chats.seen_at, old.seen_at)
FROM chats AS old WHERE chats.chat_id = ? AND old.chat_id = ?
"""
REMEMBER_MOVE = """
INSERT INTO moved_chats (old_chat_id, new_chat_id) VALUES (?, ?)
ON CONFLICT (old_chat_id) DO UPDATE SET new_chat_id = excluded.new_chat_id
"""
FOLLOW_MOVES = "UPDATE moved_chats SET new_chat_id = ? WHERE new_chat_id = ?"
# A message's number in the old group is another message's in the new one: never delete by it.
FORGET_MESSAGE = "UPDATE subscriptions SET last_message_id = NULL WHERE chat_id = ?"
# The later wish counts, but an active subscription before one that was stopped or waits.
SUBSCRIPTIONS = """
SELECT * FROM subscriptions WHERE chat_id IN (?, ?)
ORDER BY state = 'active' DESC, chat_id = ? DESC
"""
SUBSCRIPTION = "SELECT * FROM subscriptions WHERE id = ?"
LATEST_TAKEN = """
UPDATE subscriptions SET last_slot_at = ?, last_week = ?
WHERE id = ? AND (last_slot_at IS NULL OR last_slot_at < ?)
"""
GONE_OUT = """
SELECT max(slot_at) AS slot_at FROM deliveries
WHERE subscription_id = ? AND state IN ('sending', 'sent', 'unknown')
"""
QUEUED = "SELECT slot_at FROM deliveries WHERE subscription_id = ? AND state = 'queued'"
REKEY = "UPDATE OR IGNORE deliveries SET subscription_id = ? WHERE subscription_id = ?"
KEEP_FURTHEST = """
UPDATE deliveries SET (state, ready_at, attempts, tip, reason) = (
    SELECT o.state, o.ready_at, o.attempts, o.tip, o.reason FROM deliveries AS o
    WHERE o.subscription_id = :loser AND o.slot_at = deliveries.slot_at
)
WHERE subscription_id = :winner AND state IN ('queued', 'dropped', 'failed') AND slot_at IN (
    SELECT slot_at FROM deliveries
    WHERE subscription_id = :loser AND state IN ('sending', 'sent', 'unknown')
)
"""


async def tables_with(connection: aiosqlite.Connection, column: str) -> list[str]:
    """Every table with a column of that name, ``chats`` last: so a new table is covered."""
    return [row["name"] for row in await connection.execute_fetchall(TABLES_WITH, (column,))]


async def move_chat(connection: aiosqlite.Connection, old: int, new: int, now: datetime) -> None:
    """Telegram tells of it by messages and by errors, in any order: done twice it is done once."""
    if old == new or await _one(connection, CHAT, (old,)) is None:
        return
    if await _one(connection, CHAT, (new,)) is None:
        await connection.execute(COPY_CHAT, (new, old))
    else:
        await connection.execute(MERGE_CHAT, (new, old))
    await _merge_subscriptions(connection, old, new, now)
    await history.merge(connection, old, new)
    for table in await tables_with(connection, "chat_id"):
        if table != "chats":
            await connection.execute(
                f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?", (new, old)
            )
        await connection.execute(f"DELETE FROM {table} WHERE chat_id = ?", (old,))
    await connection.execute(REMEMBER_MOVE, (old, new))


async def _merge_subscriptions(
    connection: aiosqlite.Connection, old: int, new: int, now: datetime
) -> None:
    await connection.execute(FOLLOW_MOVES, (new, old))
    await connection.execute(FORGET_MESSAGE, (old,))
    rows = list(await connection.execute_fetchall(SUBSCRIPTIONS, (old, new, new)))
    if len(rows) < 2:
        return
    winner, loser = rows
    if await _had_this_week(connection, (winner["id"], loser["id"])):
        await drop_queued(connection, winner["id"], "merged", now)
        await drop_queued(connection, loser["id"], "merged", now)
    elif await _one(connection, QUEUED, (winner["id"],)) is not None:
        await drop_queued(connection, loser["id"], "merged", now)
    await connection.execute(KEEP_FURTHEST, {"winner": winner["id"], "loser": loser["id"]})
    await connection.execute(REKEY, (winner["id"], loser["id"]))
    if loser["last_slot_at"] is not None:
        taken = loser["last_slot_at"]
        await connection.execute(LATEST_TAKEN, (taken, loser["last_week"], winner["id"], taken))
    await connection.execute("DELETE FROM subscriptions WHERE id = ?", (loser["id"],))
    await _spare_the_week(connection, winner["id"], now)


async def _spare_the_week(
    connection: aiosqlite.Connection, subscription_id: int, now: datetime
) -> None:
    """What is due next may lie in a week that the other one has served."""
    row = await _one(connection, SUBSCRIPTION, (subscription_id,))
    taken = None if row is None else taken_of(row, now)
    if row is None or taken is None or row["next_due_at"] is None:
        return
    plan = plan_of(row)
    due = next_slot(plan, moment(int(row["next_due_at"])) - timedelta(seconds=1), taken.week)
    await connection.execute(ACTIVATE, (stamp(due), offset_at(plan, due), subscription_id))


async def _had_this_week(connection: aiosqlite.Connection, ids: Iterable[int]) -> bool:
    """Whether one of the two has sent, or is sending, near a slot that still waits."""
    waiting: list[int] = []
    gone: list[int] = []
    for subscription_id in ids:
        queued = await connection.execute_fetchall(QUEUED, (subscription_id,))
        waiting += [row["slot_at"] for row in queued]
        out = await _one(connection, GONE_OUT, (subscription_id,))
        gone += [out["slot_at"]] if out is not None and out["slot_at"] is not None else []
    week = timedelta(weeks=1).total_seconds()
    return any(abs(slot - other) < week for slot in waiting for other in gone)


async def _one(
    connection: aiosqlite.Connection, sql: str, values: tuple[int, ...]
) -> sqlite3.Row | None:
    return next(iter(await connection.execute_fetchall(sql, values)), None)
