"""Figure 3: a run that is killed at random moments loses nothing and doubles nothing.

The worker is a process with the real courier; its messenger talks over sockets to a counter in this
process, which delays, refuses and breaks connections, and knows what has really arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figure import Figure, at_least, at_most, table
from bot import tasks
from bot.clock import SystemClock
from bot.store.database import Database
from bot.store.times import stamp
from bot.tips.courier import Courier
from bot.tips.outcome import Delivery, NotSent, Outcome, Sent, SlowDown, Unknown, Unreachable

SUBSCRIBERS = 2_000
IN_FLIGHT = 60
ROUND_TRIP = 0.12
KILLS = 100
STOPS = 20
SPEED = 60  # the worker's clock runs this fast, so that waits before another try are short
TIPS = tuple(f"tip/example-{number}" for number in range(12))
FILL = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at)
SELECT i, 'private', 'en', :now, :now, :now FROM n
"""
FILL_SUBSCRIPTIONS = """
INSERT INTO subscriptions (chat_id, state, audience, weekday, minute_of_day, zone, quiet_start,
    quiet_end, next_due_at, created_at)
SELECT chat_id, 'active', 'both', :weekday, :minute, 'UTC', 0, 0, :due, :now FROM chats
"""
NOT_YET_DUE = "SELECT count(*) FROM subscriptions WHERE last_slot_at IS NULL"
WAITING = "SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')"
LEFT_ON_THE_WAY = "SELECT count(*) FROM deliveries WHERE state = 'sending'"
RECOVERED = "SELECT count(*) FROM deliveries WHERE reason = 'interrupted'"
STATES = """
SELECT s.chat_id, d.state FROM deliveries AS d JOIN subscriptions AS s ON s.id = d.subscription_id
"""
# Of a hundred sends: what the counter does with them instead of just taking them.
FAULTS = {
    "slow down": 4,
    "not sent": 3,
    "blocked": 1,
    "broken before": 2,
    "broken after": 2,
    "error after": 2,
}
AMBIGUOUS = {"broken before", "broken after", "error after"}


@dataclass
class FakeCounter:
    """What has really arrived, and the faults on the way there."""

    chance: random.Random
    arrived: Counter[int] = field(default_factory=Counter)
    ambiguous: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            chat_id = int(json.loads(await reader.readline())["chat_id"])
            await asyncio.sleep(ROUND_TRIP * self.chance.uniform(0.2, 0.8))
            answer = self._answer(chat_id)
            await asyncio.sleep(ROUND_TRIP * self.chance.uniform(0.2, 0.8))
            if answer:
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
        except (ValueError, KeyError, ConnectionError):
            pass  # the worker was killed in the middle of a request
        finally:
            writer.close()

    def _answer(self, chat_id: int) -> dict[str, object] | None:
        fault = self.chance.choices([*FAULTS, ""], [*FAULTS.values(), 100 - sum(FAULTS.values())])[
            0
        ]
        self.ambiguous += fault in AMBIGUOUS
        if fault in {"slow down", "not sent", "blocked"}:
            return {"fault": fault}
        if fault == "broken before":
            return None
        self.arrived[chat_id] += 1
        if fault == "broken after":
            return None
        return {"fault": fault} if fault else {"message_id": chat_id}


class SocketMessenger:
    """Sends a tip as one request over a connection of its own."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def send_tip(self, delivery: Delivery) -> Outcome:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return NotSent()
        try:
            writer.write(json.dumps({"chat_id": delivery.chat_id}).encode() + b"\n")
            answer = json.loads(await reader.readline() or b"{}")
        except (OSError, ValueError):
            return Unknown()
        finally:
            writer.close()
        return _outcome(answer)


def _outcome(answer: dict[str, object]) -> Outcome:
    match answer:
        case {"message_id": int(message_id)}:
            return Sent(message_id)
        case {"fault": "slow down"}:
            return SlowDown(timedelta(seconds=10))
        case {"fault": "not sent"}:
            return NotSent()
        case {"fault": "blocked"}:
            return Unreachable("blocked")
        case _:
            return Unknown()


@dataclass(frozen=True)
class FastClock:
    """Runs many times as fast as the machine's, and goes on over restarts."""

    base: datetime

    def now(self) -> datetime:
        return self.base + (SystemClock().now() - self.base) * SPEED


async def work(path: Path, port: int, base: datetime) -> None:
    """The worker: ticks until it is told to stop, then drains."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = await Database.open(path)
    clock = FastClock(base)
    messenger = SocketMessenger(port)
    courier = Courier(database, clock, messenger, lambda *_: TIPS, in_flight=IN_FLIGHT)
    await courier.recover()
    print("ready", flush=True)
    heart = tasks.start(_beat(courier), "heartbeat")
    await stop.wait()
    heart.cancel()
    await courier.drain()
    await database.close()


async def _beat(courier: Courier) -> None:
    while True:
        await courier.tick()
        await asyncio.sleep(0.05)


@dataclass
class Tally:
    """What was found over all runs."""

    stops: int = 0
    doubled: int = 0
    lost: int = 0
    unknown: int = 0
    most_left: int = 0
    unexplained: int = 0
    damaged: int = 0


async def _runs(sign: signal.Signals, stops: int, chance: random.Random) -> Tally:
    tally = Tally()
    while tally.stops < stops:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            await _one_run(Path(folder) / "bot.sqlite3", sign, chance, tally)
    return tally


async def _one_run(path: Path, sign: signal.Signals, chance: random.Random, tally: Tally) -> None:
    base = SystemClock().now().replace(microsecond=0)
    await _fill(path, base)
    counter = FakeCounter(chance)
    async with _listening(counter) as port:
        while True:
            async with _worker(path, port, base) as worker:
                # some are killed before they are ready: while they open and recover
                waited = sign is signal.SIGTERM or chance.random() < 0.7
                if waited:
                    await _ready(worker)
                await asyncio.sleep(chance.uniform(0.0, 0.8))
                finished = _open_rows(path) == 0
                if finished and not waited:
                    await _ready(worker)
                worker.send_signal(signal.SIGTERM if finished else sign)
                await worker.wait()
            tally.stops += not finished
            tally.damaged += not _sound(path)
            tally.most_left = max(tally.most_left, _count(path, LEFT_ON_THE_WAY))
            if finished:
                break
    _judge(path, counter, tally)


def _judge(path: Path, counter: FakeCounter, tally: Tally) -> None:
    states = _states(path)
    recovered = _count(path, RECOVERED)
    unknown = sum(state == "unknown" for state in states.values())
    tally.unknown += unknown
    tally.unexplained += max(0, unknown - counter.ambiguous - recovered)
    for chat_id in range(1, SUBSCRIBERS + 1):
        arrived, state = counter.arrived[chat_id], states.get(chat_id)
        tally.doubled += arrived > 1
        honest = {"sent": arrived == 1, "unknown": True, "failed": arrived == 0}
        tally.lost += not honest.get(state or "", False)


async def _fill(path: Path, base: datetime) -> None:
    values = {
        "many": SUBSCRIBERS,
        "now": stamp(base),
        "due": stamp(base),
        "weekday": base.weekday(),
        "minute": base.hour * 60 + base.minute,
    }
    database = await Database.open(path)
    async with database.transaction() as connection:
        await connection.execute(FILL, values)
        await connection.execute(FILL_SUBSCRIPTIONS, values)
    await database.close()


@asynccontextmanager
async def _listening(counter: FakeCounter) -> AsyncIterator[int]:
    server = await asyncio.start_server(counter.serve, "127.0.0.1", 0, backlog=512)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@asynccontextmanager
async def _worker(
    path: Path, port: int, base: datetime
) -> AsyncIterator[asyncio.subprocess.Process]:
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.kill", "--worker", str(path), str(port), base.isoformat(),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield worker
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()


async def _ready(worker: asyncio.subprocess.Process) -> None:
    assert worker.stdout is not None
    await worker.stdout.readline()


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
    killed = await _runs(signal.SIGKILL, kills, chance)
    stopped = await _runs(signal.SIGTERM, stops, chance)
    return [
        at_least("SIGKILL at random moments", killed.stops, "kills", kills),
        at_most("tips that arrived twice", killed.doubled, "tips", 0),
        at_most("tips lost and not recorded as unknown", killed.lost, "tips", 0),
        at_most("unknown after one kill", killed.most_left, "tips", IN_FLIGHT),
        Figure("unknown in all, of kills and lost answers", killed.unknown, "tips"),
        at_most("unknown without a kill or a lost answer", killed.unexplained, "tips", 0),
        at_most("databases damaged", killed.damaged + stopped.damaged, "files", 0),
        at_least("SIGTERM at random moments", stopped.stops, "stops", stops),
        at_most("tips that arrived twice or were lost", stopped.doubled + stopped.lost, "tips", 0),
        at_most("unknown because of a SIGTERM", stopped.most_left, "tips", 0),
        at_most("unknown without a lost answer", stopped.unexplained, "tips", 0),
    ]


def run(kills: int = KILLS, stops: int = STOPS) -> list[Figure]:
    seed = int.from_bytes(os.urandom(4))
    print(f"chance starts from {seed}")
    return asyncio.run(measure(kills, stops, seed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", nargs=3, metavar=("DATABASE", "PORT", "BASE"))
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--stops", type=int, default=STOPS)
    asked = parser.parse_args()
    if asked.worker:
        path, port, base = asked.worker
        asyncio.run(work(Path(path), int(port), datetime.fromisoformat(base).astimezone(UTC)))
    else:
        print(table(run(asked.kills, asked.stops)))


if __name__ == "__main__":
    main()
