"""The bot comes into a group, is set up, is put out, comes back, loses its voice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chats.model import ChatState
from handlers.lifecycle import tidy
from standin.state.chat_kinds import USUAL_ADMIN, USUAL_PERMISSIONS
from standin.state.chats import Chat
from standin.state.members import Status
from standin.state.messages import Message
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.groups.group_life import MAY_MANAGE, Group, Role, support_group

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@pytest.fixture
async def group(talk: Conversation) -> Group:
    """A group to which the bot has not been added yet."""
    return await support_group(talk, with_bot=False)


async def added(group: Group) -> list[Message]:
    """The creator brings the bot in; what it says."""
    before = group.chat.next_message_id
    group.talk.world.membership.add_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    return group.talk.world.history.said_by_bot(group.chat, after=before)


async def with_tips(group: Group) -> Message:
    (hello,) = await added(group)
    return (await group.set(hello, "Set up (admins)", "Weekly tip ›", "☐ Weekly tip"))[0]


async def met(group: Group) -> None:
    """The creator has written to the bot in private, so that it may write to them."""
    await group.talk.say("/help")


def told(group: Group, *, after: int) -> list[Message]:
    return group.talk.world.history.said_by_bot(group.talk.private, after=after)


async def test_it_says_once_and_shortly_what_it_does_and_what_it_does_not(group: Group) -> None:
    (hello,) = await added(group)
    assert "only commands and replies to me" in hello.text
    assert len(hello.text) < 400
    assert buttons(hello) == ["Set up (admins)", "Open the private chat", "🆘 Urgent"]


async def test_the_link_that_adds_it_brings_no_second_hello(group: Group) -> None:
    before = group.chat.next_message_id
    group.talk.world.deep_links.add_to_group(group.chat, group.talk.person, "setup")
    await group.talk.quiet()
    (hello,) = group.talk.world.history.said_by_bot(group.chat, after=before)
    assert "Set up (admins)" in buttons(hello)


async def test_start_in_private_offers_to_add_it_and_asks_for_no_right(
    talk: Conversation,
) -> None:
    start = await talk.say("/start")
    link = addresses(start)["Add to your group"]
    assert link == "https://t.me/RefractorySupportBot?startgroup=setup"


@pytest.mark.parametrize("role", MAY_MANAGE)
async def test_set_up_turns_the_hello_into_the_panel_of_who_pressed(
    group: Group, role: Role
) -> None:
    (hello,) = await added(group)
    panel, answer = await group.press(hello, "Set up (admins)", role)
    assert panel is not None
    assert panel.id == hello.id
    assert panel.text.startswith("Settings: Support")
    assert not answer.show_alert


async def test_added_where_it_may_not_write_it_keeps_quiet(group: Group) -> None:
    group.talk.world.chats.set_permissions(group.chat, frozenset())
    assert await added(group) == []


async def test_put_out_it_stops_the_schedule_at_once(group: Group) -> None:
    await with_tips(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    subscription = await group.talk.services.subscriptions.get(group.chat.id)
    assert subscription is not None
    assert subscription.next_due_at is None
    known = await group.talk.services.chats.get(group.chat.id)
    assert known is not None
    assert known.state is ChatState.LEFT


async def test_back_within_a_month_it_sends_nothing_before_it_is_asked_to(group: Group) -> None:
    await with_tips(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    group.talk.clock.advance(20 * DAY)
    (hello,) = await added(group)
    assert hello.text.startswith("Hello again.")
    assert buttons(hello)[:2] == ["Restore", "Start fresh"]
    before = group.talk.world.history.last(group.chat).id
    await group.talk.pass_time(2 * WEEK)
    assert group.talk.world.history.said_by_bot(group.chat, after=before) == []


async def test_restored_everything_is_as_it_was(group: Group) -> None:
    panel = await with_tips(group)
    await group.set(panel, "Day: Monday ›", "Friday")
    before = await group.talk.services.groups.settings(group.chat.id)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (hello,) = await added(group)
    panel, answer = await group.set(hello, "Restore")
    assert answer.text == "Done. Everything is as it was."
    assert "Tips: every Friday, 10:00" in panel.text
    assert await group.talk.services.groups.settings(group.chat.id) == before
    await group.press(panel, "gback")
    assert await group.talk.services.groups.settings(group.chat.id) == before


async def test_tips_that_were_off_stay_off_when_all_is_restored(group: Group) -> None:
    await group.press(await with_tips(group), "☑ Weekly tip")
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (hello,) = await added(group)
    panel, _ = await group.set(hello, "Restore")
    assert "Tips: off" in panel.text


async def test_started_fresh_nothing_of_before_is_left(group: Group) -> None:
    panel = await with_tips(group)
    await group.set(panel, "Day: Monday ›", "Friday")
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (hello,) = await added(group)
    panel, answer = await group.set(hello, "Start fresh")
    assert answer.text == "Done. Nothing of before was kept."
    assert await group.talk.services.subscriptions.get(group.chat.id) is None
    await group.press(panel, "Weekly tip ›")
    _, answer = await group.press(panel, "gfresh")
    assert (await group.talk.services.groups.settings(group.chat.id)).weekday == 0


async def test_an_old_start_fresh_does_not_undo_what_was_set_up_since(group: Group) -> None:
    await with_tips(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (hello,) = await added(group)
    await group.set(await group.settings(), "Weekly tip ›", "☐ Weekly tip")
    await group.press(hello, "Start fresh")
    assert (await group.talk.services.groups.settings(group.chat.id)).tips


@pytest.mark.parametrize("role", [Role.MEMBER, Role.POWERLESS, Role.ANONYMOUS, Role.CHANNEL])
@pytest.mark.parametrize("button", ["Restore", "Start fresh"])
async def test_only_an_admin_decides_what_becomes_of_earlier_settings(
    group: Group, role: Role, button: str
) -> None:
    await with_tips(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (hello,) = await added(group)
    _, answer = await group.press(hello, button, role)
    assert answer.show_alert
    assert await group.talk.services.presence.is_set_aside(group.chat.id)


async def test_a_month_later_it_has_forgotten_the_group(group: Group) -> None:
    await with_tips(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    group.talk.clock.advance(29 * DAY)
    await tidy(group.talk.services, group.talk.courier)
    assert await group.talk.services.chats.export(group.chat.id)
    group.talk.clock.advance(2 * DAY)
    await tidy(group.talk.services, group.talk.courier)
    assert not await group.talk.services.chats.export(group.chat.id)
    (hello,) = await added(group)
    assert "Set up (admins)" in buttons(hello)


async def test_a_group_that_set_nothing_up_has_nothing_to_restore(group: Group) -> None:
    await added(group)
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    group.talk.clock.advance(DAY)
    (hello,) = await added(group)
    assert "Restore" not in buttons(hello)


async def test_restricted_it_tells_the_admin_who_enabled_it_privately_and_once(
    group: Group,
) -> None:
    await met(group)
    await with_tips(group)
    before = group.talk.last().id
    group.talk.world.membership.restrict_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    (word,) = told(group, after=before)
    assert word.text.startswith("I can't write in Support any more")
    await group.talk.pass_time(WEEK)
    group.talk.world.membership.restrict_bot(
        group.chat, group.talk.person, frozenset({"can_send_polls"})
    )
    await group.talk.quiet()
    assert told(group, after=word.id) == []


async def test_allowed_to_write_again_its_tips_go_on(group: Group) -> None:
    await met(group)
    await with_tips(group)
    group.talk.world.membership.restrict_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    await group.talk.pass_time(WEEK)
    paused = await group.talk.services.groups.settings(group.chat.id)
    assert paused.refused == "no-rights"
    group.talk.world.membership.restrict_bot(group.chat, group.talk.person, USUAL_PERMISSIONS)
    await group.talk.quiet()
    before = group.talk.world.history.last(group.chat).id
    await group.talk.pass_time(WEEK)
    (tip,) = group.talk.world.history.said_by_bot(group.chat, after=before)
    assert tip.text.startswith("💡")
    # Should it happen another time, they hear of it another time.
    known = group.talk.last().id
    group.talk.world.membership.restrict_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    assert len(told(group, after=known)) == 1


async def test_an_admin_who_never_wrote_in_private_is_not_an_error(group: Group) -> None:
    await with_tips(group)
    group.talk.world.membership.restrict_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    assert told(group, after=0) == []


async def test_what_is_kept_of_an_admin_is_shown_to_them_and_forgotten_with_them(
    group: Group,
) -> None:
    await met(group)
    await with_tips(group)
    found = await group.talk.services.chats.export(group.talk.private)
    assert [row["chat_id"] for row in found["group_managers"]] == [group.chat.id]
    enabled = {"chat_id": group.chat.id, "enabled_by": group.talk.private}
    assert found["subscriptions"] == [enabled]
    await group.talk.services.chats.forget(group.talk.private)
    assert await group.talk.services.managers.groups_of(group.talk.private) == []


def channel_of(group: Group) -> Chat:
    return group.talk.world.chats.create_channel("Invented news", group.talk.person)


async def test_a_channel_is_never_written_to_before_its_admin_wants_it(group: Group) -> None:
    await met(group)
    channel, before = channel_of(group), group.talk.last().id
    group.talk.world.membership.add_bot(channel, group.talk.person, status=Status.ADMINISTRATOR)
    await group.talk.quiet()
    assert group.talk.world.history.said_by_bot(channel) == []
    (hello,) = told(group, after=before)
    assert "Invented news" in hello.text


async def test_a_channels_admin_sets_tips_up_in_private(group: Group) -> None:
    await met(group)
    channel, before = channel_of(group), group.talk.last().id
    group.talk.world.membership.add_bot(channel, group.talk.person, status=Status.ADMINISTRATOR)
    await group.talk.quiet()
    (hello,) = told(group, after=before)
    panel, _ = await group.set(hello, "Settings in private")
    assert "Answers and commands ›" not in buttons(panel)
    panel, answer = await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Monday, 10:00, Lisbon.")
    await group.talk.pass_time(WEEK)
    (tip,) = group.talk.world.history.said_by_bot(channel)
    assert tip.text.startswith("💡")


async def test_a_channel_in_which_it_may_not_post_any_more_is_told_of_once(group: Group) -> None:
    await met(group)
    channel = channel_of(group)
    world = group.talk.world
    world.membership.add_bot(channel, group.talk.person, status=Status.ADMINISTRATOR)
    await group.talk.quiet()
    before = group.talk.last().id
    world.membership.promote_bot(channel, group.talk.person, USUAL_ADMIN - {"can_post_messages"})
    await group.talk.quiet()
    (word,) = told(group, after=before)
    assert word.text.startswith("I can't write in Invented news any more")
