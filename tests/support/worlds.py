"""A world for a bot in a process of its own, judged when it ends like that of a conversation."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from bot.clock import SystemClock
from standin.server import serving
from standin.world import World
from tests.support.judge import judge_log


@contextlib.asynccontextmanager
async def judged_world() -> AsyncIterator[tuple[World, str]]:
    """A world in real time and the address at which its Bot API answers."""
    world = World(SystemClock())
    world.log.keep_all()
    async with serving(world.bot_api.app(), world.connections) as root:
        yield world, root
    assert not judge_log(world.log)
