"""The next beat is never far, wherever the clock has gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handlers.runtime.interval_trigger import IntervalTrigger

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EACH_MINUTE = IntervalTrigger(MINUTE, first=timedelta(seconds=1))


def test_the_first_time_is_as_told_and_else_an_interval_away() -> None:
    assert EACH_MINUTE.get_next_fire_time(None, NOON) == NOON + timedelta(seconds=1)
    assert IntervalTrigger(MINUTE).get_next_fire_time(None, NOON) == NOON + MINUTE


def test_beats_keep_their_pace_though_each_comes_a_little_late() -> None:
    late = timedelta(milliseconds=200)
    assert EACH_MINUTE.get_next_fire_time(NOON, NOON + late) == NOON + MINUTE


@pytest.mark.parametrize("by", [timedelta(days=days) for days in (-365, -30, -1)], ids=str)
def test_after_a_clock_set_back_the_next_beat_is_an_interval_away(by: timedelta) -> None:
    assert EACH_MINUTE.get_next_fire_time(NOON, NOON + by) == NOON + by + MINUTE


@pytest.mark.parametrize("by", [timedelta(days=days) for days in (1, 30, 365)], ids=str)
def test_the_beats_that_a_clock_set_forward_has_leapt_are_not_counted_through(
    by: timedelta,
) -> None:
    now = NOON + by
    due, counted = NOON, 0
    while due <= now:  # as APScheduler does it, in one piece
        due, counted = EACH_MINUTE.get_next_fire_time(due, now), counted + 1
    assert counted == 1
    assert due == now + MINUTE
