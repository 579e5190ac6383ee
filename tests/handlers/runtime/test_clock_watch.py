"""A clock that is set is noticed, and time that only goes by is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, SystemClock, steady_seconds
from handlers.runtime.clock_watch import ClockWatch

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SPANS = [timedelta(days=days) for days in (-365, -30, -1, 1, 30, 365)]


class Machine:
    """A clock that can be set, and seconds that go by."""

    def __init__(self) -> None:
        self.clock = MovableClock(frozen_at=NOON)
        self.seconds = 1000.0
        self.watch = ClockWatch(self.clock.now, lambda: self.seconds)

    def pass_time(self, by: timedelta) -> None:
        self.clock.advance(by)
        self.seconds += by.total_seconds()


@pytest.mark.parametrize("by", SPANS, ids=str)
def test_a_clock_that_was_set_is_noticed_once(by: timedelta) -> None:
    machine = Machine()
    machine.pass_time(timedelta(seconds=15))
    machine.clock.advance(by)
    jump = machine.watch.look()
    assert jump is not None
    assert jump.by == by
    assert jump.expected == NOON + timedelta(seconds=15)
    machine.pass_time(timedelta(seconds=15))
    assert machine.watch.look() is None


def test_time_that_goes_by_is_no_jump_however_long_nobody_looked() -> None:
    machine = Machine()
    machine.pass_time(timedelta(days=3))
    assert machine.watch.look() is None


def test_what_a_time_server_corrects_little_by_little_never_adds_up_to_a_jump() -> None:
    machine = Machine()
    for _ in range(500):
        machine.pass_time(timedelta(seconds=15))
        machine.clock.advance(timedelta(seconds=1))
        assert machine.watch.look() is None


def test_the_machines_own_clocks_agree() -> None:
    before, started = SystemClock().now(), steady_seconds()
    assert ClockWatch().look() is None
    took = (SystemClock().now() - before).total_seconds()
    assert abs(steady_seconds() - started - took) < 1
