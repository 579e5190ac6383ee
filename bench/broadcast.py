"""A broadcast at Telegram's full rate, while people ask: nobody refused, nobody kept waiting."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from bench.figure import Figure, at_least, at_most, table
from bench.sample_bot import OURS
from bench.stage import BotCommand, Stage, sample, staged

ROUND_TRIP = 0.15
ASKING = 5
ALLOWED = 30
GROWTH = 8.0


@dataclass(frozen=True, slots=True)
class Course:
    """What the API saw from the first tip to the last, and what the bot's memory did."""

    tips: int
    sends: int
    seconds: float
    refused: int
    most_to_one: int
    waits: list[float]
    megabytes_early: float
    megabytes_late: float

    @property
    def grown(self) -> float:
        return self.megabytes_late - self.megabytes_early


def run(ours: BotCommand | None = None, *, subscribers: int = 3_000) -> list[Figure]:
    """The figures; ``ours`` must answer ``/faq`` and begin on ``/broadcast N``."""
    with staged(ours or sample(OURS, enforced=True)) as stage:
        idle = _idle_waits(stage, seconds=40)
        course = _broadcast(stage, subscribers)
    used = course.sends / course.seconds / ALLOWED
    added = 1000 * (_p99(course.waits) - _p99(idle))
    return [
        at_least("broadcast: share of the allowed rate used", 100 * used, "%", 97),
        Figure("  sent a second, tips and replies", course.sends / course.seconds, "/s"),
        at_most("  refused (429)", course.refused, "", 0),
        Figure(
            "  subscribers reached", course.tips, "", f"= {subscribers}", course.tips == subscribers
        ),
        at_most("  most messages to one chat", course.most_to_one, "", 1),
        at_most("  askers' p99 above idle", added, "ms", 100),
        Figure("  askers' p99 idle", 1000 * _p99(idle), "ms"),
        Figure("  askers' p99 during the broadcast", 1000 * _p99(course.waits), "ms"),
        at_most("  memory grown from the first tenth to the end", course.grown, "MB", GROWTH),
    ]


def _idle_waits(stage: Stage, seconds: float) -> list[float]:
    stage.tell("reset", latency=ROUND_TRIP, enforced=True, per_second=ALLOWED)
    stage.tell("ask", rate=ASKING)
    time.sleep(seconds)
    waits: list[float] = stage.tell("ask", rate=0)["waits"]
    return waits


def _broadcast(stage: Stage, subscribers: int) -> Course:
    time.sleep(1.5)  # the idle minute's last sends leave the window
    stage.tell("reset", latency=ROUND_TRIP, enforced=True, per_second=ALLOWED)
    stage.tell("ask", rate=ASKING)
    stage.tell("say", chat=1, text=f"/broadcast {subscribers}")
    limit = 4 * subscribers / ALLOWED + 30
    stage.until(lambda report: bool(report["tips"] >= subscribers / 10), within=limit)
    early = stage.usage().megabytes
    report: dict[str, Any] = stage.until(
        lambda report: bool(report["tips"] >= subscribers), within=limit
    )
    late = stage.usage().megabytes
    stage.tell("ask", rate=0)
    time.sleep(2 * ROUND_TRIP)  # the last ones are answered before the bot is ended
    return Course(
        tips=report["tips"],
        sends=report["sends_by_last_tip"],
        seconds=report["tip_seconds"],
        refused=report["refused"],
        most_to_one=report["most_to_one"],
        waits=report["waits"],
        megabytes_early=early,
        megabytes_late=late,
    )


def _p99(waits: list[float]) -> float:
    return quantiles(waits, n=100)[98]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=3_000)
    print(table(run(subscribers=parser.parse_args().subscribers)))
