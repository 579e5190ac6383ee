"""Opting in and out, and every change between."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chats.model import ChatKind
from bot.content.model import Audience
from bot.delivery.outcome import Refusal, Refused
from bot.tips.schedule import QuietHours, Schedule
from bot.tips.subscriptions import NotSubscribed, SubscriptionState, UnknownZone
from tests.delivery.builders import MONDAYS_AT_TEN, Engine
from tests.support.transactions import commits

FRIDAYS_AT_TEN = Schedule(4, 10, 0, "UTC")
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_a_subscription_keeps_what_was_chosen_and_knows_its_next_tip(engine: Engine) -> None:
    made = await engine.subscriptions.subscribe(
        -1001, MONDAYS_AT_TEN, thread_id=5, enabled_by=8, audience=Audience.CARER
    )
    assert made == await engine.subscriptions.get(-1001)
    assert made.active
    assert (made.schedule, made.audience) == (MONDAYS_AT_TEN, Audience.CARER)
    assert (made.thread_id, made.enabled_by) == (5, 8)
    assert made.next_due_at == day("2026-11-30T10:00")
    assert await engine.subscriptions.next_due_at() == made.next_due_at


async def test_nobody_is_subscribed_without_asking(engine: Engine) -> None:
    assert await engine.subscriptions.get(7) is None
    assert await engine.subscriptions.next_due_at() is None
    assert await engine.rows("SELECT * FROM subscriptions") == []


async def test_a_zone_nobody_knows_is_refused(engine: Engine) -> None:
    with pytest.raises(UnknownZone):
        await engine.subscriptions.subscribe(7, Schedule(0, 10, 0, "Nowhere/Atlantis"))
    assert await engine.subscriptions.get(7) is None


async def test_unsubscribing_stops_and_says_whether_there_was_anything(engine: Engine) -> None:
    await engine.subscribed()
    assert await engine.subscriptions.unsubscribe(7)
    assert not await engine.subscriptions.unsubscribe(7)
    assert not await engine.subscriptions.unsubscribe(99)
    kept = await engine.subscriptions.get(7)
    assert kept is not None
    assert (kept.state, kept.next_due_at) == (SubscriptionState.STOPPED, None)
    assert kept.schedule == MONDAYS_AT_TEN


async def test_coming_back_goes_on_in_the_tips_and_not_twice_in_a_week(engine: Engine) -> None:
    await engine.subscribed()
    await engine.tick_when_due()
    await engine.subscriptions.unsubscribe(7)
    again = await engine.subscribed(schedule=FRIDAYS_AT_TEN)
    assert again.next_due_at == day("2026-12-11T10:00")
    await engine.tick_when_due()
    assert [d.tip_id for d in engine.messenger.sent] == ["tip/one", "tip/two"]


async def test_a_change_keeps_the_tip_promised_this_week(engine: Engine) -> None:
    await engine.subscribed(schedule=FRIDAYS_AT_TEN)
    engine.clock.move_to(WEDNESDAY_NOON)
    changed = await engine.changed(7, schedule=Schedule(0, 10, 0, "UTC"))
    assert changed.next_due_at == day("2026-11-27T10:00")
    changed = await engine.changed(7, schedule=Schedule(1, 10, 0, "UTC"))
    assert changed.next_due_at == day("2026-11-27T10:00")
    await engine.tick_when_due()
    assert await engine.subscriptions.next_due_at() == day("2026-12-01T10:00")


async def test_a_change_to_a_later_day_of_this_week_moves_the_tip(engine: Engine) -> None:
    await engine.subscribed(schedule=FRIDAYS_AT_TEN)
    changed = await engine.changed(7, schedule=Schedule(5, 10, 0, "UTC"))
    assert changed.next_due_at == day("2026-11-28T10:00")


async def test_a_hundred_changes_at_once_leave_one_of_them(engine: Engine) -> None:
    await engine.subscribed()
    schedules = [Schedule(n % 7, 8 + n % 12, 0, "UTC") for n in range(100)]
    async with asyncio.TaskGroup() as group:
        for schedule in schedules:
            group.create_task(engine.changed(7, schedule=schedule))
    kept = await engine.subscriptions.get(7)
    assert kept is not None
    assert kept.schedule in schedules


async def test_agreeing_stores_chat_zone_and_schedule_in_one_transaction(engine: Engine) -> None:
    async with commits(engine.database) as committed:
        agreed = await engine.subscriptions.agree(7, MONDAYS_AT_TEN, "pt")
        assert len(committed) == 1
    chat = await engine.chats.get(7)
    assert chat is not None
    assert (chat.kind, chat.language, chat.zone) == (ChatKind.PRIVATE, "pt", "Europe/Lisbon")
    assert agreed.subscription == await engine.subscriptions.get(7)
    assert (agreed.subscription.active, agreed.changed) == (True, False)
    async with commits(engine.database) as committed:
        again = await engine.subscriptions.agree(7, FRIDAYS_AT_TEN, "pt")
        assert len(committed) == 1
    assert (again.subscription.schedule, again.changed) == (FRIDAYS_AT_TEN, True)


async def test_agreeing_to_a_zone_nobody_knows_stores_nothing_at_all(engine: Engine) -> None:
    with pytest.raises(UnknownZone):
        await engine.subscriptions.agree(7, Schedule(0, 10, 0, "Nowhere/Atlantis"), "en")
    assert await engine.chats.get(7) is None


async def test_who_comes_back_after_stopping_agrees_anew(engine: Engine) -> None:
    await engine.subscriptions.agree(7, MONDAYS_AT_TEN, "en")
    await engine.subscriptions.unsubscribe(7)
    again = await engine.subscriptions.agree(7, MONDAYS_AT_TEN, "en")
    assert (again.subscription.active, again.changed) == (True, False)


async def test_of_two_hundred_wishes_at_once_one_wins_in_every_table(engine: Engine) -> None:
    zones = ("Europe/Lisbon", "Asia/Tokyo", "America/New_York", "Asia/Kolkata")
    schedules = [Schedule(n % 7, 8 + n % 12, 0, zones[n % len(zones)]) for n in range(200)]
    async with asyncio.TaskGroup() as group:
        for schedule in schedules:
            group.create_task(engine.subscriptions.agree(7, schedule, "en"))
    kept, chat = await engine.subscriptions.get(7), await engine.chats.get(7)
    assert kept is not None
    assert chat is not None
    assert kept.schedule in schedules
    assert chat.zone == kept.schedule.zone
    assert kept.next_due_at is not None
    local = kept.next_due_at.astimezone(ZoneInfo(kept.schedule.zone))
    assert (local.weekday(), local.hour) == (kept.schedule.weekday, kept.schedule.hour)


async def test_of_a_stopped_subscription_only_the_settings_change(engine: Engine) -> None:
    await engine.subscribed()
    await engine.subscriptions.unsubscribe(7)
    changed = await engine.changed(7, schedule=FRIDAYS_AT_TEN)
    assert not changed.active
    kept = await engine.subscriptions.get(7)
    assert kept is not None
    assert (kept.schedule, kept.next_due_at) == (FRIDAYS_AT_TEN, None)


async def test_who_never_subscribed_has_nothing_to_change(engine: Engine) -> None:
    with pytest.raises(NotSubscribed):
        await engine.changed(7, schedule=FRIDAYS_AT_TEN)


async def test_quiet_hours_of_ones_own_move_the_tip_out_of_them(engine: Engine) -> None:
    await engine.subscribed(schedule=FRIDAYS_AT_TEN)
    changed = await engine.changed(7, quiet=QuietHours(time(20), time(11)))
    assert changed.next_due_at == day("2026-11-27T11:00")
    assert changed.quiet == QuietHours(time(20), time(11))


async def refused(engine: Engine) -> None:
    """A group's tips are paused: its topic is closed."""
    await engine.subscribed(-1001, thread_id=5)
    engine.messenger.outcomes[-1001] = [Refused(Refusal.TOPIC_CLOSED)]
    await engine.tick_when_due()


async def test_a_pause_that_is_ended_goes_on_with_the_next_slot(engine: Engine) -> None:
    await refused(engine)
    assert await engine.subscriptions.next_due_at() is None
    engine.clock.move_to(day("2026-12-20T00:00"))
    assert (await engine.changed(-1001, resume=True)).next_due_at == day("2026-12-21T10:00")
    await engine.courier.recover()
    assert await engine.subscriptions.next_due_at() == day("2026-12-21T10:00")
    await engine.tick_when_due()
    await engine.tick_when_due()
    assert [d.slot_at for d in engine.messenger.sent] == [
        day("2026-12-21T10:00"),
        day("2026-12-28T10:00"),
    ]


async def test_a_change_during_a_pause_does_not_end_it(engine: Engine) -> None:
    await refused(engine)
    changed = await engine.changed(-1001, schedule=FRIDAYS_AT_TEN)
    assert (changed.state, changed.next_due_at) == (SubscriptionState.PAUSED, None)
    engine.clock.advance(timedelta(days=30))
    await engine.courier.tick()
    assert engine.messenger.sent == []
    assert (await engine.changed(-1001, resume=True)).schedule == FRIDAYS_AT_TEN


async def test_a_pause_ended_at_once_does_not_bring_back_the_slot_of_this_week(
    engine: Engine,
) -> None:
    await refused(engine)
    assert (await engine.changed(-1001, resume=True)).next_due_at == day("2026-12-07T10:00")


async def test_choosing_an_audience_leaves_the_time_alone(engine: Engine) -> None:
    before = await engine.subscribed()
    changed = await engine.changed(7, audience=Audience.PATIENT)
    assert (changed.audience, changed.next_due_at) == (Audience.PATIENT, before.next_due_at)


async def test_the_next_due_instant_counts_what_waits_for_another_try(engine: Engine) -> None:
    await engine.subscribed(schedule=Schedule(0, 20, 55, "UTC"))
    engine.clock.move_to(day("2026-11-23T20:55") + timedelta(minutes=10))
    await engine.courier.tick()
    assert await engine.subscriptions.next_due_at() == day("2026-11-24T08:00")
