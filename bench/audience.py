"""People with a subscription that is due at once, written straight into a new database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.store.database import Database
from bot.store.times import stamp

CHATS = """
WITH RECURSIVE n (i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :first + :many)
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
SELECT i, 'private', 'en', :now, :now, :now FROM n
"""
SUBSCRIPTIONS = """
INSERT INTO subscriptions (chat_id, state, audience, weekday, minute_of_day, zone, quiet_start,
    quiet_end, next_due_at, created_at)
SELECT chat_id, 'active', 'both', :weekday, :minute, 'UTC', 0, 0, :due, :now FROM chats
"""


async def fill(path: Path, many: int, *, first: int, now: datetime) -> None:
    """``many`` private chats, numbered from ``first``, due in the minute of ``now``."""
    due = now.replace(second=0, microsecond=0)
    values = {
        "first": first,
        "many": many,
        "now": stamp(now),
        "due": stamp(due),
        "weekday": due.weekday(),
        "minute": due.hour * 60 + due.minute,
    }
    database = await Database.open(path)
    try:
        async with database.transaction() as connection:
            await connection.execute(CHATS, values)
            await connection.execute(SUBSCRIPTIONS, values)
    finally:
        await database.close()
