"""An admin sets a group up: one message, one tap for each change, and its words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.chats.model import ChatKind
from bot.content.model import Audience
from bot.groups.fields import Answers, CommandAccess, GroupSettings
from standin.state.chats import Topic
from standin.state.messages import Message
from tests.conversation import Conversation, buttons, conversation
from tests.handlers.groups.group_life import MAY_MANAGE, Group, Role, support_group

WEEK = timedelta(days=7)


@pytest.fixture
async def forum(talk: Conversation) -> Group:
    return await support_group(talk, forum=True)


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk)


@pytest.fixture
def announcements(forum: Group) -> Topic:
    return forum.talk.world.topics.create(forum.chat, "Announcements")


async def stored(group: Group) -> GroupSettings:
    return await group.talk.services.groups.settings(group.chat.id)


async def tips_on(group: Group) -> Message:
    """The page of the tips, switched on."""
    panel, _ = await group.set(await group.settings(), "Weekly tip ›", "☐ Weekly tip")
    return panel


async def test_tips_go_to_the_topic_in_which_the_command_was_given(
    forum: Group, announcements: Topic
) -> None:
    panel = await forum.settings(thread_id=announcements.id)
    assert panel.thread_id == announcements.id
    assert "Tips: off" in panel.text
    panel, answer = await forum.set(panel, "Weekly tip ›", "☐ Weekly tip")
    words = "Tips: every Monday, 10:00, Lisbon, in Announcements. Next: Monday, 16 March"
    assert answer.text == words
    assert words in panel.text
    before = forum.talk.world.history.last(forum.chat).id
    await forum.talk.pass_time(WEEK)
    (tip,) = forum.talk.world.history.said_by_bot(forum.chat, after=before)
    assert tip.thread_id == announcements.id
    assert tip.text.startswith("💡")


async def test_general_is_no_topic_and_is_called_by_its_name(forum: Group) -> None:
    panel = await tips_on(forum)
    assert "Lisbon, in General. Next:" in panel.text
    subscription = await forum.talk.services.subscriptions.get(forum.chat.id)
    assert subscription is not None
    assert subscription.thread_id is None
    before = forum.talk.world.history.last(forum.chat).id
    await forum.talk.pass_time(WEEK)
    (tip,) = forum.talk.world.history.said_by_bot(forum.chat, after=before)
    assert not tip.in_topic


async def test_a_reply_in_general_does_not_make_a_topic(forum: Group) -> None:
    world = forum.talk.world
    said = world.messages.send(forum.chat, forum.people[Role.MEMBER], "Which treatment?")
    answer = world.messages.send(forum.chat, forum.people[Role.MEMBER], "Any", reply_to=said)
    assert answer.thread_id is not None
    (panel,) = await forum.command("/settings", Role.CREATOR, reply_to=answer)
    panel, _ = await forum.set(panel, "Weekly tip ›", "☐ Weekly tip")
    assert "in General" in panel.text


async def test_tips_move_to_the_topic_where_an_admin_opens_the_settings_next(
    forum: Group, announcements: Topic
) -> None:
    await tips_on(forum)
    panel = await forum.settings(thread_id=announcements.id)
    panel, answer = await forum.set(panel, "Weekly tip ›", "🔄 Post tips here")
    assert "in Announcements" in answer.text
    assert "🔄 Post tips here" not in buttons(panel)


async def test_a_renamed_topic_is_called_by_its_new_name(
    forum: Group, announcements: Topic
) -> None:
    panel = await forum.settings(thread_id=announcements.id)
    await forum.set(panel, "Weekly tip ›", "☐ Weekly tip")
    forum.talk.world.messages.send_content(
        forum.chat,
        forum.talk.person,
        {"forum_topic_edited": {"name": "<b>News</b>"}},
        thread_id=announcements.id,
    )
    await forum.talk.quiet()
    panel = await forum.settings()
    assert "in <b>News</b>." in panel.text


@pytest.mark.parametrize(
    ("page", "field", "option", "name", "value"),
    [
        ("Weekly tip ›", "Day: Monday ›", "Thursday", "weekday", 3),
        ("Weekly tip ›", "Time: 10:00 ›", "18:00", "hour", 18),
        ("Weekly tip ›", "Time zone: Lisbon ›", "Berlin", "zone", "Europe/Berlin"),
        ("Weekly tip ›", "Tips for: everyone ›", "carers", "audience", Audience.CARER),
        (
            "Answers and commands ›",
            "Answers: short, with more here or in private ›",
            "short, with more only in private",
            "answers",
            Answers.PRIVATE,
        ),
        (
            "Answers and commands ›",
            "Commands: for everyone ›",
            "for admins only",
            "commands",
            CommandAccess.ADMINS,
        ),
        (
            "Answers and commands ›",
            "Repeated questions: not again for 10 minutes ›",
            "not again for 60 minutes",
            "repeat_minutes",
            60,
        ),
    ],
)
async def test_a_choice_is_one_tap_on_its_page_and_is_confirmed_in_words(
    group: Group, page: str, field: str, option: str, name: str, value: object
) -> None:
    panel = await tips_on(group) if page == "Weekly tip ›" else await group.settings()
    if page != "Weekly tip ›":
        panel, _ = await group.press(panel, page)
    first = panel.id
    panel, answer = await group.set(panel, field, option)
    assert getattr(await stored(group), name) == value
    assert option in answer.text or option in panel.text
    assert panel.id == first
    assert any(option in label for label in buttons(panel))


@pytest.mark.parametrize(
    ("page", "label", "name"),
    [
        ("Weekly tip ›", "Delete last week's tip", "delete_previous"),
        ("Weekly tip ›", "Pin the tip", "pin"),
        ("Answers and commands ›", "Delete command messages", "delete_commands"),
        ("Answers and commands ›", "Welcome newcomers", "welcome"),
    ],
)
async def test_a_switch_goes_on_and_off_again(
    group: Group, page: str, label: str, name: str
) -> None:
    if page == "Weekly tip ›":
        panel = await tips_on(group)
    else:
        panel, _ = await group.set(await group.settings(), page)
    panel, _ = await group.press(panel, f"☐ {label}")
    assert getattr(await stored(group), name) is True
    panel, answer = await group.press(panel, f"☑ {label}")
    assert getattr(await stored(group), name) is False
    assert answer.text == f"{label}: off"


async def test_a_switch_that_needs_a_right_says_so(group: Group) -> None:
    panel = await tips_on(group)
    _, answer = await group.press(panel, "☐ Pin the tip")
    assert answer.text == "Saved. It works once I have the right to pin messages."
    group.talk.world.membership.promote_bot(group.chat, group.talk.person)
    panel = await group.settings()
    panel, _ = await group.set(panel, "Weekly tip ›", "☑ Pin the tip")
    _, answer = await group.press(panel, "☐ Pin the tip")
    assert answer.text == "Pin the tip: on"


async def test_tips_stop_at_one_tap_and_keep_their_settings(group: Group) -> None:
    panel = await tips_on(group)
    panel, _ = await group.set(panel, "Day: Monday ›", "Friday")
    panel, answer = await group.press(panel, "☑ Weekly tip")
    assert answer.text == "Tips: off"
    before = group.talk.world.history.last(group.chat).id
    await group.talk.pass_time(2 * WEEK)
    assert not group.talk.world.history.said_by_bot(group.chat, after=before)
    _, answer = await group.press(panel, "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Friday, 10:00, Lisbon.")


async def test_a_second_press_on_an_old_state_flips_nothing(group: Group) -> None:
    panel, _ = await group.set(await group.settings(), "Weekly tip ›")
    on = next(
        b["callback_data"] for row in panel.buttons for b in row if b["text"] == "☐ Weekly tip"
    )
    await group.press(panel, on)
    await group.press(panel, on)
    assert (await stored(group)).tips is True


async def test_the_group_speaks_the_language_that_was_chosen(group: Group) -> None:
    panel, _ = await group.set(await group.settings(), "Language: English ›", "English")
    assert (await stored(group)).language == "en"
    assert "Language: English" in panel.text


@pytest.mark.parametrize("role", MAY_MANAGE)
async def test_creator_and_admin_with_the_right_open_the_panel(group: Group, role: Role) -> None:
    panel = await group.settings(role)
    assert panel.text.startswith("Settings: Support")
    assert "Weekly tip ›" in buttons(panel)


async def test_closing_takes_the_panel_away(group: Group) -> None:
    panel = await group.settings()
    await group.press(panel, "Close")
    assert panel.id not in group.chat.messages


async def test_an_old_panel_that_cannot_be_deleted_is_closed_in_words(group: Group) -> None:
    panel = await group.settings()
    group.talk.clock.advance(timedelta(days=3))
    shown, _ = await group.press(panel, "Close")
    assert shown.text.startswith("The settings are closed.")
    assert not shown.buttons


async def test_after_a_restart_every_button_of_the_panel_still_works(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        group = await support_group(talk)
        panel = await group.settings()
    async with conversation(tmp_path, world=talk.world, clock=talk.clock) as again:
        again.person, group.talk = talk.person, again
        panel, answer = await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
        assert answer.text.startswith("Tips: every Monday")
        assert "☑ Weekly tip" in buttons(panel)
        assert (await stored(group)).tips


async def test_a_group_renamed_with_markup_in_its_name_is_shown_as_it_is_called(
    group: Group,
) -> None:
    group.talk.world.chats.rename(group.chat, "<b>Hope</b> & *stars* [x](y)", group.talk.person)
    panel = await group.settings()
    assert panel.text.startswith("Settings: <b>Hope</b> & *stars* [x](y)")


async def test_a_basic_group_can_be_set_up_as_well(talk: Conversation) -> None:
    chat = talk.world.chats.create_group("Small", talk.person, with_bot=True)
    panel = await talk.say("/settings", chat=chat)
    panel, _ = await talk.tap(panel, "Weekly tip ›")
    panel, answer = await talk.tap(panel, "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Monday, 10:00, Lisbon.")
    known = await talk.services.chats.get(chat.id)
    assert known is not None
    assert known.kind is ChatKind.GROUP
