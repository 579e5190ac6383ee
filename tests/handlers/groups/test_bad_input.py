"""What goes wrong in groups: nothing is logged as an error, nobody is spammed."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from standin.bot_api.faults import Fault
from standin.state.chat_kinds import USUAL_ADMIN
from tests.conversation import Conversation
from tests.handlers.groups.group_life import Group, Role, support_group


@pytest.fixture
async def group(talk: Conversation, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Group]:
    """A group with topics; at the end no error may have been logged."""
    group = await support_group(talk, forum=True)
    caplog.set_level(logging.WARNING)
    yield group
    await talk.quiet()
    assert not [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize("command", ["/settings", "/faq cure", "/start", "/subscribe"])
async def test_where_the_bot_may_not_write_commands_are_let_go_by(
    group: Group, command: str
) -> None:
    group.talk.world.chats.set_permissions(group.chat, frozenset())
    assert await group.command(command, Role.CREATOR) == []


async def test_in_a_closed_topic_commands_are_let_go_by(group: Group) -> None:
    topic = group.talk.world.topics.create(group.chat, "Closed")
    group.talk.world.topics.close(group.chat, topic.id)
    assert await group.command("/faq cure", Role.CREATOR, thread_id=topic.id) == []


async def test_a_panel_in_a_topic_that_was_deleted_is_an_old_panel(group: Group) -> None:
    topic = group.talk.world.topics.create(group.chat, "Soon gone")
    panel = await group.settings(thread_id=topic.id)
    data = panel.button("Weekly tip ›")["callback_data"]
    group.talk.world.topics.delete(group.chat, topic.id)
    _, answer = await group.press(panel, data)
    assert answer.text.startswith("This panel is from an earlier time.")


async def test_a_panel_in_private_of_a_group_that_put_the_bot_out_changes_nothing(
    group: Group,
) -> None:
    world = group.talk.world
    await group.settings()
    listed = await group.talk.say("/start groups")
    panel, _ = await group.set(listed, "Support", "Weekly tip ›")
    world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    _, answer = await group.press(panel, "☐ Weekly tip")
    assert answer.show_alert
    assert await group.talk.services.subscriptions.get(group.chat.id) is None


async def test_a_group_that_was_deleted_is_not_an_error(group: Group) -> None:
    await group.settings()
    listed = await group.talk.say("/start groups")
    group.talk.world.chats.delete(group.chat)
    await group.talk.quiet()
    await group.press(listed, "Support")
    assert group.talk.last().text.startswith("I can't open the settings of that chat for you.")


async def test_a_panel_that_was_deleted_by_hand_costs_nothing(group: Group) -> None:
    first, second = await group.settings(), await group.settings(Role.ADMIN)
    group.talk.world.messages.delete(group.chat, first.id)
    panel, _ = await group.press(second, "Weekly tip ›", Role.ADMIN)
    assert panel is not None
    _, answer = await group.press(panel, "☐ Weekly tip", Role.ADMIN)
    assert answer.text.startswith("Tips: ")


async def test_while_telegram_is_slow_to_take_edits_the_change_is_stored_and_said(
    group: Group,
) -> None:
    panel, _ = await group.set(await group.settings(), "Weekly tip ›")
    group.talk.world.faults.always("editMessageText", Fault.server_error())
    _, answer = await group.press(panel, "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Monday")
    group.talk.world.faults.clear()
    panel, _ = await group.press(panel, "gp:x")
    assert (await group.talk.services.groups.settings(group.chat.id)).tips


async def test_rights_given_and_taken_many_times_bring_no_word(group: Group) -> None:
    before = group.talk.world.history.last(group.chat).id
    for _ in range(20):
        group.talk.world.membership.promote_bot(group.chat, group.talk.person, USUAL_ADMIN)
        group.talk.world.membership.demote_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    assert group.talk.world.history.said_by_bot(group.chat, after=before) == []


async def test_edited_commands_are_not_obeyed_again(group: Group) -> None:
    world = group.talk.world
    said = world.messages.send(group.chat, group.people[Role.MEMBER], "/faq cure")
    await group.talk.quiet()
    before = world.history.last(group.chat).id
    world.messages.edit(group.chat, said.id, "/settings")
    await group.talk.quiet()
    assert world.history.said_by_bot(group.chat, after=before) == []


async def test_a_very_long_name_and_topic_fit_into_every_answer(group: Group) -> None:
    world = group.talk.world
    world.chats.rename(group.chat, "<i>" + "Hope & " * 35, group.talk.person)
    topic = world.topics.create(group.chat, "&<b>" + "n" * 124)
    panel = await group.settings(thread_id=topic.id)
    _, answer = await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
    assert topic.name in answer.text
    assert len(answer.text) <= 200


async def test_a_topic_without_a_number_is_no_topic(group: Group) -> None:
    made = {
        "message_id": 2,
        "date": 1773133200,
        "chat": {"id": group.chat.id, "type": "supergroup", "title": "Support group"},
        "forum_topic_created": {"name": "News", "icon_color": 7322096},
    }
    command = {"type": "bot_command", "offset": 0, "length": 9}
    said = {"text": "/settings", "entities": [command], "is_topic_message": True}
    world = group.talk.world
    sent = world.messages.send_content(
        group.chat, group.people[Role.CREATOR], {**said, "reply_to_message": made}
    )
    answer = await world.history.reply_in(group.chat, after=sent)
    assert "Settings" in answer.text
