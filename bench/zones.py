"""Figure 4: every IANA zone, ten years back and ten to come: one tip for each local week.

What the schedule answers is judged by the rules of the tests: the calendar on the wall, the week it
shows, and whether it is quiet.
"""

from __future__ import annotations

import itertools
import os
import random
from concurrent.futures import ProcessPoolExecutor

from bench.figure import Figure, at_least, at_most, table
from bot.tips.schedule import QuietHours, Schedule
from tests.tips.calendar_rules import (
    FIRST,
    LAST,
    NO_QUIET,
    WALKED,
    broken_histories,
    broken_promises,
    zones,
)


def _all_of(zone: str, seed: int) -> list[str]:
    chance = random.Random(seed)
    wrong: list[str] = []
    for wall in WALKED:
        by_night = QuietHours().cover(wall)
        # clocks are changed in the nights from Thursday to Sunday
        weekday = chance.randrange(3, 7) if by_night else chance.randrange(7)
        schedule = Schedule(weekday, wall.hour, wall.minute, zone)
        wrong += broken_promises(zone, schedule, NO_QUIET if by_night else QuietHours())
    wrong += broken_histories(zone, chance)
    return wrong


def run() -> list[Figure]:
    seed = int.from_bytes(os.urandom(4))
    print(f"chance starts from {seed}")
    names = zones()
    with ProcessPoolExecutor() as pool:
        found = pool.map(_all_of, names, itertools.count(seed), chunksize=8)
        wrong = [finding for findings in found for finding in findings]
    slots = len(names) * len(WALKED) * ((LAST - FIRST).days // 7)
    for finding in wrong[:20]:
        print(finding)
    return [
        at_least("zones of the IANA database", len(names), "zones", 590),
        Figure("weekly slots reckoned over 20 years", slots, "slots"),
        at_most(
            "weeks with two, with none, at another hour or in the quiet", len(wrong), "slots", 0
        ),
    ]


if __name__ == "__main__":
    print(table(run()))
