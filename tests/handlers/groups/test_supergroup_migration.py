"""A group becomes a supergroup: told by messages, by an error, or both, one row survives."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import tasks
from standin.bot_api.faults import Fault
from standin.state.bot_updates import tell_bot
from standin.state.chats import Chat
from standin.state.messages import Message
from tests.conversation import Conversation

WEEK = timedelta(days=7)
SUBSCRIBED = "SELECT chat_id FROM subscriptions"


@pytest.fixture
async def small(talk: Conversation) -> Chat:
    """A basic group with tips on and a setting of its own."""
    await talk.say("/help")
    chat = talk.world.chats.create_group("Small", talk.person, with_bot=True)
    panel = await panel_in(talk, chat)
    for label in ("Weekly tip ›", "☐ Weekly tip", "☐ Delete last week's tip", "‹ Back"):
        panel, _ = await talk.tap(panel, label)
    for label in ("Answers and commands ›", "☐ Welcome newcomers"):
        panel, _ = await talk.tap(panel, label)
    return chat


async def panel_in(talk: Conversation, chat: Chat) -> Message:
    return await talk.say("/settings", chat=chat)


async def subscribed(talk: Conversation) -> list[int]:
    async with talk.services.database.read() as connection:
        return [row["chat_id"] for row in await connection.execute_fetchall(SUBSCRIBED)]


async def one_row_survives(talk: Conversation, new_id: int) -> None:
    assert await subscribed(talk) == [new_id]
    settings = await talk.services.groups.settings(new_id)
    assert settings.tips
    assert settings.welcome
    assert settings.delete_previous


def tips_in(talk: Conversation, *chat_ids: int) -> list[Message]:
    said = [m for chat_id in chat_ids for m in talk.world.history.said_by_bot(chat_id)]
    return [message for message in said if message.text.startswith("💡")]


async def test_told_by_both_service_messages(talk: Conversation, small: Chat) -> None:
    new_id = talk.world.chats.migrate(small)
    await talk.quiet()
    await one_row_survives(talk, new_id)
    await talk.pass_time(WEEK)
    assert len(tips_in(talk, small.id, new_id)) == 1


@pytest.mark.parametrize("told", ["migrate_to_chat_id", "migrate_from_chat_id"])
async def test_told_by_one_of_them_alone(talk: Conversation, small: Chat, told: str) -> None:
    new_id = talk.world.chats.migrate(small, announce=False)
    for chat_id in (small.id, new_id):
        for message in talk.world.state.chat(chat_id).messages.values():
            if told in message.content:
                tell_bot(talk.world.state, message)
    await talk.quiet()
    await one_row_survives(talk, new_id)


async def test_found_out_by_the_error_when_the_tip_is_due(talk: Conversation, small: Chat) -> None:
    new_id = talk.world.chats.migrate(small, announce=False)
    await talk.pass_time(WEEK)
    await one_row_survives(talk, new_id)
    assert len(tips_in(talk, small.id, new_id)) == 1
    await talk.pass_time(WEEK)
    assert len(tips_in(talk, small.id, new_id)) >= 1


async def test_by_error_and_by_messages_at_once_with_a_tip_on_its_way(
    talk: Conversation, small: Chat
) -> None:
    talk.world.faults.next("sendMessage", Fault.delay(0.15), chat_id=small.id)
    new_id = talk.world.chats.migrate(small, announce=False)
    going = tasks.start(talk.pass_time(WEEK), "a week")
    await asyncio.sleep(0.05)
    for chat_id in (new_id, small.id):  # the other way round than usual
        for message in tuple(talk.world.state.chat(chat_id).messages.values()):
            if message.is_service and "migrate" in str(message.content):
                tell_bot(talk.world.state, message)
    await going
    await talk.quiet()
    await one_row_survives(talk, new_id)
    assert len(tips_in(talk, small.id, new_id)) == 1


async def test_a_tip_that_arrived_just_before_the_move_is_not_sent_again(
    talk: Conversation, small: Chat
) -> None:
    await talk.pass_time(WEEK)
    assert len(tips_in(talk, small.id)) == 1
    new_id = talk.world.chats.migrate(small)
    await talk.quiet()
    await talk.pass_time(timedelta(days=1))
    assert tips_in(talk, new_id) == []


async def test_no_message_of_the_new_group_is_deleted_for_a_tip_of_the_old_one(
    talk: Conversation, small: Chat
) -> None:
    await talk.pass_time(WEEK)
    (old_tip,) = tips_in(talk, small.id)
    new_id = talk.world.chats.migrate(small)
    talk.world.membership.promote_bot(new_id, talk.person)
    await talk.quiet()
    new = talk.world.state.chat(new_id)
    new.next_message_id = old_tip.id
    innocent = talk.world.messages.send(new_id, talk.person, "Somebody's own words")
    assert innocent.id == old_tip.id
    await talk.pass_time(WEEK)
    assert len(tips_in(talk, new_id)) == 1
    assert innocent.id in new.messages


async def test_both_have_settings_and_the_supergroups_count(
    talk: Conversation, small: Chat
) -> None:
    new_id = talk.world.chats.migrate(small, announce=False)
    panel = await panel_in(talk, talk.world.state.chat(new_id))
    for label in ("Weekly tip ›", "☐ Weekly tip", "Day: Monday ›", "Friday"):
        panel, _ = await talk.tap(panel, label)
    for chat_id in (small.id, new_id):
        for message in tuple(talk.world.state.chat(chat_id).messages.values()):
            if "migrate" in str(message.content):
                tell_bot(talk.world.state, message)
    await talk.quiet()
    assert await subscribed(talk) == [new_id]
    assert (await talk.services.groups.settings(new_id)).weekday == 4
    await talk.pass_time(WEEK)
    assert len(tips_in(talk, small.id, new_id)) == 1


async def test_a_panel_in_private_follows_the_group(talk: Conversation, small: Chat) -> None:
    listed = await talk.say("/start groups")
    panel, _ = await talk.tap(listed, "Small")
    new_id = talk.world.chats.migrate(small, announce=False)
    panel, _ = await talk.tap(panel, "Weekly tip ›")
    panel, answer = await talk.tap(panel, "☑ Weekly tip")
    assert answer.text == "Tips: off"
    assert not (await talk.services.groups.settings(new_id)).tips
    assert await subscribed(talk) == [new_id]
