"""How fast the runtime is beside a bare PTB bot that answers the same, in the same run."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from statistics import median

from bench.figure import Figure, at_least, at_most, table
from bench.sample_bot import LEVERS, OURS
from bench.stage import BotCommand, real, sample, staged

ROUNDS = 3
BARE = sample(())
SLOW_API = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """What one bot did with one load."""

    per_second: float
    per_cpu_second: float
    megabytes: float
    out_of_order: int


def measure(
    bot: BotCommand, *, people: int, each: int, latency: float = 0.0, numbered: bool = False
) -> Run:
    """Lets a fresh bot answer ``people`` × ``each`` updates that are there at once."""
    updates = people * each
    with staged(bot) as stage:
        stage.tell("load", people=100, each=1)
        stage.until(lambda report: report["sends"] >= 101, within=60)  # caches warm, like after 1 s
        stage.tell("reset", latency=latency)
        before = stage.usage()
        stage.tell("load", people=people, each=each, numbered=numbered)
        report = stage.until(lambda report: report["sends"] >= updates, within=300)
        after = stage.usage()
    return Run(
        per_second=updates / report["seconds"],
        per_cpu_second=updates / (after.cpu_seconds - before.cpu_seconds),
        megabytes=after.megabytes,
        out_of_order=report["out_of_order"],
    )


def run(ours: BotCommand | None = None) -> list[Figure]:
    """The figures; ``ours`` starts the bot to measure, by default the sample with our runtime."""
    bot = ours or sample(OURS)
    pairs = [
        (measure(BARE, people=600, each=5), measure(bot, people=600, each=5)) for _ in range(ROUNDS)
    ]
    cheaper = median(fast.per_cpu_second / bare.per_cpu_second for bare, fast in pairs)
    bare_slow = measure(BARE, people=50, each=1, latency=SLOW_API)
    fast_slow = measure(bot, people=1_000, each=5, latency=SLOW_API, numbered=ours is None)
    crowd = measure(bot, people=5_000, each=1)
    return [
        at_least("updates per CPU second, ours / bare", cheaper, "x", 2.5),
        Figure("  ours", median(fast.per_cpu_second for _, fast in pairs), "/CPU s"),
        Figure("  bare", median(bare.per_cpu_second for bare, _ in pairs), "/CPU s"),
        at_least(
            "updates a second, API answers after 100 ms, ours / bare",
            fast_slow.per_second / bare_slow.per_second,
            "x",
            40,
        ),
        Figure("  ours", fast_slow.per_second, "/s"),
        Figure("  bare", bare_slow.per_second, "/s"),
        at_most("answers out of order within a chat", fast_slow.out_of_order, "", 0),
        at_most("memory after 5,000 people asked", crowd.megabytes, "MB", 80),
    ]


def levers() -> list[Figure]:
    """What each part of the runtime brings, added one by one; the last is not used by the bot."""
    runs = [
        (" + ".join(LEVERS[:count]) or "bare", sample(LEVERS[:count]))
        for count in range(len(LEVERS) + 1)
    ]
    return [
        Figure(name, measure(bot, people=600, each=5).per_cpu_second, "updates/CPU s")
        for name, bot in runs
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levers", action="store_true", help="what each part brings")
    parser.add_argument("--real", action="store_true", help="the bot itself, with all it does")
    wish = parser.parse_args()
    print(table(levers() if wish.levers else run(real() if wish.real else None)))
