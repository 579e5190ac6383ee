"""When the next tip is due: local weekday and wall time to an instant, whatever clocks do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

MOST_LATE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` until just before ``end``, local wall time, usually over midnight.

    The same time twice means that no hour is quiet.
    """

    start: time = time(21)
    end: time = time(8)

    def cover(self, wall: time) -> bool:
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    @classmethod
    def of(cls, written: str) -> QuietHours:
        """Whole hours as "21-8"; raises ValueError for anything else."""
        start, _, end = written.partition("-")
        return cls(time(int(start)), time(int(end)))

    def __str__(self) -> str:
        return f"{self.start.hour}-{self.end.hour}"


# What people are offered: the usual night, shorter and longer ones, and none at all.
QUIET_CHOICES = ("21-8", "20-9", "22-7", "23-6", "0-0")

DEFAULT_QUIET_HOURS = QuietHours()


@dataclass(frozen=True, slots=True)
class Schedule:
    """A weekday (0 is Monday) and a wall time in an IANA zone."""

    weekday: int
    hour: int
    minute: int
    zone: str

    def __post_init__(self) -> None:
        if not (0 <= self.weekday <= 6 and 0 <= self.hour <= 23 and 0 <= self.minute <= 59):
            raise ValueError(f"no such weekday or time: {self.weekday}, {self.hour}:{self.minute}")

    @property
    def wall(self) -> time:
        return time(self.hour, self.minute)


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with what else decides about an instant.

    ``offset`` is the zone's offset from UTC when it was last reckoned: a zone that has since ceased
    to exist is replaced by it, so that people keep their hour as it was.
    """

    schedule: Schedule
    quiet: QuietHours = DEFAULT_QUIET_HOURS
    offset: timedelta = timedelta()

    @property
    def tz(self) -> tzinfo:
        return zone_named(self.schedule.zone) or timezone(self.offset)


@dataclass(frozen=True, slots=True)
class Taken:
    """The latest slot that was used up, and the local week it stood for when it was."""

    slot_at: datetime
    week: int


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone, or ``None`` when this machine's data knows none of that name."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # a folder's name such as "Europe" is an OSError
        return None


def week_of(moment: datetime, tz: tzinfo) -> int:
    """The number of the local week, Monday to Sunday, that an instant lies in."""
    return (moment.astimezone(tz).toordinal() - 1) // 7


@lru_cache(maxsize=4096)
def next_slot(plan: Plan, after: datetime, after_week: int | None = None) -> datetime:
    """The first slot later than ``after`` in a local week later than ``after_week``."""
    week = week_of(after, plan.tz)
    if after_week is not None:
        week = max(week, after_week + 1)
    while True:
        slot = _slot_in(plan, week)
        if slot > after:
            return slot
        week += 1


def rescheduled(
    plan: Plan, now: datetime, *, taken: Taken | None = None, promised: datetime | None = None
) -> datetime:
    """The next slot after a change of the schedule.

    Never in a local week that has had its tip, by the old reckoning or the new one. When the new
    schedule would leave out the week that had a tip promised, the promise is kept: that tip comes
    once more at the old instant, moved out of the quiet hours if need be.
    """
    had = None if taken is None else max(taken.week, week_of(taken.slot_at, plan.tz))
    slot = next_slot(plan, now, had)
    if promised is None or promised <= now:
        return slot
    promised_week = week_of(promised, plan.tz)
    if week_of(slot, plan.tz) <= promised_week or (had is not None and promised_week <= had):
        return slot
    return _outside_quiet_hours(plan, promised, now) or slot


def sendable_at(plan: Plan, slot_at: datetime, now: datetime) -> datetime | None:
    """When a tip due at ``slot_at`` may leave, now or later; ``None`` when it is too late for it.

    A tip that meets quiet hours waits for their end, which may make it too late: what a person gets
    does not depend on the minute at which the bot came back.
    """
    moment = max(slot_at, now)
    if moment - slot_at > MOST_LATE:
        return None
    if plan.quiet.cover(_wall(moment, plan.tz)):
        moment = _end_of_quiet(plan, moment)
    return moment if moment - slot_at <= MOST_LATE else None


def _slot_in(plan: Plan, week: int) -> datetime:
    day = date.fromordinal(week * 7 + 1 + plan.schedule.weekday)
    wall = plan.schedule.wall
    if plan.quiet.cover(wall):
        wall = plan.quiet.end
    slot = _instant(day, wall, plan.tz)
    if plan.quiet.cover(_wall(slot, plan.tz)):  # the clocks went forward into the quiet hours
        slot = _instant(day, plan.quiet.end, plan.tz)
    return slot


def _instant(day: date, wall: time, tz: tzinfo) -> datetime:
    """A time that exists twice is its first; one that does not exist is later by what was skipped.

    That is fold 0, and what calendars do (RFC 5545, 3.3.5).
    """
    return datetime.combine(day, wall, tz).astimezone(UTC)


def _wall(moment: datetime, tz: tzinfo) -> time:
    return moment.astimezone(tz).time()


def _end_of_quiet(plan: Plan, moment: datetime) -> datetime:
    day = moment.astimezone(plan.tz).date()
    for ahead in range(3):
        end = _instant(day + timedelta(days=ahead), plan.quiet.end, plan.tz)
        if end > moment and not plan.quiet.cover(_wall(end, plan.tz)):
            return end
    return moment + 2 * MOST_LATE  # no such end: too late in any case


def _outside_quiet_hours(plan: Plan, promised: datetime, now: datetime) -> datetime | None:
    """The promised instant or an allowed one in its local week; ``None`` if there is none."""
    if not plan.quiet.cover(_wall(promised, plan.tz)):
        return promised
    week = week_of(promised, plan.tz)
    later = _end_of_quiet(plan, promised)
    if week_of(later, plan.tz) == week:
        return later
    day = promised.astimezone(plan.tz).date()
    for back in range(2):
        # the same morning's end of quiet hours, or the day before's
        earlier = _instant(day - timedelta(days=back), plan.quiet.end, plan.tz)
        if now < earlier < promised and week_of(earlier, plan.tz) == week:
            return earlier
    return None
