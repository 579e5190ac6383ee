"""What the page needs of a clock that can be moved; who composes the preview supplies it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class ClockControl(Protocol):
    """Moves the preview's time and lets what is due by then happen."""

    def now(self) -> datetime:
        """The simulated time as an aware UTC datetime."""
        ...

    async def advance(self, by: timedelta) -> None:
        """Moves time on; returns when everything that fell due on the way has been sent."""
        ...

    async def to_next_tip(self) -> datetime | None:
        """Moves time to the next tip and sends it; when it was due, or None when none is."""
        ...
