"""When a repeating job is due again, whatever becomes of the machine's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger


class IntervalTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Due an interval after the last time, or after now where the last time is no guide.

    APScheduler's own adds the interval to the last time alone: after a clock that went forward by
    a year it counts through half a million missed minutes before anything else may run.
    """

    def __init__(self, every: timedelta, *, first: timedelta | None = None) -> None:
        # ``first`` is how long after it is set the job is due for the first time.
        self._every = every
        self._first = every if first is None else first

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Always later than ``now`` once there was a first time, and never by more than one."""
        if previous is None:
            return now + self._first
        due = previous + self._every
        return due if now < due <= now + self._every else now + self._every
