"""What follows from each outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.outcome import (
    LONGEST_RETRY,
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
    decide,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TO = Delivery("tip", 7, NOW, "tip/one")
QUEUED, FAILED = DeliveryState.QUEUED, DeliveryState.FAILED


@pytest.mark.parametrize(
    ("outcome", "state", "consequence", "seen"),
    [
        (Sent(1), DeliveryState.SENT, Consequence.NONE, True),
        (Unknown(), DeliveryState.UNKNOWN, Consequence.NONE, True),
        (SlowDown(timedelta(seconds=3)), QUEUED, Consequence.NONE, True),
        (NotSent(), QUEUED, Consequence.NONE, True),
        (Revoked(), QUEUED, Consequence.NONE, True),
        (Moved(-100), QUEUED, Consequence.MOVE, True),
        (Unreachable("blocked"), FAILED, Consequence.SUSPEND, False),
        (Refused(Refusal.TOPIC_CLOSED), FAILED, Consequence.PAUSE, False),
        (Failed("can't parse"), FAILED, Consequence.NONE, False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_outcome_has_its_consequence(
    outcome: Outcome, state: DeliveryState, consequence: Consequence, seen: bool
) -> None:
    decision = decide(outcome, TO, NOW)
    assert (decision.state, decision.consequence, decision.seen) == (state, consequence, seen)
    assert (decision.ready_at is None) == (state is not QUEUED)


@pytest.mark.parametrize("seconds", [1, 35, 3_600, 43_837, 10**6])
def test_a_flood_wait_of_any_length_is_obeyed(seconds: int) -> None:
    wait = timedelta(seconds=seconds)
    assert decide(SlowDown(wait), TO, NOW).ready_at == NOW + wait


def test_what_did_not_leave_is_tried_less_and_less_often() -> None:
    waits = []
    for attempts in (0, 1, 2, 50):
        ready_at = decide(NotSent(), replace(TO, attempts=attempts), NOW).ready_at
        assert ready_at is not None
        waits.append(ready_at - NOW)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_RETRY


def test_a_group_that_moves_in_a_circle_is_given_up() -> None:
    assert decide(Moved(-100), replace(TO, attempts=3), NOW).state is FAILED
