"""A bot that cannot hear any more ends, with a reason and a status that its supervisor sees."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.clock import SystemClock
from standin.bot_api.faults import Fault
from standin.server import serving
from standin.world import World

ROOT = Path(__file__).parents[3]


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
