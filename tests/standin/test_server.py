"""The server inside the program: it starts and stops at once, and says where it can be reached."""

from __future__ import annotations

import time

import httpx
import pytest

from standin.connections import Connections
from standin.server import is_loopback, serving
from standin.world import World


async def test_a_stand_in_stops_at_once_though_its_client_keeps_a_connection(world: World) -> None:
    began = time.monotonic()
    async with httpx.AsyncClient() as client:
        for _ in range(10):
            async with serving(world.bot_api.app(), Connections()) as root:
                assert (await client.get(f"{root}/nothing")).status_code == 404
    # Left to uvicorn, each stop alone takes from 0.1 to 0.2 seconds.
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "LOCALHOST", "::1"])
def test_an_address_of_this_machine_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.0.2.7", "10.0.0.7", "planted.example", "localhost.example", ""]
)
def test_an_address_that_others_reach_is_known(host: str) -> None:
    assert not is_loopback(host)
