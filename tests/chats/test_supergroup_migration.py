"""A group that became a supergroup: one chat goes on, nothing doubled, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chats.model import ChatKind
from bot.delivery.outcome import SlowDown
from bot.tips.schedule import Schedule
from tests.delivery.builders import MONDAYS_AT_TEN, TIPS, Engine

OLD, NEW = -5, -1005
TUESDAYS = Schedule(1, 10, 0, "Europe/Lisbon")
SAVED = "CREATE TABLE saved_items (chat_id INTEGER, item TEXT, PRIMARY KEY (chat_id, item)) STRICT"


async def test_everything_follows_also_what_other_rooms_keep(engine: Engine) -> None:
    before = await engine.subscribed(OLD, thread_id=None, enabled_by=8)
    await engine.tick_when_due()
    async with engine.database.transaction() as connection:
        await connection.execute(SAVED)
        await connection.execute("INSERT INTO saved_items VALUES (?, 'faq/cure')", (OLD,))
    await engine.chats.move(OLD, NEW)
    assert await engine.chats.export(OLD) == {}
    found = await engine.chats.export(NEW)
    assert found["chats"][0]["kind"] == ChatKind.SUPERGROUP
    assert found["saved_items"] == [{"chat_id": NEW, "item": "faq/cure"}]
    assert found["tip_history"] == ["tip/one"]
    assert len(found["deliveries"]) == 1
    moved = await engine.subscriptions.get(NEW)
    assert moved is not None
    assert (moved.id, moved.enabled_by) == (before.id, 8)


async def test_told_twice_it_is_done_once(engine: Engine) -> None:
    await engine.subscribed(OLD)
    await engine.chats.move(OLD, NEW)
    once = await engine.chats.export(NEW)
    await engine.chats.move(OLD, NEW)
    assert await engine.chats.export(NEW) == once


async def test_a_stranger_and_a_chat_that_stays_are_left_alone(engine: Engine) -> None:
    await engine.subscribed(OLD)
    await engine.chats.move(-6, NEW)
    await engine.chats.move(OLD, OLD)
    assert await engine.chats.get(NEW) is None
    assert await engine.chats.get(OLD) is not None


@pytest.mark.parametrize("active", [OLD, NEW])
async def test_of_two_subscriptions_the_active_one_stays(engine: Engine, active: int) -> None:
    await engine.subscribed(OLD, MONDAYS_AT_TEN)
    await engine.subscribed(NEW, TUESDAYS)
    await engine.subscriptions.unsubscribe(OLD if active == NEW else NEW)
    await engine.chats.move(OLD, NEW)
    kept = await engine.subscriptions.get(NEW)
    assert kept is not None
    assert kept.active
    assert kept.schedule == (MONDAYS_AT_TEN if active == OLD else TUESDAYS)


async def test_two_active_ones_become_the_later_wish_with_one_tip_a_week(engine: Engine) -> None:
    await engine.subscribed(OLD, MONDAYS_AT_TEN)
    await engine.subscribed(NEW, TUESDAYS)
    await engine.tick_when_due()  # Tuesday, to the new one
    await engine.tick_when_due()  # Monday, to the old one
    await engine.chats.move(OLD, NEW)
    await engine.tick_when_due()
    slots = [(d.chat_id, d.slot_at.day) for d in engine.messenger.sent]
    assert slots[:2] == [(NEW, 24), (OLD, 30)]
    assert slots[2:] == [(NEW, 8)]
    weeks = [d.slot_at.isocalendar().week for d in engine.messenger.sent]
    assert len(set(weeks)) == len(weeks)


async def test_what_either_has_seen_both_have_seen(engine: Engine) -> None:
    for chat_id in (OLD, NEW):
        await engine.chats.remember(chat_id, ChatKind.guessed(chat_id))
    await engine.history.take_tip(OLD, TIPS)
    await engine.history.take_tip(NEW, TIPS[1:])
    await engine.chats.move(OLD, NEW)
    assert await engine.history.take_tip(NEW, TIPS) == "tip/three"


async def test_one_tip_that_waits_in_both_is_sent_once(engine: Engine) -> None:
    await engine.subscribed(OLD)
    await engine.subscribed(NEW)
    wait = SlowDown(timedelta(minutes=5))
    engine.messenger.outcomes = {OLD: [wait], NEW: [wait]}
    await engine.tick_when_due()
    await engine.chats.move(OLD, NEW)
    await engine.tick_when_due()
    assert [d.chat_id for d in engine.messenger.sent] == [NEW]


async def test_one_that_arrived_in_the_old_group_is_not_sent_to_the_new(engine: Engine) -> None:
    await engine.subscribed(OLD)
    await engine.subscribed(NEW)
    engine.messenger.outcomes = {NEW: [SlowDown(timedelta(minutes=5))]}
    await engine.tick_when_due()
    await engine.chats.move(OLD, NEW)
    engine.clock.advance(timedelta(hours=1))
    await engine.courier.tick()
    assert [d.chat_id for d in engine.messenger.sent] == [OLD]
