"""When a tip is due: the wall time, the week, the quiet hours, whatever clocks do."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips.schedule import (
    Plan,
    QuietHours,
    Schedule,
    Taken,
    next_slot,
    rescheduled,
    sendable_at,
    week_of,
    zone_named,
)
from tests.tips.calendar_rules import NO_QUIET, broken_histories, broken_promises, zones

schedules = st.builds(
    Schedule, st.integers(0, 6), st.integers(0, 23), st.integers(0, 59), st.sampled_from(zones())
)
quiet_hours = st.sampled_from(
    [QuietHours(), NO_QUIET, QuietHours(time(22), time(0)), QuietHours(time(12), time(15))]
)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def plan(weekday: int, hour: int, minute: int, zone: str, quiet: QuietHours = NO_QUIET) -> Plan:
    return Plan(Schedule(weekday, hour, minute, zone), quiet)


@settings(max_examples=15, deadline=None)
@given(schedules, quiet_hours)
def test_each_local_week_has_one_slot_at_the_wall_time(
    schedule: Schedule, quiet: QuietHours
) -> None:
    assert list(broken_promises(schedule.zone, schedule, quiet)) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(zones()), st.integers())
def test_changes_absences_and_downtime_neither_double_nor_skip_a_week(zone: str, seed: int) -> None:
    assert list(broken_histories(zone, random.Random(seed), years=5)) == []


@settings(max_examples=200, deadline=None)
@given(schedules, schedules, st.integers(0, 7_300), st.floats(0, 1))
def test_a_change_of_zone_never_gives_two_in_one_week(
    before: Schedule, after: Schedule, day: int, share: float
) -> None:
    first = next_slot(Plan(before), at("2016-01-01T00:00") + timedelta(days=day))
    old, new = Plan(before), Plan(after)
    taken = Taken(first, week_of(first, old.tz))
    promised = next_slot(old, first, taken.week)
    now = first + (promised - first) * share
    due = rescheduled(new, now, taken=taken, promised=promised)
    assert due > now or due == promised
    assert week_of(due, new.tz) > week_of(first, new.tz)
    assert not new.quiet.cover(due.astimezone(new.tz).time())
    assert due - first < timedelta(days=15)


def test_the_hour_stays_when_the_clocks_change() -> None:
    every = plan(6, 10, 0, "Europe/Lisbon")
    assert next_slot(every, at("2026-10-24T00:00")) == at("2026-10-25T10:00")
    assert next_slot(every, at("2026-10-18T12:00")) == at("2026-10-25T10:00")
    assert next_slot(every, at("2026-10-11T12:00")) == at("2026-10-18T09:00")


def test_a_time_that_does_not_exist_is_later_by_what_was_skipped() -> None:
    slot = next_slot(plan(6, 2, 30, "America/New_York"), at("2026-03-02T00:00"))
    assert slot == at("2026-03-08T03:30", "America/New_York")


def test_a_time_that_exists_twice_is_taken_the_first_time_only() -> None:
    every = plan(6, 1, 30, "America/New_York")
    first = next_slot(every, at("2026-10-26T12:00"))
    assert first == at("2026-11-01T05:30")  # still summer time
    assert next_slot(every, first) == at("2026-11-08T06:30")


def test_a_time_in_the_quiet_hours_is_their_end_on_that_day() -> None:
    late = next_slot(plan(6, 23, 0, "UTC", QuietHours()), at("2026-11-23T00:00"))
    assert late == at("2026-11-29T08:00")


def test_a_late_tip_leaves_within_twelve_hours_outside_the_quiet_hours() -> None:
    monday = plan(0, 10, 0, "UTC", QuietHours())
    due = at("2026-11-23T10:00")
    assert sendable_at(monday, due, at("2026-11-23T20:59")) == at("2026-11-23T20:59")
    assert sendable_at(monday, due, at("2026-11-23T21:00")) is None
    assert sendable_at(plan(0, 10, 0, "UTC"), due, at("2026-11-23T22:00")) == at("2026-11-23T22:00")
    assert sendable_at(plan(0, 10, 0, "UTC"), due, at("2026-11-23T22:01")) is None


def test_a_tip_that_meets_the_quiet_hours_waits_for_their_end_if_that_is_not_too_late() -> None:
    evening = plan(0, 20, 30, "UTC", QuietHours())
    due = at("2026-11-23T20:30")
    assert sendable_at(evening, due, at("2026-11-23T21:10")) == at("2026-11-24T08:00")
    assert sendable_at(evening, due, at("2026-11-24T08:30")) == at("2026-11-24T08:30")
    assert sendable_at(evening, due, at("2026-11-24T08:31")) is None


def test_a_tip_whose_slot_is_still_to_come_waits_for_it() -> None:
    due = at("2026-11-23T10:00")
    assert sendable_at(plan(0, 10, 0, "UTC"), due, at("2026-11-23T09:00")) == due


def test_an_earlier_day_keeps_the_promise_of_this_week() -> None:
    friday = at("2026-11-27T10:00")
    due = rescheduled(plan(0, 10, 0, "UTC"), at("2026-11-25T12:00"), promised=friday)
    assert due == friday
    after = Taken(friday, week_of(friday, UTC))
    assert rescheduled(plan(0, 10, 0, "UTC"), friday, taken=after) == at("2026-11-30T10:00")


def test_a_later_day_waits_when_this_week_has_had_its_tip() -> None:
    monday = at("2026-11-23T10:00")
    taken = Taken(monday, week_of(monday, UTC))
    due = rescheduled(
        plan(4, 10, 0, "UTC"), at("2026-11-25T12:00"), taken=taken, promised=at("2026-11-30T10:00")
    )
    assert due == at("2026-12-04T10:00")


def test_a_promise_kept_across_zones_leaves_the_new_quiet_hours() -> None:
    promised = at("2026-11-27T10:00", "America/New_York")  # midnight in Tokyo
    due = rescheduled(
        plan(0, 10, 0, "Asia/Tokyo", QuietHours()), at("2026-11-25T12:00"), promised=promised
    )
    assert due == at("2026-11-28T08:00", "Asia/Tokyo")


@pytest.mark.parametrize("name", ["Nowhere/Atlantis", "", "Europe", "../etc/passwd", "x" * 300])
def test_a_zone_that_does_not_exist_is_none(name: str) -> None:
    assert zone_named(name) is None


def test_a_zone_that_ceased_to_exist_keeps_its_last_offset() -> None:
    gone = Plan(Schedule(0, 10, 0, "Nowhere/Atlantis"), offset=timedelta(hours=-3))
    assert gone.tz == timezone(timedelta(hours=-3))
    assert next_slot(gone, at("2026-11-23T00:00")) == at("2026-11-23T13:00")


@pytest.mark.parametrize("wrong", [(7, 0, 0), (-1, 0, 0), (0, 24, 0), (0, 0, 60)])
def test_no_schedule_has_a_time_that_no_clock_shows(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such"):
        Schedule(*wrong, "UTC")


def test_quiet_hours_that_begin_when_they_end_are_none() -> None:
    assert not any(NO_QUIET.cover(time(hour)) for hour in range(24))
