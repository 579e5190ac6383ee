"""The server inside the program: it starts and stops at once, and says where it can be reached."""

from __future__ import annotations

import time

import httpx

from standin.connections import Connections
from standin.server import serving
from standin.world import World


async def test_a_stand_in_stops_at_once_though_its_client_keeps_a_connection(world: World) -> None:
    began = time.monotonic()
    async with httpx.AsyncClient() as client:
        for _ in range(10):
            async with serving(world.bot_api.app(), Connections()) as root:
                assert (await client.get(f"{root}/nothing")).status_code == 404
    # Left to uvicorn, each stop alone takes from 0.1 to 0.2 seconds.
    assert time.monotonic() - began < 1.0
