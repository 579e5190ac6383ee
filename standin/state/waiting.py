"""Waits until something is true of the world, woken by what happens in it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

from standin.state.state import State

T = TypeVar("T")

GLANCE = 0.02


async def wait_for(state: State, look: Callable[[], T | None], within: float) -> T:
    """What ``look`` finds as soon as it is not None; TimeoutError when it stays so."""
    watching = state.changes()
    try:
        async with asyncio.timeout(within):
            while (found := look()) is None:
                # Not everything that is waited for is told as a change, a poll for one.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(GLANCE):
                        await anext(watching)
            return found
    finally:
        watching.close()
