"""What follows from each outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.delivery.outcome import (
    FIRST_RETRY,
    LONGEST_RETRY,
    MOST_MOVES,
    Consequence,
    Delivery,
    DeliveryState,
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
    decide,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TO = Delivery("tip", 7, NOW, "tip/one")
QUEUED, FAILED = DeliveryState.QUEUED, DeliveryState.FAILED


WAIT = timedelta(seconds=3)
# Of each outcome: the state, the consequence, whether it counts as seen, the wait for another try.
TABLE: list[tuple[Outcome, DeliveryState, Consequence, bool, timedelta | None]] = [
    (Sent(1), DeliveryState.SENT, Consequence.NONE, True, None),
    (Unknown(), DeliveryState.UNKNOWN, Consequence.NONE, True, None),
    (SlowDown(WAIT), QUEUED, Consequence.NONE, True, WAIT),
    (NotSent(), QUEUED, Consequence.NONE, True, FIRST_RETRY),
    (Withdrawn(), QUEUED, Consequence.NONE, True, FIRST_RETRY),
    (Revoked(), QUEUED, Consequence.NONE, True, FIRST_RETRY),
    (Moved(-100), QUEUED, Consequence.MOVE, True, timedelta()),
    (Unreachable("blocked"), FAILED, Consequence.SUSPEND, False, None),
    (Refused(Refusal.TOPIC_CLOSED), FAILED, Consequence.PAUSE, False, None),
    (Failed("can't parse"), FAILED, Consequence.NONE, False, None),
]


@pytest.mark.parametrize(
    ("outcome", "state", "consequence", "seen", "wait"),
    TABLE,
    ids=[type(row[0]).__name__ for row in TABLE],
)
def test_each_outcome_has_its_consequence(
    outcome: Outcome,
    state: DeliveryState,
    consequence: Consequence,
    seen: bool,
    wait: timedelta | None,
) -> None:
    decision = decide(outcome, TO, NOW)
    assert (decision.state, decision.consequence, decision.seen) == (state, consequence, seen)
    assert decision.ready_at == (None if wait is None else NOW + wait)
    assert (decision.ready_at is None) == (state is not QUEUED)


def test_the_table_leaves_no_outcome_out() -> None:
    assert {type(row[0]) for row in TABLE} == set(get_args(Outcome))


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Unknown(), "no answer"),
        (Unreachable("blocked"), "blocked"),
        (Refused(Refusal.TOPIC_CLOSED), "topic-closed"),
        (Failed("can't parse"), "can't parse"),
    ],
    ids=str,
)
def test_what_ends_a_delivery_is_written_down_with_it(outcome: Outcome, reason: str) -> None:
    assert decide(outcome, TO, NOW).reason == reason


@pytest.mark.parametrize("seconds", [1, 35, 3_600, 43_837, 10**6])
def test_a_flood_wait_of_any_length_is_obeyed(seconds: int) -> None:
    wait = timedelta(seconds=seconds)
    assert decide(SlowDown(wait), TO, NOW).ready_at == NOW + wait


@pytest.mark.parametrize("outcome", [NotSent(), Withdrawn(), Revoked()], ids=str)
def test_what_did_not_leave_waits_twice_as_long_each_time_up_to_the_longest(
    outcome: Outcome,
) -> None:
    waits = []
    for attempts in range(60):
        ready_at = decide(outcome, replace(TO, attempts=attempts), NOW).ready_at
        assert ready_at is not None
        waits.append(ready_at - NOW)
    grown = [wait for wait in waits if wait < LONGEST_RETRY]
    assert grown == [FIRST_RETRY * 2**n for n in range(len(grown))]
    assert len(grown) > 3
    assert set(waits[len(grown) :]) == {LONGEST_RETRY}


def test_a_group_that_moves_in_a_circle_is_given_up() -> None:
    states = [
        decide(Moved(-100), replace(TO, attempts=n), NOW).state for n in range(MOST_MOVES + 1)
    ]
    assert states == [QUEUED] * MOST_MOVES + [FAILED]
