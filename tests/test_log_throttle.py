"""No stranger can fill the log: the same line comes once an hour, and how often is not lost."""

from __future__ import annotations

import logging

from bot.log_throttle import EACH_TIME, LineThrottle
from tests.support.log_lines import log_written
from tests.support.memory import largest_collection

HOUR = 3600.0
log = logging.getLogger("handlers.invented")


def test_the_same_line_is_written_once_an_hour_with_a_count() -> None:
    throttle = LineThrottle()
    assert throttle.admit("garbage", 0) == 0
    assert [throttle.admit("garbage", second) for second in range(1, 400)] == [None] * 399
    assert throttle.admit("garbage", HOUR) == 399
    assert throttle.admit("garbage", 2 * HOUR) == 0


def test_another_line_is_another_kind() -> None:
    throttle = LineThrottle()
    assert throttle.admit("garbage", 0) == 0
    assert throttle.admit("flood", 0) == 0


def test_what_was_left_out_is_told_when_its_hour_is_over_and_once() -> None:
    throttle = LineThrottle()
    for _ in range(3):
        throttle.admit("garbage", 0)
    assert list(throttle.overdue(HOUR - 1)) == []
    assert list(throttle.overdue(HOUR)) == [("garbage", 2)]
    assert list(throttle.overdue(HOUR)) == []
    assert throttle.admit("garbage", HOUR) == 0


def test_of_many_kinds_only_the_latest_are_remembered() -> None:
    throttle = LineThrottle(kinds=50)
    for number in range(1000):
        throttle.admit(f"line {number}", 0)
    assert largest_collection(throttle) == 50


def test_ten_thousand_presses_of_garbage_in_two_hours_are_three_lines() -> None:
    now = 0.0
    with log_written(timer=lambda: now) as written:
        for number in range(10_000):
            now = number * 2 * HOUR / 10_000
            log.info("%s in %s", "StaleAction", "presses.py:1")
    first, second, rest = written.getvalue().splitlines()
    assert first.endswith("handlers.invented: StaleAction in presses.py:1")
    assert second.endswith("handlers.invented: StaleAction in presses.py:1 (4999 more)")
    assert rest.startswith("4999 more lines were left out, each of them: INFO handlers.invented:")


def test_a_librarys_lines_are_no_exception() -> None:
    with log_written() as written:
        for number in range(100):
            logging.getLogger("aiosqlite").warning("the number %s", number)
    first, rest = written.getvalue().splitlines()
    assert "the number %s" in first
    assert rest.startswith("99 more lines were left out")


def test_what_tells_of_a_change_is_written_every_time() -> None:
    with log_written() as written:
        for _ in range(3):
            log.warning("The database can be used again.", extra=EACH_TIME)
    assert written.getvalue().count("can be used again") == 3


def test_when_something_else_is_written_the_counts_of_before_are_told() -> None:
    now = 0.0
    with log_written(timer=lambda: now) as written:
        log.error("garbage")
        log.error("garbage")
        now = HOUR
        log.error("another")
        assert "1 more lines were left out, each of them: ERROR handlers.invented: garbage" in (
            written.getvalue()
        )
