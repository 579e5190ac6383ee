"""How long from the start of the process to the first getUpdates, and what an idle bot holds."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
from time import perf_counter

from bench.figure import Figure, at_most, table
from bench.stage import megabytes
from bot.clock import SystemClock
from standin.server import serving
from standin.world import World

RUNS = 5
IDLE_SECONDS = 3.0
# 1.5 s and 90 MB without the search and the safety net, which may take 1 s and 60 MB more.
STARTED_WITHIN = 2.5
IDLE_MEGABYTES = 150


def run() -> list[Figure]:
    """Starts ``main.py run`` against the stand-in, five times."""
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    starts, sizes = [], []
    for _ in range(RUNS):
        seconds, held = await _one_start()
        starts.append(seconds)
        sizes.append(held)
    start, size = statistics.median(starts), statistics.median(sizes)
    return [
        at_most(f"process start to first getUpdates, median of {RUNS}", start, "s", STARTED_WITHIN),
        at_most(f"idle memory (resident) after 3 s, median of {RUNS}", size, "MB", IDLE_MEGABYTES),
    ]


async def _one_start() -> tuple[float, float]:
    world = World(SystemClock())
    with tempfile.TemporaryDirectory() as folder:
        async with serving(world.bot_api.app(), world.connections) as root:
            environment = {
                **os.environ,
                "BOT_TOKEN": world.token,
                "BOT_API_URL": root,
                "DATABASE_PATH": f"{folder}/bot.sqlite3",
                "LOG_LEVEL": "WARNING",
            }
            begun = perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, "main.py", "run", env=environment, stdout=asyncio.subprocess.DEVNULL
            )
            await world.until(lambda: world.updates.polls > 0, within=30)
            seconds = perf_counter() - begun
            await asyncio.sleep(IDLE_SECONDS)
            held = megabytes(process.pid)
            process.terminate()
            await process.wait()
            return seconds, held


if __name__ == "__main__":
    print(table(run()))
