"""Calls that many may want at once: a few are on their way at a time, and none of them twice."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from telegram.error import TelegramError

from bot import tasks

T = TypeVar("T")

MOST_AT_ONCE = 4
# Whoever asks later than this after a call has left may be asking because something has changed.
SAME_MOMENT = 1.0


@dataclass(slots=True, eq=False)
class _Call:
    answer: asyncio.Task[Any] = field(init=False)
    left_at: float = math.inf


class SharedCalls:
    """A turn is held for one call and never while waiting for another one's, so nothing locks.

    Whoever is cancelled takes the answer from nobody else. An error goes to all who wait for that
    call and is not kept. ``timer`` counts seconds and is never set back.
    """

    def __init__(self, timer: Callable[[], float], at_once: int = MOST_AT_ONCE) -> None:
        self._timer = timer
        self._turns = asyncio.Semaphore(at_once)
        self._open: dict[Hashable, _Call] = {}

    async def answer(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """What ``make`` brings; calls with the same ``key`` at the same moment are one call."""
        call = self._open.get(key)
        if call is None or self._timer() - call.left_at >= SAME_MOMENT:
            call = self._open[key] = _Call()
            call.answer = tasks.start(self._made(key, call, make), "shared call")
        answer: T | TelegramError = await asyncio.shield(call.answer)
        if isinstance(answer, TelegramError):
            raise answer
        return answer

    async def _made(
        self, key: Hashable, call: _Call, make: Callable[[], Awaitable[T]]
    ) -> T | TelegramError:
        # A refusal is handed over as a value: raised here, it would be logged as a failed task.
        try:
            async with self._turns:
                call.left_at = self._timer()
                return await make()
        except TelegramError as error:
            return error
        finally:
            if self._open.get(key) is call:
                del self._open[key]
