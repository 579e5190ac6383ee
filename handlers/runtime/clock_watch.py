"""Notices that the machine's clock was set: whoever sleeps until an instant sleeps too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import SystemClock, steady_seconds

# What a time server corrects little by little is no jump, and holds nobody up.
LEAST_JUMP = timedelta(minutes=1)
MACHINE = SystemClock()


@dataclass(frozen=True, slots=True)
class ClockJump:
    """What the clock should have said, and what it said."""

    expected: datetime
    found: datetime

    @property
    def by(self) -> timedelta:
        """Negative for a clock that was set back."""
        return self.found - self.expected


class ClockWatch:
    """Compares a clock that can be set with seconds that only ever go by."""

    def __init__(
        self,
        now: Callable[[], datetime] = MACHINE.now,
        seconds: Callable[[], float] = steady_seconds,
    ) -> None:
        self._now = now
        self.seconds = seconds
        self._last = now(), seconds()

    def look(self) -> ClockJump | None:
        """The jump since the last look, if there was one; each is told once."""
        (last_now, last_seconds), self._last = self._last, (self._now(), self.seconds())
        found, seconds = self._last
        jump = ClockJump(last_now + timedelta(seconds=seconds - last_seconds), found)
        return jump if abs(jump.by) > LEAST_JUMP else None
