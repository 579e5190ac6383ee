"""Opting in, the tip that comes each week, and stopping: as a person lives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import tasks
from bot.actions.subscription import SetSchedule
from bot.screens.request import Visitor
from bot.tips.schedule import Schedule
from handlers.runtime.sliding_window import Limit
from standin.state.messages import Message
from tests.conversation import HASTE, Conversation, buttons, conversation
from tests.support.deliveries import delivery_counts
from tests.support.transactions import commits

WEEK = timedelta(weeks=1)
MONDAY_TEN = Schedule(0, 10, 0, "Europe/Lisbon")


async def subscribe(talk: Conversation, day: str = "Monday", hour: str = "10:00") -> Message:
    """Opts in by buttons, for Lisbon; the confirmation."""
    asked = await talk.say("/subscribe")
    asked, _ = await talk.tap(asked, "Yes, choose day and time")
    asked, _ = await talk.tap(asked, day)
    asked, _ = await talk.tap(asked, hour)
    confirmed, _ = await talk.tap(asked, "Lisbon")
    return confirmed


def tips(talk: Conversation) -> list[Message]:
    return [m for m in talk.world.history.said_by_bot(talk.private) if m.text.startswith("💡")]


async def test_opting_in_says_first_what_comes_how_often_and_how_to_stop(
    talk: Conversation,
) -> None:
    asked = await talk.say("/subscribe")
    for words in ("What comes:", "How often:", "How to stop:", "the bot keeps"):
        assert words in asked.text
    assert await talk.services.subscriptions.get(talk.private) is None


async def test_agreeing_is_confirmed_with_day_hour_city_and_the_first_date(
    talk: Conversation,
) -> None:
    confirmed = await subscribe(talk)
    assert "Monday, 10:00, Lisbon time" in confirmed.text
    assert "16\u00a0March" in confirmed.text


async def test_the_tip_comes_at_the_local_hour_with_its_link_and_a_way_to_stop(
    talk: Conversation,
) -> None:
    await subscribe(talk)
    await talk.pass_time(timedelta(days=5))
    assert not tips(talk)
    await talk.pass_time(timedelta(days=2))
    (tip,) = tips(talk)
    # 10:00 in Lisbon in mid-March is 10:00 UTC.
    assert datetime.fromtimestamp(tip.date, UTC).strftime("%a %H:%M") == "Mon 10:00"
    assert "This week:" in tip.text
    assert any(e["type"] == "text_link" for e in tip.entities)
    assert "Stop the tips" in buttons(tip)


async def test_the_hour_stays_the_same_when_the_clocks_change(talk: Conversation) -> None:
    await subscribe(talk)
    await talk.pass_time(4 * WEEK)
    hours = [datetime.fromtimestamp(t.date, UTC).hour for t in tips(talk)]
    assert hours == [10, 10, 9, 9]  # Lisbon went to summer time on 29 March 2026


async def test_nothing_repeats_until_all_were_seen(talk: Conversation) -> None:
    await subscribe(talk)
    count = len(talk.services.live.current.by_language["en"].content.tips)
    await talk.pass_time((count + 2) * WEEK)
    titles = [tip.text.splitlines()[0] for tip in tips(talk)]
    assert len(set(titles[:count])) == count
    assert titles[count] == titles[0]


async def test_the_button_under_a_tip_stops_them_at_once_and_leaves_the_tip(
    talk: Conversation,
) -> None:
    await subscribe(talk)
    await talk.pass_time(WEEK)
    (tip,) = tips(talk)
    await talk.tap(tip, "Stop the tips")
    assert talk.last().text.startswith("Stopped.")
    assert talk.world.state.chat(talk.private).messages[tip.id].text == tip.text
    await talk.pass_time(3 * WEEK)
    assert len(tips(talk)) == 1


async def test_a_tip_that_waits_for_its_turn_is_held_when_they_are_stopped(tmp_path: Path) -> None:
    """Telegram takes one message a second for a chat; stopping must be quicker than that."""
    one_in_two_seconds = replace(HASTE, per_chat=Limit(1, 2.0))
    async with conversation(tmp_path, sending=one_in_two_seconds) as talk:
        await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)
        panel = await talk.say("/settings")
        waiting = tasks.start(talk.pass_time(WEEK), "a week")
        await talk.world.until(lambda: bool(talk.courier.in_flight))
        talk.world.buttons.press(talk.private, panel, talk.person, "Stop the tips")
        await talk.world.until(lambda: talk.last().text.startswith("Stopped."))
        await waiting
        await talk.pass_time(WEEK)
        assert not tips(talk)


async def test_only_what_has_had_its_turn_is_written_down_as_sent_or_on_its_way(
    tmp_path: Path,
) -> None:
    one_a_minute = replace(HASTE, for_broadcasts=Limit(1, 60.0))
    async with conversation(tmp_path, sending=one_a_minute) as talk:
        for number in range(5):
            person = talk.world.people.add(f"P{number}")
            talk.world.deep_links.start(person)
            await talk.services.subscriptions.subscribe(person.id, MONDAY_TEN)
        await talk.quiet()
        due = await talk.services.subscriptions.next_due_at()
        assert due is not None
        talk.clock.move_to(due)
        run = tasks.start(talk.courier.tick(), "run")
        await talk.world.until(lambda: talk.courier.in_flight == 4)
        assert await delivery_counts(talk.services.database) == {"sent": 1, "queued": 4}
        await talk.courier.drain(0.1)
        await run


async def test_unsubscribe_stops_and_subscribing_again_goes_on_where_it_left_off(
    talk: Conversation,
) -> None:
    await subscribe(talk)
    await talk.pass_time(2 * WEEK)
    assert (await talk.say("/unsubscribe")).text.startswith("Stopped.")
    await talk.pass_time(2 * WEEK)
    assert len(tips(talk)) == 2
    await subscribe(talk)
    await talk.pass_time(2 * WEEK)
    titles = [tip.text.splitlines()[0] for tip in tips(talk)]
    assert len(set(titles)) == len(titles) == 4


async def test_a_tip_now_counts_as_seen_for_a_subscriber(talk: Conversation) -> None:
    await subscribe(talk)
    now = await talk.say("/tip")
    await talk.pass_time(WEEK)
    assert tips(talk)[-1].text.splitlines()[0] != now.text.splitlines()[0]


async def test_who_has_not_subscribed_can_leaf_through_tips_and_nothing_is_stored(
    talk: Conversation,
) -> None:
    first = await talk.say("/tip")
    second, _ = await talk.tap(first, "Another tip")
    assert second.id == first.id
    assert second.text != first.text
    assert await talk.services.chats.get(talk.private) is None


async def test_settings_show_and_change_the_schedule_in_the_same_message(
    talk: Conversation,
) -> None:
    await subscribe(talk)
    panel = await talk.say("/settings")
    assert "Monday, 10:00, Lisbon time" in panel.text
    asked, _ = await talk.tap(panel, "Change time zone")
    changed, _ = await talk.tap(asked, "New York")
    assert changed.id == panel.id
    assert changed.text.startswith("Changed.")
    assert "Monday, 10:00, New York time" in changed.text


async def test_choosing_the_time_is_one_transaction_at_first_and_when_it_is_changed(
    talk: Conversation,
) -> None:
    visitor = Visitor(talk.private, private=True, language="en")
    for hour in (10, 18):
        async with commits(talk.services.database) as committed:
            await talk.services.screens.show(SetSchedule(0, hour, "Europe/Lisbon"), visitor)
            assert len(committed) == 1


async def test_subscribing_twice_shows_what_was_agreed_to(talk: Conversation) -> None:
    await subscribe(talk)
    assert (await talk.say("/subscribe")).text.startswith("Settings")


async def test_deleting_my_data_stops_the_tips_and_leaves_no_row(talk: Conversation) -> None:
    await subscribe(talk)
    asked = await talk.say("/privacy")
    asked, _ = await talk.tap(asked, "Delete my data")
    done, _ = await talk.tap(asked, "Yes, delete everything")
    assert done.text.startswith("Deleted.")
    assert await talk.services.chats.export(talk.private) == {}
    await talk.pass_time(2 * WEEK)
    assert not tips(talk)


async def test_who_blocks_the_bot_gets_nothing_and_has_it_all_back_on_return(
    talk: Conversation,
) -> None:
    await subscribe(talk)
    talk.world.people.block_bot(talk.person)
    await talk.quiet()
    await talk.pass_time(2 * WEEK)
    assert not tips(talk)
    talk.world.people.unblock_bot(talk.person)
    await talk.say("/menu")
    await talk.pass_time(WEEK)
    assert len(tips(talk)) == 1


async def test_subscription_position_and_old_buttons_survive_a_restart(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        await subscribe(talk)
        menu = await talk.say("/menu")
        await talk.pass_time(2 * WEEK)
        asked = await talk.say("/settings")
        asked, _ = await talk.tap(asked, "Change time zone")
        before = [tip.text for tip in tips(talk)]
    async with conversation(tmp_path, world=talk.world, clock=talk.clock) as again:
        again.person = talk.person
        # The question that was open before the restart is still understood.
        assert "Berlin time" in (await again.say("Berlin")).text
        shown, _ = await again.tap(menu, "Questions & answers")
        assert shown.text.startswith("Questions people ask")
        await again.pass_time(2 * WEEK)
        after = [tip.text for tip in tips(again)]
    assert after[: len(before)] == before
    assert len(set(after)) == len(after) == 4
