"""The one place that reads the time, so that a test or the preview can move it."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 -- this file is where the time enters


def steady_seconds() -> float:
    """Seconds that only ever go by, whoever sets the clock; sleep of the machine counts."""
    if sys.platform == "linux":
        # Its monotonic clock stands still in sleep: each morning a laptop's clock would seem set.
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class MovableClock:
    """A clock that runs with the machine's and can be moved forward; the preview and tests use it.

    ``frozen_at`` stops it: then it moves only when told to.
    """

    def __init__(self, *, frozen_at: datetime | None = None) -> None:
        self._base: Clock = SystemClock()
        self._frozen_at = frozen_at
        self._offset = timedelta()

    def now(self) -> datetime:
        return (self._frozen_at or self._base.now()) + self._offset

    def advance(self, by: timedelta) -> None:
        """Moves the clock by a span; a negative one turns it back, as a machine's clock may."""
        self._offset += by

    def move_to(self, moment: datetime) -> None:
        """Moves the clock to an aware instant."""
        self.advance(moment - self.now())
