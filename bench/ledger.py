"""Figure 2: a million subscriptions, an idle tick, and a hundred thousand due at once."""

from __future__ import annotations

import asyncio
import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figure import Figure, at_most, table
from bot import tasks
from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import MovableClock
from bot.delivery.courier import ENQUEUED_AT_ONCE
from bot.delivery.kind import Depart
from bot.delivery.outbox import Outbox
from bot.delivery.outcome import Outcome, Unknown
from bot.store.database import Database
from bot.store.times import stamp
from bot.tips.chat_listener import CHAT_LISTENERS
from bot.tips.tip_delivery import TipDelivery
from bot.tips.weekly_tips import WeeklyTips

START = datetime(2026, 11, 24, 9, 59, tzinfo=UTC)
SUBSCRIPTIONS = 1_000_000
DUE = 100_000
# Everybody has a schedule; a tenth of them is due on the same minute, in zones all over the world.
ZONES = (
    "Europe/Lisbon", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata",
    "America/Sao_Paulo", "Africa/Lagos", "Australia/Sydney", "Europe/Kyiv", "America/Chicago",
)  # fmt: skip
FILL_CHATS = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
SELECT i, 'private', 'en', :now, :now, :now FROM n
"""
FILL_ZONES = "INSERT INTO zones (number, name) VALUES (?, ?)"
FILL_SUBSCRIPTIONS = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
INSERT INTO subscriptions
    (chat_id, state, audience, weekday, minute_of_day, zone, next_due_at, created_at)
SELECT i, 'active', 'both', i % 7, 480 + (i % 156) * 5, z.name,
    CASE WHEN i % :each = 0 THEN :due ELSE :due + 3600 + (i * 7919) % 600000 END, :now
FROM n JOIN zones AS z ON z.number = i % 10
"""


QUEUED = "SELECT count(*) AS count FROM deliveries WHERE state = 'queued'"


class NobodySends:
    """Nothing is claimed here, so nothing is sent."""

    async def send_tip(self, tip: TipDelivery, depart: Depart) -> Outcome:
        del tip, depart
        return Unknown()


async def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = await Database.open(Path(folder) / "bot.sqlite3")
        try:
            filled = await _fill(database)
            return [filled, *await _figures(database)]
        finally:
            await database.close()


async def _fill(database: Database) -> Figure:
    began = time.perf_counter()
    values = {
        "many": SUBSCRIPTIONS,
        "each": SUBSCRIPTIONS // DUE,
        "now": stamp(START),
        "due": stamp(START + timedelta(minutes=1)),
    }
    async with database.transaction() as connection:
        await connection.execute("CREATE TEMP TABLE zones (number INTEGER PRIMARY KEY, name TEXT)")
        await connection.executemany(FILL_ZONES, enumerate(ZONES))
        await connection.execute(FILL_CHATS, values)
        await connection.execute(FILL_SUBSCRIPTIONS, values)
    size = database.path.stat().st_size / SUBSCRIPTIONS
    print(f"filled in {time.perf_counter() - began:.1f} s")
    return Figure("bytes for a chat and its subscription", size, "B")


async def _figures(database: Database) -> list[Figure]:
    clock = MovableClock(frozen_at=START)
    tips = WeeklyTips(database, lambda *_: (), NobodySends())
    chats = Chats(database, clock, CHAT_LISTENERS)
    outbox = Outbox(database, chats, [tips])
    idle_tick = await _idle_ticks(tips, outbox)
    idle_replies = await _replies_during(chats, asyncio.sleep(2))
    before = _memory()
    clock.advance(timedelta(minutes=2))
    began = time.perf_counter()
    loop_lag, busy_replies, peak = await _watched(chats, _enqueue_all(tips, clock.now()))
    took = time.perf_counter() - began
    assert await _queued(database) == DUE
    return [
        at_most("tick with nothing due, p99", idle_tick, "ms", 5),
        at_most(f"{DUE:,} due enqueued", took, "s", 10),
        at_most("memory above idle while doing so", peak - before, "MB", 60),
        at_most("event loop's delay meanwhile, p99", loop_lag, "ms", 100),
        Figure("a read and a write of a chat, idle, p99", idle_replies, "ms"),
        at_most("the same meanwhile, p99 above idle", busy_replies - idle_replies, "ms", 100),
    ]


async def _queued(database: Database) -> int:
    async with database.read() as connection:
        (row,) = await connection.execute_fetchall(QUEUED)
    return int(row["count"])


async def _idle_ticks(tips: WeeklyTips, outbox: Outbox) -> float:
    spans = []
    for _ in range(500):
        began = time.perf_counter()
        await tips.enqueue_due(START, ENQUEUED_AT_ONCE)
        await outbox.claim(START, 60)
        spans.append((time.perf_counter() - began) * 1000)
    return _p99(spans)


async def _enqueue_all(tips: WeeklyTips, now: datetime) -> None:
    while await tips.enqueue_due(now, ENQUEUED_AT_ONCE):
        pass


async def _watched(chats: Chats, work: Coroutine[Any, Any, None]) -> tuple[float, float, float]:
    lags: list[float] = []
    peak = [_memory()]
    watcher = tasks.start(_watch(lags, peak), "watcher")
    try:
        replies = await _replies_during(chats, work)
    finally:
        watcher.cancel()
    return _p99(lags), replies, peak[0]


async def _watch(lags: list[float], peak: list[float]) -> None:
    for turn in itertools.count():
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        lags.append((time.perf_counter() - began - 0.005) * 1000)
        if turn % 20 == 0:
            peak[0] = max(peak[0], _memory())


async def _replies_during(chats: Chats, work: Coroutine[Any, Any, None]) -> float:
    """What a person waits for the database: a new chat is read and written each 10 ms."""
    spans: list[float] = []
    task = tasks.start(work, "measured")
    newcomer = SUBSCRIPTIONS + int(time.perf_counter() * 1000)
    while not task.done():
        newcomer += 1
        began = time.perf_counter()
        await chats.remember(newcomer, ChatKind.PRIVATE, "en")
        spans.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.01)
    await task
    return _p99(spans)


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


def _memory() -> float:
    """Resident memory in MB."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * 4096 / 2**20
    import resource  # noqa: PLC0415 -- only where there is no /proc

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def run() -> list[Figure]:
    gc.collect()
    return asyncio.run(measure())


if __name__ == "__main__":
    print(table(run()))
