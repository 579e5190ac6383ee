"""A broadcast at Telegram's full rate, while people ask: nobody refused, nobody kept waiting.

The product itself sends it: subscriptions in SQLite that are all due, the heartbeat, the outbox,
the courier and the limiter; and it answers the people who ask meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.audience import fill
from bench.fake_api import FIRST_PERSON
from bench.figure import Figure, at_least, at_most, table
from bench.stage import Stage, real, staged
from bot.clock import SystemClock

ROUND_TRIP = 0.15
ASKING = 5
ALLOWED = 30
GROWTH = 8.0
IDLE_SECONDS = 60.0
SENT = "SELECT count(*) FROM deliveries WHERE state = 'sent'"
TELEGRAM: dict[str, Any] = {"latency": ROUND_TRIP, "enforced": True, "per_second": ALLOWED}


@dataclass(frozen=True, slots=True)
class Course:
    """What the API saw from the first tip to the last, and what the bot's memory did."""

    tips: int
    reached: int
    most_to_one: int
    sends: int
    seconds: float
    refused: int
    waits: list[float]
    megabytes_early: float
    megabytes_late: float

    @property
    def grown(self) -> float:
        return self.megabytes_late - self.megabytes_early


def run(*, subscribers: int = 3_000) -> list[Figure]:
    """Starts the bot twice: with nothing due, and with everything."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "bot.sqlite3"
        idle = _idle_waits()
        asyncio.run(fill(path, subscribers, first=FIRST_PERSON, now=SystemClock().now()))
        course = _broadcast(path, subscribers)
        written = _count_sent(path)
    used = course.sends / course.seconds / ALLOWED
    added = 1000 * (_p99(course.waits) - _p99(idle))
    once = course.reached == course.tips == written == subscribers
    return [
        at_least(f"tips to {subscribers:,}: share of the allowed rate used", 100 * used, "%", 97),
        Figure("  sent a second, tips and replies", course.sends / course.seconds, "/s"),
        at_most("  refused (429)", course.refused, "", 0),
        Figure("  subscribers reached, each once", course.reached, "", f"= {subscribers}", once),
        Figure("  written down as sent", written, "", f"= {subscribers}", written == subscribers),
        at_most("  most messages to one chat", course.most_to_one, "", 1),
        at_most("  askers' p99 above the p99 without tips", added, "ms", 100),
        Figure("  askers' p99 without tips", 1000 * _p99(idle), "ms"),
        Figure("  askers' p99 during the tips", 1000 * _p99(course.waits), "ms"),
        at_most("  memory grown from the first tenth to the end", course.grown, "MB", GROWTH),
        Figure("  memory at the end", course.megabytes_late, "MB"),
    ]


def _idle_waits() -> list[float]:
    with staged(real(per_second=ALLOWED), **TELEGRAM) as stage:
        time.sleep(1.5)  # what was sent at the start leaves the window
        stage.tell("ask", rate=ASKING)
        time.sleep(IDLE_SECONDS)
        waits: list[float] = stage.tell("ask", rate=0)["waits"]
    return waits


def _broadcast(path: Path, subscribers: int) -> Course:
    limit = 4 * subscribers / ALLOWED + 30
    bot = real(per_second=ALLOWED, database=path)
    with staged(bot, awaited=False, **TELEGRAM) as stage:
        stage.until(lambda report: report["tips"] > 0, within=30)
        stage.tell("ask", rate=ASKING)
        _until_sent(stage, subscribers // 10, limit)
        early = stage.usage().megabytes
        report = _until_sent(stage, subscribers, limit)
        late = stage.usage().megabytes
        stage.tell("ask", rate=0)
        time.sleep(4 * ROUND_TRIP)  # one sent twice would show itself now
        afterwards = stage.tell("report")
    return Course(
        tips=afterwards["tips"],
        reached=afterwards["reached"],
        most_to_one=afterwards["most_to_one"],
        sends=report["sends_by_last_tip"],
        seconds=report["tip_seconds"],
        refused=afterwards["refused"],
        waits=report["waits"],
        megabytes_early=early,
        megabytes_late=late,
    )


def _until_sent(stage: Stage, tips: int, within: float) -> dict[str, Any]:
    return stage.until(lambda report: bool(report["tips"] >= tips), within=within)


def _count_sent(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute(SENT).fetchone()[0])
    finally:
        connection.close()


def _p99(waits: list[float]) -> float:
    return quantiles(waits, n=100)[98]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=3_000)
    print(table(run(subscribers=parser.parse_args().subscribers)))
