"""The weekly tip of a group: in its topic, tidy, never elsewhere, and never about one person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.content.model import Audience
from standin.state.chat_kinds import USUAL_ADMIN
from standin.state.chats import Topic
from standin.state.messages import Message
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.groups.group_life import Group, support_group

WEEK = timedelta(days=7)


@pytest.fixture
async def forum(talk: Conversation) -> Group:
    """A group with topics whose tips are on; its creator can be written to in private."""
    group = await support_group(talk, forum=True)
    await talk.say("/help")
    return group


@pytest.fixture
async def announcements(forum: Group) -> Topic:
    topic = forum.talk.world.topics.create(forum.chat, "Announcements")
    panel = await forum.settings(thread_id=topic.id)
    await forum.set(panel, "Weekly tip ›", "☐ Weekly tip")
    await forum.press(panel, "gx:none")
    return topic


async def next_week(group: Group) -> list[Message]:
    """A week goes by; what the bot said in the group meanwhile."""
    before = group.talk.world.history.last(group.chat).id
    await group.talk.pass_time(WEEK)
    return [
        m
        for m in group.talk.world.history.said_by_bot(group.chat, after=before)
        if not m.is_service
    ]


def told(group: Group) -> list[Message]:
    return [
        m for m in group.talk.world.history.said_by_bot(group.talk.private) if "tips" in m.text
    ][1:]


async def test_a_tip_in_a_group_has_no_button_that_concerns_one_person(
    forum: Group, announcements: Topic
) -> None:
    (tip,) = await next_week(forum)
    assert buttons(tip) == ["Read in private", "Weekly tips", "🆘 Urgent"]
    assert all("?start=" in address for address in addresses(tip).values())


async def test_the_tip_is_pinned_and_last_weeks_is_deleted(
    forum: Group, announcements: Topic
) -> None:
    forum.talk.world.membership.promote_bot(forum.chat, forum.talk.person, USUAL_ADMIN)
    panel = await forum.settings(thread_id=announcements.id)
    await forum.set(panel, "Weekly tip ›", "☐ Pin the tip", "☐ Delete last week's tip")
    (first,) = await next_week(forum)
    assert forum.chat.pinned == [first.id]
    (second,) = await next_week(forum)
    assert first.id not in forum.chat.messages
    assert forum.chat.pinned == [second.id]
    assert second.text != first.text


async def test_without_the_right_to_pin_the_tip_still_arrives(
    forum: Group, announcements: Topic
) -> None:
    panel = await forum.settings(thread_id=announcements.id)
    await forum.set(panel, "Weekly tip ›", "☐ Pin the tip", "☐ Delete last week's tip")
    assert len(await next_week(forum)) == 1
    assert forum.chat.pinned == []
    assert len(await next_week(forum)) == 1


async def test_the_tips_are_for_the_audience_that_was_chosen(
    forum: Group, announcements: Topic
) -> None:
    panel = await forum.settings(thread_id=announcements.id)
    await forum.set(panel, "Weekly tip ›", "Tips for: everyone ›", "carers")
    tips = forum.talk.services.live.current.of(None).content.tips
    for_patients = {tip.title for tip in tips.values() if tip.audience is Audience.PATIENT}
    for _ in range(6):
        (tip,) = await next_week(forum)
        assert tip.text.splitlines()[0].removeprefix("💡 ") not in for_patients


@pytest.mark.parametrize(
    ("how", "words"), [("close", "is closed"), ("delete", "is gone")], ids=["closed", "deleted"]
)
async def test_a_topic_that_is_not_there_is_told_of_once_and_never_replaced_by_another(
    forum: Group, announcements: Topic, how: str, words: str
) -> None:
    world = forum.talk.world
    getattr(world.topics, how)(forum.chat, announcements.id)
    before = forum.talk.last().id
    assert await next_week(forum) == []
    await world.until(lambda: bool(world.history.said_by_bot(forum.talk.private, after=before)))
    (word,) = world.history.said_by_bot(forum.talk.private, after=before)
    assert words in word.text
    assert "Support" in word.text
    assert await next_week(forum) == []
    await forum.talk.quiet()
    assert world.history.said_by_bot(forum.talk.private, after=word.id) == []


async def test_an_admin_puts_a_lost_topic_right_with_one_tap(
    forum: Group, announcements: Topic
) -> None:
    world = forum.talk.world
    world.topics.delete(forum.chat, announcements.id)
    await next_week(forum)
    other = world.topics.create(forum.chat, "News")
    panel = await forum.settings(thread_id=other.id)
    assert "Tips are waiting: their topic is gone." in panel.text
    _, answer = await forum.set(panel, "Weekly tip ›", "🔄 Post tips here")
    assert "in News." in answer.text
    (tip,) = await next_week(forum)
    assert tip.thread_id == other.id


async def test_from_private_a_topic_is_chosen_among_those_that_are_known(
    forum: Group, announcements: Topic
) -> None:
    world = forum.talk.world
    world.topics.close(forum.chat, announcements.id)
    await next_week(forum)
    other = world.topics.create(forum.chat, "News")
    await forum.settings(thread_id=other.id)
    listed = await forum.talk.say("/start groups")
    panel, _ = await forum.set(listed, "Support", "Weekly tip ›", "Topic ›")
    assert buttons(panel)[:3] == ["Announcements", "News", "No topic (General)"]
    _, answer = await forum.press(panel, "News")
    assert "in News." in answer.text


async def test_topics_turned_off_leave_the_group_its_tips(
    forum: Group, announcements: Topic
) -> None:
    forum.talk.world.topics.turn_off(forum.chat)
    assert len(await next_week(forum)) == 1
    panel = await forum.settings()
    assert "Tips: every Monday" in panel.text


async def test_topics_turned_on_leave_tips_without_a_topic_in_general(talk: Conversation) -> None:
    group = await support_group(talk)
    await group.set(await group.settings(), "Weekly tip ›", "☐ Weekly tip")
    talk.world.topics.turn_on(group.chat)
    (tip,) = await next_week(group)
    assert not tip.in_topic
    assert "in General." in (await group.settings()).text
