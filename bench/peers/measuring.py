"""One measurement of one bot: a fresh process each time, the fake API on another core."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from bench.fake_api import FIRST_PERSON
from bench.peers import yardstick
from bench.stage import BotCommand, Program, Stage, staged

# Different people for each load: a person who asks much at once is slowed down by the product.
WARMERS, PRESSERS = (FIRST_PERSON + 10_000 * n for n in (1, 2))
WARMED = 100
EACH = 3
COUNTED = 1_500
COUNTED_OF_SEQUENTIAL = 450
SLOW = 3_000
SLOW_OF_SEQUENTIAL = 48
CROWD = 5_000
SLOW_API = 0.1


@dataclass(frozen=True, slots=True)
class Load:
    """Acts of one kind that people go through, and the text that each must be answered with."""

    kind: str
    acts: Sequence[str]
    answers: Sequence[str]

    def put(self, stage: Stage, updates: int, *, each: int, first: int) -> None:
        people = {"people": updates // each, "each": each, "first": first}
        stage.tell("load", **{self.kind: self.acts}, answers=self.answers, **people)

    def wait(self, stage: Stage, updates: int) -> dict[str, Any]:
        """A press is done when the message is changed and the button's waiting ended."""
        counts = ("edits", "acknowledged") if self.kind == "presses" else ("sends",)
        return stage.until(lambda report: min(report[name] for name in counts) >= updates, 300)


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot, and what it is asked.

    One that is ``sequential`` is asked less: it would take minutes, and tells no more.
    """

    name: str
    library: str
    bot: BotCommand
    commands: Load
    presses: Load
    sequential: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time of 1,000 updates, in fixed pieces of work."""

    command: float
    press: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Rate:
    per_second: float
    wrong: int


def cost(contender: Contender) -> Cost:
    """What a command and a press cost when many are there at once and the API answers at once."""
    before = yardstick.measure()
    with staged(contender.bot) as stage:
        _warm(stage, contender)
        updates = COUNTED_OF_SEQUENTIAL if contender.sequential else COUNTED
        command, wrong_answers = _cpu(stage, contender.commands, updates, FIRST_PERSON)
        press, wrong_pages = _cpu(stage, contender.presses, updates, PRESSERS)
    piece = mean((before, yardstick.measure()))
    return Cost(command / piece, press / piece, wrong_answers + wrong_pages)


def rate(contender: Contender) -> Rate:
    """Commands answered a second when the API takes its time, as Telegram's does."""
    updates = SLOW_OF_SEQUENTIAL if contender.sequential else SLOW
    with staged(contender.bot) as stage:
        _warm(stage, contender)
        stage.tell("reset", latency=SLOW_API)
        contender.commands.put(stage, updates, each=EACH, first=FIRST_PERSON)
        report = contender.commands.wait(stage, updates)
        _rest()
    return Rate(updates / report["seconds"], report["out_of_order"])


def start_up(contender: Contender) -> float:
    """Seconds from the start of the process to its first getUpdates."""
    begun = 0.0

    def clocked(base_url: str) -> Program:
        nonlocal begun
        program = contender.bot(base_url)
        begun = time.monotonic()
        return program

    with staged(clocked, awaited=False) as stage:
        report = stage.until(lambda report: report["first_poll_at"] > 0, 60, every=0.02)
    # Both processes read the one clock of the system that never goes back.
    return float(report["first_poll_at"]) - begun


def crowd_megabytes(contender: Contender) -> float:
    """Resident memory after thousands of people have asked at once, each once."""
    with staged(contender.bot) as stage:
        stage.tell("reset")
        contender.commands.put(stage, CROWD, each=1, first=FIRST_PERSON)
        contender.commands.wait(stage, CROWD)
        _rest()
        return stage.usage().megabytes


def _warm(stage: Stage, contender: Contender) -> None:
    for load in (contender.commands, contender.presses):
        stage.tell("reset")
        load.put(stage, WARMED, each=1, first=WARMERS)
        load.wait(stage, WARMED)
    _rest()


def _rest() -> None:
    """The last call has come in, but the bot has yet to wait for its answer and to read it."""
    time.sleep(0.5)


def _cpu(stage: Stage, load: Load, updates: int, first: int) -> tuple[float, int]:
    stage.tell("reset")
    before = stage.usage().cpu_seconds
    load.put(stage, updates, each=EACH, first=first)
    report = load.wait(stage, updates)
    _rest()
    used = stage.usage().cpu_seconds - before
    return used / updates * 1_000, report["out_of_order"]
