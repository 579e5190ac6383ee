"""A bot that cannot hear any more ends, with a reason and a status that its supervisor sees."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.clock import SystemClock
from handlers.runtime.watchdog import CONFLICTS_IN_A_ROW, SILENT_FOR, PollingWatch
from standin.bot_api.faults import Fault
from standin.server import serving
from standin.world import World

ROOT = Path(__file__).parents[3]


class Hand:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_polling_that_goes_on_is_left_alone() -> None:
    hand = Hand()
    watch = PollingWatch(hand)
    for _ in range(100):
        watch.begun()
        watch.answered(200)
        hand.seconds += 10
        assert watch.verdict() is None


def test_an_outage_in_which_polling_is_tried_again_is_left_alone() -> None:
    hand = Hand()
    watch = PollingWatch(hand)
    for _ in range(1000):
        watch.begun()  # and never an answer: the network is down
        hand.seconds += 30
        assert watch.verdict() is None


def test_polling_that_is_not_tried_any_more_is_called_dead() -> None:
    hand = Hand()
    watch = PollingWatch(hand)
    watch.begun()
    hand.seconds += SILENT_FOR.total_seconds() + 1
    assert "stopped without a word" in (watch.verdict() or "")


def test_one_conflict_is_the_end_of_the_old_process_and_many_are_a_second_one() -> None:
    watch = PollingWatch(Hand())
    for _ in range(CONFLICTS_IN_A_ROW - 1):
        watch.answered(409)
    assert watch.verdict() is None
    watch.answered(200)
    for _ in range(CONFLICTS_IN_A_ROW):
        watch.answered(409)
    assert "409" in (watch.verdict() or "")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.unauthorized(), "(401)"),
        (Fault.refusal(404, "Not Found"), "(404)"),
    ],
    ids=["revoked", "a proxy's page"],
)
async def test_polling_that_is_refused_ends_the_process_with_status_1(
    tmp_path: Path, fault: Fault, reason: str
) -> None:
    world = World(SystemClock())
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        environment = os.environ | {
            "BOT_TOKEN": world.token,
            "BOT_API_URL": root,
            "DATABASE_PATH": str(tmp_path / "bot.sqlite3"),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "main.py",
            "run",
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        await world.until(lambda: world.updates.is_polled, within=20)
        world.faults.always("getUpdates", fault)
        world.messages.send(
            world.people.add("Sam").id, 1000001, "/start"
        )  # ends the poll that waits
        _, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert reason in err.decode()
    assert world.token not in err.decode()
