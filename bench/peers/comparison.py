"""Product and peers in turn, round after round."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from bench.fake_api import TOKEN
from bench.peers import measuring
from bench.peers.environments import PEERS, Peer, python_of
from bench.peers.measuring import Contender, Load
from bench.peers.progress import Step, progress
from bench.peers.questions import Exchange, Questions, learn
from bench.peers.results import Result, Results
from bench.stage import BotCommand, Program, real

STARTS = 5
COSTS = 5
RATES = 3
BOTS = 1 + len(PEERS)
STEPS = len(PEERS) + 1 + BOTS * (STARTS + COSTS + RATES + 1)
PRODUCT = "this bot"

Measured = TypeVar("Measured")


def compare() -> Results:
    """Takes some minutes and both cores; whatever it starts has ended when it returns or raises."""
    # Ended from outside, it must take its bots along, as it does at Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with progress(STEPS) as step, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        pythons = [_python(peer, step) for peer in PEERS]
        with step("what people ask"):
            questions = learn(real())
        pages = Path(folder) / "pages.json"
        questions.write(pages)
        peers = [
            _peer(peer, python, pages, questions)
            for peer, python in zip(PEERS, pythons, strict=True)
        ]
        return _measure([_product(questions), *peers], step)


def _measure(contenders: Sequence[Contender], step: Step) -> Results:
    # What is timed by the clock comes before what keeps all cores busy and warm.
    starts = _rounds(STARTS, contenders, measuring.start_up, step, "start-up")
    costs = _rounds(COSTS, contenders, measuring.cost, step, "CPU")
    rates = _rounds(RATES, contenders, measuring.rate, step, "updates a second")
    sizes = _rounds(1, contenders, measuring.crowd_megabytes, step, "memory")
    product, *peers = (
        Result(contender.name, contender.library, start, spent, speed, size)
        for contender, start, spent, speed, (size,) in zip(
            contenders, starts, costs, rates, sizes, strict=True
        )
    )
    return Results(product, peers, stock=peers[0])


def _rounds(
    times: int,
    contenders: Sequence[Contender],
    measure: Callable[[Contender], Measured],
    step: Step,
    what: str,
) -> list[list[Measured]]:
    """Everybody in turn, and again: whatever else the machine does meets all of them alike."""
    measured: list[list[Measured]] = [[] for _ in contenders]
    for _ in range(times):
        for contender, so_far in zip(contenders, measured, strict=True):
            with step(f"{what}: {contender.name}"):
                so_far.append(measure(contender))
    return measured


def _python(peer: Peer, step: Step) -> Path:
    with step(f"an environment with {peer.library}"):
        return python_of(peer)


def _product(questions: Questions) -> Contender:
    library = f"python-telegram-bot {version('python-telegram-bot')}"
    commands, presses = _loads(questions, lambda exchange: exchange.text)
    return Contender(PRODUCT, library, real(), commands, presses)


def _peer(peer: Peer, python: Path, pages: Path, questions: Questions) -> Contender:
    commands, presses = _loads(questions, lambda exchange: exchange.html)
    bot = _command(peer, python, pages)
    return Contender(peer.name, peer.library, bot, commands, presses, peer.sequential)


def _command(peer: Peer, python: Path, pages: Path) -> BotCommand:
    program = (str(python), "-m", peer.module)
    return lambda base_url: Program([*program, base_url, TOKEN, str(pages)])


def _loads(questions: Questions, text: Callable[[Exchange], str]) -> tuple[Load, Load]:
    """``text`` is how the bot writes what it answers."""
    commands, presses = questions.commands, questions.presses
    return (
        Load("commands", [one.act for one in commands], [text(one) for one in commands]),
        Load("presses", [one.act for one in presses], [text(one) for one in presses]),
    )
