"""What a weekly schedule promises, said by the calendar on the wall and by nothing of the bot's.

Twenty years of one subscription are walked through, and whatever breaks a rule is yielded in words:
a week with two tips or with none, another hour than was asked for, a tip in the quiet hours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.store.times import moment, stamp
from bot.tips.due import step
from bot.tips.schedule import MOST_LATE, Plan, QuietHours, Schedule, Taken, rescheduled, sendable_at
from bot.tips.subscription_rows import due_after, minutes

FIRST = datetime(2016, 11, 1, tzinfo=UTC)
LAST = datetime(2036, 11, 1, tzinfo=UTC)
NO_QUIET = QuietHours(time(0), time(0))
# The hours at which clocks are changed and the middle of the day; histories also meet the edges.
WALKED = (time(0, 0), time(2, 30), time(12, 15), time(23, 45))
WALLS = (*WALKED, time(1, 30), time(8, 0), time(20, 55))


def zones() -> list[str]:
    """Every zone that this machine knows; "localtime" and the like are no names of places."""
    return sorted(available_timezones() - {"localtime", "posixrules", "Factory"})


def broken_promises(zone: str, schedule: Schedule, quiet: QuietHours) -> Iterator[str]:
    """Walks twenty years of an unchanged schedule; yields what is wrong."""
    tz, row = ZoneInfo(zone), Row.starting(Plan(schedule, quiet), FIRST)
    week: int | None = None
    while row.due < LAST:
        slot = row.due
        local = slot.astimezone(tz)
        said = f"{zone} {schedule.weekday} {schedule.wall}: {local}"
        if week is not None and _week(local) != week + 1:
            yield f"{said} is {_week(local) - week} weeks after the one before"
        if quiet.cover(local.time()):
            yield f"{said} is in the quiet hours"
        wall = schedule.wall if not quiet.cover(schedule.wall) else quiet.end
        wanted = datetime.combine(_monday(local) + timedelta(days=schedule.weekday), wall)
        shown = local.replace(tzinfo=None, fold=0)
        if _exists(wanted, tz) and (shown, local.fold) != (wanted, 0):
            yield f"{said} is not at {wanted}"
        if not _exists(wanted, tz) and not timedelta() < shown - wanted < timedelta(hours=4):
            yield f"{said} is not just after {wanted}, which does not exist"
        week = _week(local)
        row.tick(slot)


@dataclass
class Row:
    """A subscription outside the database, moved on by the code that moves it there."""

    plan: Plan
    due: datetime
    taken: Taken | None = None
    sent: list[tuple[datetime, datetime, Plan]] = field(default_factory=list)

    @classmethod
    def starting(cls, plan: Plan, now: datetime) -> Row:
        return cls(plan, rescheduled(plan, now))

    def tick(self, now: datetime) -> None:
        """The bot looks at what is due: sends, waits or drops, and reckons the next slot."""
        while self.due <= now:
            after = step(self._columns(), now)
            _, _, slot, state, ready, _ = after.promise
            if state == "queued":
                self.sent.append((moment(slot), moment(ready), self.plan))
            due, _, _, week, _ = after.move_on
            self.taken = Taken(moment(slot), week)
            self.due = moment(due)

    def change(self, plan: Plan, now: datetime) -> None:
        self.plan = plan
        self.due = rescheduled(plan, now, taken=self.taken, promised=self.due)

    def come_back(self, now: datetime) -> None:
        """The chat could not be reached until now: what it missed is not sent afterwards."""
        self.due, _ = due_after(self._columns(), now)

    def _columns(self) -> dict[str, object]:
        schedule, quiet = self.plan.schedule, self.plan.quiet
        return {
            "id": 1,
            "chat_id": 7,
            "weekday": schedule.weekday,
            "minute_of_day": minutes(schedule.wall),
            "zone": schedule.zone,
            "quiet_start": minutes(quiet.start),
            "quiet_end": minutes(quiet.end),
            "offset_seconds": 0,
            "next_due_at": stamp(self.due),
            "last_slot_at": None if self.taken is None else stamp(self.taken.slot_at),
            "last_week": None if self.taken is None else self.taken.week,
        }


def broken_histories(zone: str, chance: random.Random, years: int = 20) -> Iterator[str]:
    """Lives through changes of schedule, absences and downtime; yields what is wrong."""
    now = FIRST
    row = Row.starting(Plan(_any_schedule(zone, chance), QuietHours()), now)
    excused: list[tuple[datetime, datetime]] = []
    end = FIRST + timedelta(days=365 * years)
    while now < end:
        match chance.choices(["wait", "change", "away", "down"], [60, 25, 5, 10])[0]:
            case "change":
                now += (row.due - now) * chance.random()
                row.change(replace(row.plan, schedule=_any_schedule(zone, chance)), now)
            case "away":
                gone = now
                now += timedelta(days=chance.uniform(0, 40))
                row.come_back(now)
                excused.append((gone, row.due))
            case "down":
                now = row.due + timedelta(hours=chance.choice([1, 6, 11.9, 12, 13, 40, 900]))
                excused.append((row.due, now))
                row.tick(now)
            case _:
                now = max(now, row.due)
                row.tick(now)
    yield from _judged(zone, row, excused)


def _judged(zone: str, row: Row, excused: list[tuple[datetime, datetime]]) -> Iterator[str]:
    tz = ZoneInfo(zone)
    before: datetime | None = None
    for slot, ready, plan in row.sent:
        local, said = slot.astimezone(tz), f"{zone}: {slot.astimezone(tz)}"
        if plan.quiet.cover(ready.astimezone(tz).time()):
            yield f"{said} was sent in the quiet hours"
        if ready - slot > MOST_LATE:
            yield f"{said} was sent too late"
        if sendable_at(plan, slot, ready) != ready:
            yield f"{said} may not leave when it was told to"
        if before is not None:
            apart = _week(local) - _week(before.astimezone(tz))
            if apart < 1:
                yield f"{said} is a second one in its week"
            if apart > 1 and not any(start <= slot and before <= stop for start, stop in excused):
                yield f"{said} comes after a week without any"
        before = slot


def _any_schedule(zone: str, chance: random.Random) -> Schedule:
    wall = chance.choice(WALLS)
    return Schedule(chance.randrange(7), wall.hour, wall.minute, zone)


def _week(local: datetime) -> int:
    year, week, _ = local.isocalendar()
    return (datetime.fromisocalendar(year, week, 1) - datetime(2001, 1, 1)).days // 7  # noqa: DTZ001


def _monday(local: datetime) -> date:
    return local.date() - timedelta(days=local.weekday())


def _exists(wall: datetime, tz: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=tz).astimezone(UTC).astimezone(tz)
    return there_and_back.replace(tzinfo=None, fold=0) == wall
