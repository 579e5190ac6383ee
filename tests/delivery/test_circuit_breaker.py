"""An outage is not a hundred people leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.circuit_breaker import (
    FIRST_REST,
    LONGEST_REST,
    MOST_IN_A_ROW,
    PROBES,
    CircuitBreaker,
    Tripped,
)
from bot.delivery.outcome import (
    Delivery,
    Failed,
    Moved,
    NotSent,
    Outcome,
    Refusal,
    Refused,
    Revoked,
    Sent,
    SlowDown,
    Unknown,
    Unreachable,
    Withdrawn,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TO = Delivery("tip", 7, NOW, "tip/one")


def fed(
    breaker: CircuitBreaker, outcome: Outcome, times: int, now: datetime = NOW
) -> list[Tripped]:
    answers = [breaker.record(outcome, replace(TO, chat_id=n), now) for n in range(1, times + 1)]
    return [tripped for tripped in answers if tripped]


@pytest.mark.parametrize(
    "outcome",
    [Unreachable("x"), Refused(Refusal.NO_RIGHTS), Failed("x"), NotSent(), Unknown()],
    ids=str,
)
def test_failures_in_a_row_stop_the_run(outcome: Outcome) -> None:
    breaker = CircuitBreaker()
    assert fed(breaker, outcome, MOST_IN_A_ROW - 1) == []
    (tripped,) = fed(breaker, outcome, 1)
    assert tripped.first
    assert tripped.until == NOW + FIRST_REST
    assert breaker.allows(NOW) == 0


def test_a_success_between_proves_the_way_open() -> None:
    breaker = CircuitBreaker()
    for _ in range(5):
        assert fed(breaker, Unreachable("x"), MOST_IN_A_ROW - 1) == []
        breaker.record(Sent(1), TO, NOW)
    assert breaker.allows(NOW) is None


def test_what_was_held_against_chats_is_taken_back() -> None:
    (tripped,) = fed(CircuitBreaker(), Unreachable("x"), MOST_IN_A_ROW)
    assert [delivery.chat_id for delivery in tripped.undo] == list(range(1, MOST_IN_A_ROW + 1))


def test_what_fails_after_the_stop_is_taken_back_too() -> None:
    breaker = CircuitBreaker()
    fed(breaker, Unreachable("x"), MOST_IN_A_ROW)
    (late,) = fed(breaker, Unreachable("x"), 1)
    assert not late.first
    assert len(late.undo) == 1


def test_being_told_to_slow_down_or_that_a_group_moved_is_no_failure() -> None:
    breaker = CircuitBreaker()
    assert fed(breaker, SlowDown(timedelta(1)), 50) + fed(breaker, Moved(-1), 50) == []


def test_tips_that_we_took_back_ourselves_are_no_failure() -> None:
    breaker = CircuitBreaker()
    assert fed(breaker, Withdrawn(), 50) == []
    assert breaker.allows(NOW) is None


def test_a_token_that_is_not_valid_stops_at_once() -> None:
    assert len(fed(CircuitBreaker(), Revoked(), 1)) == 1


def test_after_the_rest_a_few_are_tried_and_a_success_opens() -> None:
    breaker = CircuitBreaker()
    fed(breaker, NotSent(), MOST_IN_A_ROW)
    later = NOW + FIRST_REST
    assert breaker.allows(later) == PROBES
    breaker.record(Sent(1), TO, later)
    assert breaker.allows(later) is None


def test_each_failed_probe_rests_longer_up_to_an_hour() -> None:
    breaker, now, rests = CircuitBreaker(), NOW, []
    fed(breaker, NotSent(), MOST_IN_A_ROW)
    now += FIRST_REST
    for _ in range(8):
        (tripped,) = fed(breaker, NotSent(), 1, now)
        rests.append(tripped.until - now)
        now = tripped.until
    assert rests[:2] == [FIRST_REST * 2, FIRST_REST * 4]
    assert rests[-1] == LONGEST_REST


def test_a_clock_turned_back_does_not_keep_it_shut() -> None:
    breaker = CircuitBreaker()
    fed(breaker, NotSent(), MOST_IN_A_ROW)
    assert breaker.allows(NOW - timedelta(days=3)) == PROBES


@pytest.mark.parametrize("by", [timedelta(days=days) for days in (1, 30, 365)], ids=str)
def test_after_a_clock_set_back_a_probe_that_fails_is_followed_by_a_rest_and_no_more(
    by: timedelta,
) -> None:
    breaker = CircuitBreaker()
    fed(breaker, NotSent(), MOST_IN_A_ROW, NOW + by)
    assert breaker.allows(NOW) == PROBES
    (tripped,) = fed(breaker, NotSent(), 1, NOW)
    assert NOW < tripped.until <= NOW + LONGEST_REST
    assert breaker.allows(NOW) == 0
