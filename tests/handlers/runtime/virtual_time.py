"""An event loop whose time passes at once: hours of waiting take a moment, to the same result."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Hurry(selectors.SelectSelector):
    """Never sleeps: where the loop would, the clock moves on instead."""

    def __init__(self, late_by: float) -> None:
        super().__init__()
        self.now = 0.0
        self._late_by = late_by

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits and nothing will ever happen")
        if timeout > 0:
            self.now += timeout + self._late_by
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its ``time()`` starts at 0 and moves only while all tasks sleep.

    ``late_by`` makes every alarm late, as a busy machine does.
    """

    def __init__(self, late_by: float = 0.0) -> None:
        self._hurry = _Hurry(late_by)
        super().__init__(self._hurry)

    def time(self) -> float:
        return self._hurry.now


def in_virtual_time(story: Callable[[], Coroutine[Any, Any, T]], late_by: float = 0.0) -> T:
    """Runs a story to its end in virtual time."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(late_by)) as runner:
        return runner.run(story())
