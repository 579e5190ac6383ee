"""The weekly run: never skipped, never doubled, never a whole audience lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chats.model import ChatKind, ChatState
from bot.delivery.courier import PlaceRefused, RunResumed, RunStopped
from bot.delivery.outcome import (
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
)
from bot.store.database import DatabaseProblem
from bot.tips.schedule import Schedule
from bot.tips.subscriptions import SubscriptionState
from bot.tips.tip_delivery import KIND
from tests.delivery.builders import TIPS, Engine, disk_that_takes_no_more, engine_on

NEXT_MONDAY = datetime(2026, 11, 30, 10, tzinfo=UTC)
WEEK = timedelta(weeks=1)


async def test_a_tip_comes_each_week_at_its_time_and_none_before(engine: Engine) -> None:
    await engine.subscribed()
    await engine.courier.tick()
    assert engine.messenger.tried == []
    for _ in range(4):
        await engine.tick_when_due()
    assert [(d.slot_at, d.tip_id) for d in engine.messenger.sent] == [
        (NEXT_MONDAY + week * WEEK, f"tip/{name}")
        for week, name in enumerate(("one", "two", "three", "one"))
    ]


async def test_a_second_look_at_the_same_minute_sends_nothing_more(engine: Engine) -> None:
    await engine.subscribed()
    await engine.tick_when_due()
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 1


async def test_a_tip_names_all_that_its_place_needs(engine: Engine) -> None:
    await engine.subscribed(-1001, thread_id=5, enabled_by=8)
    await engine.changed(-1001, delete_previous=True, pin=True)
    await engine.tick_when_due()
    await engine.tick_when_due()
    first, second = engine.messenger.sent
    assert (second.chat_id, second.thread_id) == (-1001, 5)
    kept = await engine.subscriptions.get(-1001)
    assert kept is not None
    assert kept.enabled_by == 8
    assert (first.delete_message_id, second.delete_message_id, second.pin) == (None, 1, True)


async def test_a_restart_goes_on_where_the_last_run_ended(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with engine_on(path) as engine:
        await engine.subscribed()
        await engine.tick_when_due()
    async with engine_on(path, at=NEXT_MONDAY + timedelta(hours=1)) as engine:
        await engine.courier.recover()
        await engine.courier.tick()
        assert engine.messenger.sent == []
        await engine.tick_when_due()
        assert [d.tip_id for d in engine.messenger.sent] == ["tip/two"]


async def test_a_run_missed_by_hours_is_made_up_for(engine: Engine) -> None:
    await engine.subscribed()
    engine.clock.move_to(NEXT_MONDAY + timedelta(hours=9))
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 1


async def test_after_weeks_of_downtime_nothing_is_piled_up(engine: Engine) -> None:
    await engine.subscribed()
    engine.clock.move_to(NEXT_MONDAY + 3 * WEEK + timedelta(days=1))
    await engine.courier.tick()
    assert engine.messenger.sent == []
    assert await engine.states() == [("dropped", "late")] * 4
    assert await engine.counts() == {DeliveryState.DROPPED: 4}
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/one"]


async def test_a_run_that_reaches_the_quiet_hours_waits_until_they_end(engine: Engine) -> None:
    await engine.subscribed(schedule=Schedule(0, 20, 55, "UTC"))
    engine.messenger.outcomes[7] = [SlowDown(timedelta(minutes=30))]
    await engine.tick_when_due()
    await engine.tick_when_due()
    assert engine.messenger.sent == []
    await engine.tick_when_due()
    assert engine.clock.now() == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert len(engine.messenger.sent) == 1


async def test_unsubscribing_stops_a_tip_that_waits(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [SlowDown(timedelta(minutes=1))]
    await engine.tick_when_due()
    assert await engine.subscriptions.unsubscribe(7)
    engine.clock.advance(timedelta(hours=1))
    await engine.courier.tick()
    assert engine.messenger.sent == []
    assert await engine.states() == [("dropped", "unsubscribed")]


@pytest.mark.parametrize("outcome", [NotSent(), SlowDown(timedelta(seconds=35))], ids=str)
async def test_what_did_not_leave_is_sent_again_as_the_same_tip(
    engine: Engine, outcome: Outcome
) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [outcome, outcome]
    for _ in range(3):
        await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.tried] == ["tip/one"] * 3
    assert len(engine.messenger.sent) == 1


async def test_a_flood_wait_that_makes_it_too_late_drops_the_tip(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [SlowDown(timedelta(seconds=43_837))]
    await engine.tick_when_due()
    await engine.tick_when_due()
    assert await engine.states() == [("dropped", "late")]


async def test_an_unknown_outcome_is_never_sent_again(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [Unknown()]
    await engine.tick_when_due()
    engine.clock.advance(timedelta(hours=2))
    await engine.courier.tick()
    assert len(engine.messenger.tried) == 1
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/two"]


async def test_an_error_without_an_outcome_counts_as_unknown(engine: Engine) -> None:
    await engine.subscribed()

    async def broken(tip: object, depart: object) -> Outcome:
        raise ZeroDivisionError

    engine.messenger.send_tip = broken  # type: ignore[method-assign]
    await engine.tick_when_due()
    assert await engine.states() == [("unknown", "no answer")]


async def test_a_blocked_chat_is_paused_and_resumes_when_the_person_writes(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [Unreachable("bot was blocked by the user")]
    await engine.tick_when_due()
    chat, kept = await engine.chats.get(7), await engine.subscriptions.get(7)
    assert chat is not None
    assert chat.state is ChatState.BLOCKED
    assert kept is not None
    assert (kept.state, kept.next_due_at) == (SubscriptionState.SUSPENDED, None)
    engine.clock.advance(5 * WEEK)
    await engine.courier.tick()
    await engine.chats.remember(7, ChatKind.PRIVATE)
    await engine.courier.tick()
    assert engine.messenger.sent == []
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/one"]


async def test_a_group_that_became_a_supergroup_gets_its_tip_once(engine: Engine) -> None:
    await engine.subscribed(-5, thread_id=None, enabled_by=8)
    engine.messenger.outcomes[-5] = [Moved(-1005)]
    await engine.tick_when_due()
    assert [d.chat_id for d in engine.messenger.sent] == [-1005]
    assert await engine.chats.get(-5) is None
    assert await engine.states() == [("sent", None)]


async def test_a_move_told_of_while_the_tip_is_on_its_way_sends_it_once(engine: Engine) -> None:
    await engine.subscribed(-5)
    engine.messenger.outcomes[-5] = [Moved(-1005)]
    engine.messenger.gate = asyncio.Event()
    engine.clock.move_to(NEXT_MONDAY)
    async with asyncio.TaskGroup() as group:
        group.create_task(engine.courier.tick())
        await engine.messenger.has_tried(1)
        await engine.chats.move(-5, -1005)
        engine.messenger.gate.set()
    assert [d.chat_id for d in engine.messenger.sent] == [-1005]


@pytest.mark.parametrize("refusal", list(Refusal))
async def test_a_place_that_cannot_be_written_to_is_paused_and_its_admin_told(
    engine: Engine, refusal: Refusal
) -> None:
    await engine.subscribed(-1001, thread_id=5, enabled_by=8)
    engine.messenger.outcomes[-1001] = [Refused(refusal)]
    await engine.tick_when_due()
    await asyncio.sleep(0)
    assert engine.alerts == [PlaceRefused(KIND, -1001, 5, refusal)]
    engine.clock.advance(WEEK)
    await engine.courier.tick()
    assert [d.thread_id for d in engine.messenger.tried] == [5]
    await engine.changed(-1001, thread_id=6, resume=True)
    await engine.tick_when_due()
    assert [(d.thread_id, d.tip_id) for d in engine.messenger.sent] == [(6, "tip/one")]


async def test_a_text_that_telegram_refuses_costs_nobody_the_subscription(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.outcomes[7] = [Failed("can't parse entities")]
    await engine.tick_when_due()
    assert await engine.states() == [("failed", "can't parse entities")]
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/one"]


async def audience(engine: Engine, many: int) -> None:
    for chat_id in range(1, many + 1):
        await engine.subscribed(chat_id)


@pytest.mark.parametrize("outcome", [Unreachable("x"), Refused(Refusal.NO_RIGHTS)], ids=str)
async def test_an_outage_suspends_nobody_and_the_tips_come_after_it(
    engine: Engine, outcome: Outcome
) -> None:
    await audience(engine, 80)
    engine.messenger.always = outcome
    await engine.tick_when_due()
    await asyncio.sleep(0)
    assert [type(alert) for alert in engine.alerts if not isinstance(alert, PlaceRefused)] == [
        RunStopped
    ]
    assert await engine.getting_tips() == 80
    assert len(engine.messenger.tried) < 80
    engine.messenger.always = None
    engine.clock.advance(timedelta(minutes=5))
    await engine.courier.tick()
    await asyncio.sleep(0)
    assert sorted(d.chat_id for d in engine.messenger.sent) == list(range(1, 81))
    assert isinstance(engine.alerts[-1], RunResumed)
    assert {state for state, _ in await engine.states()} == {"sent"}
    assert await engine.counts() == {DeliveryState.SENT: 80}


async def test_one_of_many_that_left_is_suspended_and_the_run_goes_on(engine: Engine) -> None:
    await audience(engine, 40)
    for chat_id in range(1, 41, 4):
        engine.messenger.outcomes[chat_id] = [Unreachable("blocked")]
    await engine.tick_when_due()
    assert await engine.getting_tips() == 30
    assert engine.alerts == []


async def test_servers_that_answer_nonsense_do_not_use_up_everybodys_tip(engine: Engine) -> None:
    await audience(engine, 200)
    engine.messenger.always = Unknown()
    await engine.tick_when_due()
    assert len(engine.messenger.tried) == 60
    engine.messenger.always = None
    engine.clock.advance(timedelta(minutes=5))
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 140


async def test_a_token_that_was_revoked_stops_the_run_and_loses_nothing(engine: Engine) -> None:
    await audience(engine, 3)
    engine.messenger.always = Revoked()
    await engine.tick_when_due()
    engine.messenger.always = None
    engine.clock.advance(timedelta(minutes=6))
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 3


async def test_no_more_are_in_flight_than_allowed(tmp_path: Path) -> None:
    async with engine_on(tmp_path / "bot.sqlite3", in_flight=8) as engine:
        await audience(engine, 50)
        await engine.tick_when_due()
        assert len(engine.messenger.sent) == 50
        assert engine.messenger.at_most_at_once == 8


async def test_ticks_do_not_overlap(engine: Engine) -> None:
    await audience(engine, 5)
    engine.messenger.gate = asyncio.Event()
    engine.clock.move_to(NEXT_MONDAY)
    async with asyncio.TaskGroup() as group:
        group.create_task(engine.courier.tick())
        await engine.messenger.has_tried(5)
        await engine.courier.tick()
        engine.messenger.gate.set()
    assert len(engine.messenger.tried) == 5


async def test_a_clean_stop_settles_what_is_in_flight_and_begins_no_more(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with engine_on(path, in_flight=4) as engine:
        await audience(engine, 10)
        engine.messenger.gate = asyncio.Event()
        engine.clock.move_to(NEXT_MONDAY)
        async with asyncio.TaskGroup() as group:
            group.create_task(engine.courier.tick())
            await engine.messenger.has_tried(4)
            stop = group.create_task(engine.courier.drain(10))
            await asyncio.sleep(0.01)
            assert not stop.done()
            engine.messenger.gate.set()
        assert await engine.counts() == {DeliveryState.SENT: 4, DeliveryState.QUEUED: 6}
        await engine.courier.tick()
        assert len(engine.messenger.tried) == 4
    async with engine_on(path, at=NEXT_MONDAY) as engine:
        assert await engine.courier.recover() == 0
        await engine.courier.tick()
        assert len(engine.messenger.sent) == 6


async def test_what_never_lands_is_unknown_when_the_time_to_stop_is_over(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.gate = asyncio.Event()
    engine.clock.move_to(NEXT_MONDAY)
    async with asyncio.TaskGroup() as group:
        group.create_task(engine.courier.tick())
        await engine.messenger.has_tried(1)
        await engine.courier.drain(0.05)
    assert await engine.states() == [("unknown", "no answer")]


async def test_a_tick_that_is_cancelled_leaves_the_run_alone(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.gate = asyncio.Event()
    engine.clock.move_to(NEXT_MONDAY)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.courier.tick(), 0.05)
    engine.messenger.gate.set()
    await engine.courier.drain()
    assert await engine.states() == [("sent", None)]


async def test_a_disk_that_takes_no_more_loses_nothing_that_was_sent(engine: Engine) -> None:
    await engine.subscribed()
    engine.messenger.gate = asyncio.Event()
    engine.clock.move_to(NEXT_MONDAY)
    async with asyncio.TaskGroup() as group:
        run = group.create_task(_problem_of(engine))
        await engine.messenger.has_tried(1)
        with disk_that_takes_no_more(engine):
            engine.messenger.gate.set()
            assert "disk" in await run
    await engine.courier.tick()
    assert await engine.states() == [("sent", None)]
    assert len(engine.messenger.tried) == 1


async def _problem_of(engine: Engine) -> str:
    with pytest.raises(DatabaseProblem) as caught:
        await engine.courier.tick()
    return str(caught.value)


async def test_a_clock_that_ran_a_year_ahead_and_came_back_costs_no_tip(engine: Engine) -> None:
    await engine.subscribed()
    engine.clock.advance(timedelta(days=365))
    await engine.courier.tick()
    engine.clock.advance(-timedelta(days=365))
    await engine.courier.tick()
    while not engine.messenger.sent:
        await engine.tick_when_due()
    assert engine.messenger.sent[0].slot_at == NEXT_MONDAY


async def test_a_clock_turned_back_an_hour_doubles_nothing(engine: Engine) -> None:
    await engine.subscribed()
    await engine.tick_when_due()
    engine.clock.advance(-timedelta(hours=1))
    await engine.courier.tick()
    engine.clock.advance(timedelta(hours=1))
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 1


async def test_a_zone_that_ceased_to_exist_keeps_the_hour(engine: Engine) -> None:
    await engine.subscribed(schedule=Schedule(0, 10, 0, "America/Sao_Paulo"))
    async with engine.database.transaction() as connection:
        await connection.execute("UPDATE subscriptions SET zone = 'Nowhere/Atlantis'")
    for _ in range(3):
        await engine.tick_when_due()
    assert [d.slot_at.hour for d in engine.messenger.sent] == [13, 13, 13]


async def test_a_tip_taken_from_the_content_is_passed_over(engine: Engine) -> None:
    await engine.subscribed()
    await engine.tick_when_due()
    engine.tips = ("tip/new", *TIPS[2:])
    for _ in range(2):
        await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/one", "tip/new", "tip/three"]


async def test_without_any_tips_the_slot_is_dropped_and_counted(engine: Engine) -> None:
    await engine.subscribed()
    engine.tips = ()
    await engine.tick_when_due()
    assert await engine.states() == [("dropped", "no tips")]


async def test_a_tip_asked_for_does_not_come_again_with_the_weekly_ones(engine: Engine) -> None:
    await engine.subscribed()
    assert await engine.history.take_tip(7, TIPS) == "tip/one"
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/two"]


async def test_rows_older_than_ninety_days_are_pruned(engine: Engine) -> None:
    await engine.subscribed(schedule=Schedule(0, 10, 0, "UTC"))
    for _ in range(20):
        await engine.tick_when_due()
    before = await engine.counts()
    pruned = await engine.courier.prune()
    assert before == {DeliveryState.SENT: 20}
    assert await engine.counts() == {DeliveryState.SENT: 20 - pruned}
    oldest = engine.clock.now() - timedelta(days=84)
    rows = await engine.rows("SELECT min(slot_at) FROM deliveries")
    assert rows == [(int(oldest.timestamp()),)]


async def test_pruning_comes_to_every_chat_and_leaves_what_still_waits(engine: Engine) -> None:
    chats = (-(2**62), -1001, -5, 1, 2**40)
    for chat_id in chats:
        await engine.subscribed(chat_id)
        await engine.promised(chat_id, 0, DeliveryState.SENT)
        await engine.promised(chat_id, 1, DeliveryState.QUEUED)
    assert await engine.outbox.prune(engine.clock.now(), at_once=3) == len(chats)
    assert await engine.counts() == {DeliveryState.QUEUED: len(chats)}


async def test_each_promise_ends_in_one_row_that_says_what_became_of_it(engine: Engine) -> None:
    told: list[Outcome] = [
        Sent(1), Unknown(), Unreachable("x"), Failed("x"), SlowDown(timedelta(hours=13)), NotSent(),
    ]  # fmt: skip
    await audience(engine, len(told))
    engine.messenger.outcomes = {n: [outcome] for n, outcome in enumerate(told, 1)}
    for _ in range(3):
        await engine.tick_when_due()
    rows = await engine.rows(
        "SELECT chat_id, state FROM deliveries WHERE slot_at = ? ORDER BY chat_id",
        int(NEXT_MONDAY.timestamp()),
    )
    states = ("sent", "unknown", "failed", "failed", "dropped", "sent")
    assert rows == list(enumerate(states, 1))


async def test_people_in_every_zone_get_theirs_in_the_same_run(engine: Engine) -> None:
    zones = ("America/New_York", "Asia/Tokyo", "Europe/Lisbon")
    for number, zone in enumerate(zones, 1):
        await engine.subscribed(number, Schedule(0, 10, 0, zone))
    for _ in zones:
        await engine.tick_when_due()
    assert [d.chat_id for d in engine.messenger.sent] == [1, 2, 3]
