"""A run of tips that is killed at random moments loses nothing and doubles nothing.

What is killed is the product: courier, outbox, SQLite, limiter and its way out over HTTP, run as it
runs live, only on a clock that goes fast. It sends to a Bot API server in this process, which
delays, refuses and breaks off, and knows what has really arrived. Once it runs as fast as it can be
set to, and once as it is set by default.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from bench.audience import fill
from bench.faulty_api import FAULTS, FaultyApi, listening
from bench.figure import Figure, at_least, at_most, table
from bench.killed_bot import work
from bot.clock import SystemClock
from bot.settings import Settings

# How many kills and stops, and where chance starts from.
Measure = Callable[[int, int, int], Coroutine[Any, Any, list[Figure]]]

KILLS = 100
STOPS = 20
NOT_YET_DUE = "SELECT count(*) FROM subscriptions WHERE last_slot_at IS NULL"
WAITING = "SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')"
LEFT_ON_THE_WAY = "SELECT count(*) FROM deliveries WHERE state = 'sending'"
RECOVERED = "SELECT count(*) FROM deliveries WHERE reason = 'interrupted'"
STATES = "SELECT chat_id, state FROM deliveries"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a bot is set that is killed, and how far away its API is."""

    per_second: int
    round_trip: float
    subscribers: int
    most_on_the_wire: int


# The round trip is the limit here, and what is in flight: all of it may be on the wire.
FASTEST = Pace(per_second=1_000, round_trip=0.12, subscribers=2_000, most_on_the_wire=60)
# 30 a second, of which tips take 25: some 4 on the wire, some more when an answer is slow.
DEFAULT = Pace(
    per_second=Settings.model_fields["messages_per_second"].default,
    round_trip=0.15,
    subscribers=250,
    most_on_the_wire=8,
)
# Of the kills, so many fall on a bot as it is set by default.
SHARE_OF_DEFAULT = 0.4


@dataclass
class Tally:
    """What was found over all runs."""

    runs: int = 0
    stops: int = 0
    doubled: int = 0
    lost: int = 0
    unknown: int = 0
    left: int = 0
    most_left: int = 0
    unexplained: int = 0
    damaged: int = 0
    failed: int = 0


async def _runs(pace: Pace, sign: signal.Signals, stops: int, chance: random.Random) -> Tally:
    tally = Tally()
    while tally.stops < stops:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            await _one_run(Path(folder) / "bot.sqlite3", pace, sign, chance, tally)
    return tally


async def _one_run(
    path: Path, pace: Pace, sign: signal.Signals, chance: random.Random, tally: Tally
) -> None:
    tally.runs += 1
    base = SystemClock().now().replace(microsecond=0)
    await fill(path, pace.subscribers, first=1, now=base)
    api = FaultyApi(chance, pace.round_trip)
    async with listening(api) as root:
        finished = False
        while not finished:
            api.polled.clear()
            async with running_bot(path, root, base, pace.per_second) as bot:
                # some are killed before they are ready: while they open and recover
                if sign is signal.SIGTERM or chance.random() < 0.7:
                    await asyncio.wait_for(api.polled.wait(), 60)
                await asyncio.sleep(chance.uniform(0.0, 0.8))
                finished = _open_rows(path) == 0
                if finished:
                    await asyncio.wait_for(api.polled.wait(), 60)
                os.kill(pid_of(bot), signal.SIGTERM if finished else sign)
                await asyncio.to_thread(bot.join, 30)
            tally.stops += not finished
            ended_well = bot.exitcode == (-sign if sign is signal.SIGKILL and not finished else 0)
            tally.failed += not ended_well
            tally.damaged += not _sound(path)
            left = _count(path, LEFT_ON_THE_WAY)
            tally.left += left
            tally.most_left = max(tally.most_left, left)
    _judge(path, pace, api, tally)


def _judge(path: Path, pace: Pace, api: FaultyApi, tally: Tally) -> None:
    states = _states(path)
    recovered = _count(path, RECOVERED)
    unknown = sum(state == "unknown" for state in states.values())
    tally.unknown += unknown
    tally.unexplained += max(0, unknown - api.ambiguous - recovered)
    for chat_id in range(1, pace.subscribers + 1):
        arrived, state = api.received[chat_id], states.get(chat_id)
        tally.doubled += arrived > 1
        honest = {"sent": arrived == 1, "unknown": True, "failed": arrived == 0}
        tally.lost += not honest.get(state or "", False)


@asynccontextmanager
async def running_bot(
    path: Path, root: str, base: datetime, per_second: int
) -> AsyncIterator[ForkServerProcess]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.killed_bot"])
    bot = context.Process(target=work, args=(path, root, base, per_second))
    await asyncio.to_thread(bot.start)
    try:
        yield bot
    finally:
        if bot.is_alive():
            bot.kill()
            await asyncio.to_thread(bot.join)


def pid_of(bot: ForkServerProcess) -> int:
    assert bot.pid is not None
    return bot.pid


def _ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path, timeout=10)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _count(path: Path, sql: str) -> int:
    return int(_ask(path, sql)[0][0])


def _open_rows(path: Path) -> int:
    return _count(path, NOT_YET_DUE) + _count(path, WAITING)


def _states(path: Path) -> dict[int, str]:
    return {row[0]: row[1] for row in _ask(path, STATES)}


def _sound(path: Path) -> bool:
    return _ask(path, "PRAGMA integrity_check") == [("ok",)]


async def measure(kills: int, stops: int, seed: int) -> list[Figure]:
    chance = random.Random(seed)
    asked = {FASTEST: kills, DEFAULT: round(kills * SHARE_OF_DEFAULT)}
    killed = {pace: await _runs(pace, signal.SIGKILL, many, chance) for pace, many in asked.items()}
    stopped = await _runs(FASTEST, signal.SIGTERM, stops, chance)
    tallies = (*killed.values(), stopped)
    return [
        *(figure for pace, tally in killed.items() for figure in _killed(pace, tally, asked[pace])),
        at_least("stopped (SIGTERM) at random moments", stopped.stops, "stops", stops),
        at_most("  tips that arrived twice or were lost", stopped.doubled + stopped.lost, "", 0),
        at_most("  unknown because of a SIGTERM", stopped.most_left, "tips", 0),
        at_most("  unknown without a lost answer", stopped.unexplained, "tips", 0),
        at_most("of all these: databases damaged", sum(t.damaged for t in tallies), "files", 0),
        at_most("  that ended otherwise than they should", sum(t.failed for t in tallies), "", 0),
    ]


def _killed(pace: Pace, tally: Tally, asked: int) -> list[Figure]:
    name = f"killed (SIGKILL) at {pace.per_second:,}/s and {pace.round_trip * 1000:g} ms"
    return [
        at_least(name, tally.stops, "kills", asked),
        Figure(f"  runs of {pace.subscribers:,} subscribers for it", tally.runs, "runs"),
        at_most("  tips that arrived twice", tally.doubled, "tips", 0),
        at_most("  tips lost and not recorded as unknown", tally.lost, "tips", 0),
        at_most("  unknown after one kill", tally.most_left, "tips", pace.most_on_the_wire),
        Figure("  unknown after a kill on average", tally.left / max(1, tally.stops), "tips"),
        Figure("  unknown in all, of kills and lost answers", tally.unknown, "tips"),
        at_most("  unknown without a kill or a lost answer", tally.unexplained, "tips", 0),
    ]


def by_chance(measure: Measure, kills: int, stops: int) -> list[Figure]:
    """Measures from a start that is told, so that the same can be measured again."""
    seed = int.from_bytes(os.urandom(4))
    print(f"chance starts from {seed}")
    return asyncio.run(measure(kills, stops, seed))


def as_asked(run: Callable[[int, int], list[Figure]], kills: int, stops: int) -> None:
    """The command line of a measurement by itself."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=kills)
    parser.add_argument("--stops", type=int, default=stops)
    asked = parser.parse_args()
    print(table(run(asked.kills, asked.stops)))


def run(kills: int = KILLS, stops: int = STOPS) -> list[Figure]:
    print(f"of a hundred sends: {FAULTS}")
    return by_chance(measure, kills, stops)


if __name__ == "__main__":
    as_asked(run, KILLS, STOPS)
