"""Telegram's queue of updates, with all of its rules that matter, on the loop's own time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from handlers.runtime.get_updates import Given

MOST_AT_ONCE = 100


class TelegramsQueue:
    """It stands in for ``GetUpdates``: ``answers`` are given first, one for each question.

    ``confirmed`` is how many updates it has forgotten, ``asked`` when which offset was asked for.
    """

    def __init__(self, first: int = 1, *, way: float = 0.05) -> None:
        self.waiting: dict[int, dict[str, Any]] = {}
        self.answers: list[Given] = []
        self.asked: list[tuple[float, int]] = []
        self.confirmed = 0
        self._next = first
        self._way = way
        self._arrived = asyncio.Event()

    def put(self, *takes: float, chat: int | None = None) -> list[int]:
        """Messages that take so many seconds to answer, of one chat or each of its own."""
        numbers = list(range(self._next, self._next + len(takes)))
        for number, seconds in zip(numbers, takes, strict=True):
            message = {"chat": {"id": chat or number}, "takes": seconds}
            self.waiting[number] = {"update_id": number, "message": message}
        self._next += len(takes)
        self._arrived.set()
        return numbers

    def jump(self, number: int) -> None:
        """After a week without updates Telegram goes on from a number of its choice."""
        self._next = number

    async def __call__(self, offset: int, *, wait: bool, most: int = MOST_AT_ONCE) -> Given:
        self.asked.append((_now(), offset))
        await asyncio.sleep(self._way)
        if self.answers:
            return self.answers.pop(0)
        most = min(most, self._allowed(offset))
        self._forget(number for number in tuple(self.waiting) if number < offset)
        if not self.waiting and wait:
            self._arrived.clear()
            try:
                async with asyncio.timeout(10):
                    await self._arrived.wait()
            except TimeoutError:
                return []
        given = list(self.waiting.values())[:most]
        await asyncio.sleep(self._way)
        return given

    def _allowed(self, offset: int) -> int:
        before = [asked for asked in self.asked[:-1] if asked[1] == offset]
        return 1 if before and _now() - self._way < before[-1][0] + 0.5 else MOST_AT_ONCE

    def _forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            del self.waiting[number]
            self.confirmed += 1


def _now() -> float:
    return asyncio.get_running_loop().time()
