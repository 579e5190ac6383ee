"""The preview in the process of the tests: most of its start is to read the texts, once for all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot import tasks
from bot.content.live import LiveEditions
from bot.settings import Settings
from handlers.preview import serve_editions
from tests.browser.program import CONTENT


@dataclass(frozen=True)
class Served:
    """A preview that is served, with nobody in it yet but those whom it begins with."""

    address: str


@cache
def _written() -> LiveEditions:
    """The shipped content: no test that shares it changes it."""
    return LiveEditions(CONTENT, "en")


@contextlib.asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """Serves a new preview on a free port until the block ends."""
    settings = Settings(
        _env_file=None,
        listen="127.0.0.1:0",
        content_dir=CONTENT,
        default_timezone="Europe/Lisbon",
    )
    stop = asyncio.Event()
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = serve_editions(settings, _written(), stop, address.set_result)
    task = tasks.start(serving, "the preview under test")
    waited_for: set[asyncio.Future[Any]] = {task, address}
    await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED)
    try:
        if task.done():
            await task
        yield Served(address.result())
    finally:
        stop.set()
        await task
