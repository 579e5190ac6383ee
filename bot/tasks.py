"""The one place that starts background tasks: it keeps them alive and reports how they ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.redaction import described

T = TypeVar("T")

log = logging.getLogger(__name__)
_running: set[asyncio.Task[Any]] = set()


def start(coroutine: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
    """Starts a task that is not lost to garbage collection; its error is logged."""
    task = asyncio.create_task(coroutine, name=name)  # noqa: TID251 -- tasks start here
    _running.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("background task %s ended with an error: %s", task.get_name(), described(error))
