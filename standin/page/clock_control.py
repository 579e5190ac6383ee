"""What the page needs of a clock that can be moved; who composes the page supplies it, or none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Jump:
    """A button of the page that moves time to the next thing of one kind that the bot will do."""

    name: str
    label: str
    short_label: str
    """For a narrow screen, and before the day and the hour to which time was moved."""
    nothing_due: str
    """What the page says when nothing of this kind is due."""
    leap: Callable[[], Awaitable[datetime | None]]
    """Moves time there and lets it happen; when it was due, or None when nothing is."""


class ClockControl(Protocol):
    """Moves the world's time and lets what is due by then happen."""

    @property
    def jumps(self) -> Sequence[Jump]:
        """What time can be moved to, beside a day and a week on."""
        ...

    async def advance(self, by: timedelta) -> None:
        """Moves time on; returns when everything that fell due on the way has happened."""
        ...
