"""The clock is set while a tip waits or is on its way: it comes at its time by the new one."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot import tasks
from bot.delivery.circuit_breaker import MOST_IN_A_ROW
from bot.delivery.outcome import DeliveryState, NotSent
from tests.delivery.builders import Engine
from tests.delivery.test_courier import NEXT_MONDAY

SPANS = [timedelta(days=days) for days in (1, 30, 365)]
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("by", SPANS, ids=str)
async def test_a_tip_that_fails_while_the_clock_runs_ahead_leaves_once_it_is_put_right(
    engine: Engine, by: timedelta
) -> None:
    await engine.subscribed()
    await _fails_once_as_the_clock_goes_to(engine, NEXT_MONDAY + by)
    await _put_right(engine, NEXT_MONDAY + 10 * MINUTE)
    assert [tip.slot_at for tip in engine.messenger.sent] == [NEXT_MONDAY]


@pytest.mark.parametrize("by", SPANS, ids=str)
async def test_a_tip_that_a_clock_ahead_held_for_too_late_leaves_once_it_is_put_right(
    engine: Engine, by: timedelta
) -> None:
    await engine.subscribed()
    await _fails_once_as_the_clock_goes_to(engine, NEXT_MONDAY + by)
    engine.clock.advance(30 * MINUTE)
    await engine.courier.tick()
    assert ("dropped", "late") in await engine.states()
    await _put_right(engine, NEXT_MONDAY + 40 * MINUTE)
    assert [tip.slot_at for tip in engine.messenger.sent] == [NEXT_MONDAY]


async def test_what_was_rightly_too_late_stays_so_when_the_clock_is_set_back_a_little(
    engine: Engine,
) -> None:
    await engine.subscribed()
    engine.clock.move_to(NEXT_MONDAY + timedelta(hours=13))
    await engine.courier.tick()
    engine.clock.advance(-2 * MINUTE)
    await engine.courier.tick()
    assert engine.messenger.sent == []
    assert await engine.counts() == {DeliveryState.DROPPED: 1}


@pytest.mark.parametrize("by", SPANS, ids=str)
async def test_an_outage_under_a_clock_that_ran_ahead_holds_nothing_back_for_longer_than_a_rest(
    engine: Engine, by: timedelta
) -> None:
    for chat_id in range(1, MOST_IN_A_ROW + 1):
        await engine.subscribed(chat_id)
    engine.messenger.always = NotSent()
    engine.clock.advance(by)
    await engine.tick_when_due()
    engine.clock.advance(-by)
    await engine.courier.tick()
    await _put_right(engine, NEXT_MONDAY)  # the outage goes on: what probes the way fails too
    engine.messenger.always = None
    for _ in range(3 * 60):
        engine.clock.advance(MINUTE)
        await engine.courier.tick()
    this_monday = [tip for tip in engine.messenger.sent if tip.slot_at == NEXT_MONDAY]
    assert len(this_monday) == MOST_IN_A_ROW


async def _fails_once_as_the_clock_goes_to(engine: Engine, wrong: datetime) -> None:
    engine.messenger.gate = asyncio.Event()
    engine.messenger.outcomes[7] = [NotSent()]
    engine.clock.move_to(NEXT_MONDAY)
    flying = tasks.start(engine.courier.tick(), "tick")
    await engine.messenger.has_tried(1)
    engine.clock.move_to(wrong)
    engine.messenger.gate.set()
    await flying


async def _put_right(engine: Engine, right: datetime) -> None:
    engine.clock.move_to(right)
    await engine.courier.tick()
