"""Groups and channels are managed from the private chat, by those whom Telegram confirms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standin.state.chats import Chat
from standin.state.members import Status
from standin.state.messages import Message
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.groups.group_life import MAY_NOT, Group, Role, support_group

WEEK = timedelta(days=7)
PICKED_GROUP, PICKED_CHANNEL = 1, 2


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk)


async def listed(group: Group, role: Role = Role.CREATOR) -> Message:
    """What "Your groups and channels" shows this person."""
    person = group.people[role]
    sent = group.talk.world.deep_links.start(person, "groups")
    return await group.talk.world.history.reply_in(person.id, after=sent)


async def test_settings_in_private_lead_to_ones_groups(group: Group) -> None:
    await group.settings()
    settings = await group.talk.say("/settings")
    shown, _ = await group.set(settings, "Your groups and channels")
    assert "Support" in buttons(shown)


async def test_the_list_has_the_groups_that_the_person_set_up_and_may_manage(group: Group) -> None:
    assert "Support" not in buttons(await listed(group))
    await group.settings(Role.ADMIN)
    assert "Support" in buttons(await listed(group, Role.ADMIN))
    assert "Support" not in buttons(await listed(group, Role.CREATOR))


async def test_the_list_is_asked_of_telegram_at_that_moment(group: Group) -> None:
    await group.settings(Role.ADMIN)
    group.talk.world.membership.demote(group.chat, group.people[Role.ADMIN])
    assert "Support" not in buttons(await listed(group, Role.ADMIN))
    group.talk.world.membership.promote(group.chat, group.people[Role.ADMIN])
    group.talk.timer.skip(30)
    assert "Support" in buttons(await listed(group, Role.ADMIN))


async def test_a_group_that_put_the_bot_out_is_not_listed(group: Group) -> None:
    await group.settings()
    group.talk.world.membership.remove_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    assert "Support" not in buttons(await listed(group))


async def test_the_panel_works_in_private_and_tips_then_come_to_the_group(group: Group) -> None:
    await group.settings()
    panel, _ = await group.set(await listed(group), "Support", "Weekly tip ›")
    panel, answer = await group.press(panel, "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Monday, 10:00, Lisbon.")
    assert answer.text in panel.text
    before = group.talk.world.history.last(group.chat).id
    await group.talk.pass_time(WEEK)
    (tip,) = group.talk.world.history.said_by_bot(group.chat, after=before)
    assert tip.text.startswith("💡")


async def test_a_change_in_private_shows_in_the_panel_in_the_group(group: Group) -> None:
    open_panel = await group.settings()
    await group.set(await listed(group), "Support", "Weekly tip ›", "☐ Weekly tip")
    world = group.talk.world
    await world.until(
        lambda: "Tips: every Monday" in world.state.message(group.chat, open_panel.id).text
    )


async def test_back_from_the_panel_leads_to_the_list(group: Group) -> None:
    await group.settings()
    shown, _ = await group.set(await listed(group), "Support", "‹ Back")
    assert shown.text.startswith("Your groups and channels")
    shown, _ = await group.press(shown, "Support")
    assert shown.text.startswith("Settings: Support")


async def test_a_list_is_not_overwritten_by_a_change_in_the_panel_it_came_from(
    group: Group,
) -> None:
    panel = await group.settings()
    shown, _ = await group.set(await listed(group), "Support", "‹ Back")
    await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
    now = group.talk.world.state.message(group.talk.private, shown.id)
    assert now.text.startswith("Your groups and channels")


async def test_a_city_may_be_written_for_the_groups_time_zone(group: Group) -> None:
    await group.settings()
    panel, _ = await group.set(await listed(group), "Support", "Weekly tip ›", "☐ Weekly tip")
    panel, _ = await group.set(panel, "Time zone: Lisbon ›")
    assert "write the name of your city" in panel.text
    answer = await group.talk.say("Tokyo")
    assert "Tips: every Monday, 10:00, Tokyo." in answer.text
    assert (await group.talk.services.groups.settings(group.chat.id)).zone == "Asia/Tokyo"
    assert "Tips:" not in (await group.talk.say("Tokyo")).text


async def test_a_citys_name_that_several_places_have_is_asked_about(group: Group) -> None:
    await group.settings()
    panel, _ = await group.set(await listed(group), "Support", "Weekly tip ›", "☐ Weekly tip")
    await group.set(panel, "Time zone: Lisbon ›")
    answer = await group.talk.say("San Jose")
    label = next(label for label in buttons(answer) if "Costa Rica" in label)
    shown, _ = await group.set(answer, label)
    assert "Costa Rica" in shown.text


async def zone_page(group: Group) -> Message:
    """In private, the page that asks for the time zone of a group whose tips are on."""
    await group.settings()
    panel, _ = await group.set(await listed(group), "Support", "Weekly tip ›", "☐ Weekly tip")
    panel, _ = await group.set(panel, "Time zone: Lisbon ›")
    return panel


@pytest.mark.parametrize(
    ("typed", "city", "zone"),
    [
        ("Berlinn", "Berlin, Germany (Berlin)", "Europe/Berlin"),
        ("Santigo", "Santiago, Chile (Santiago)", "America/Santiago"),
    ],
)
async def test_a_name_that_is_only_like_a_citys_is_offered_and_not_taken(
    group: Group, typed: str, city: str, zone: str
) -> None:
    await zone_page(group)
    which = await group.talk.say(typed)
    assert which.text == "Which one do you mean?"
    assert (await group.talk.services.groups.settings(group.chat.id)).zone == "Europe/Lisbon"
    await group.press(which, city)
    assert (await group.talk.services.groups.settings(group.chat.id)).zone == zone


async def test_what_is_no_city_leaves_the_question_open_and_urgent_help_one_tap_away(
    group: Group,
) -> None:
    await zone_page(group)
    assert (await group.talk.say("I can't breathe")).text.startswith("🆘 Get help now")
    answer = await group.talk.say("Qwxzvbn")
    assert "tap Urgent" in answer.text
    assert "🆘 Urgent" in buttons(answer)
    assert "Tokyo" in (await group.talk.say("Tokyo")).text


async def test_a_city_for_a_group_that_has_started_fresh_meanwhile_sets_nothing(
    group: Group,
) -> None:
    await zone_page(group)
    await group.talk.services.chats.forget(group.chat.id)
    answer = await group.talk.say("Tokyo")
    assert answer.text.startswith("Settings: Support")
    assert "Tips: off" in answer.text


async def test_an_admin_who_was_demoted_meanwhile_sets_no_zone_by_writing(group: Group) -> None:
    await group.settings(Role.ADMIN)
    panel, _ = await group.set(await group.settings(), "Weekly tip ›", "☐ Weekly tip")
    admin, world = group.people[Role.ADMIN], group.talk.world
    panel = await listed(group, Role.ADMIN)
    for label in ("Support", "Weekly tip ›", "Time zone: Lisbon ›"):
        panel, _ = await group.press(panel, label, Role.ADMIN)
    world.membership.demote(group.chat, admin)
    await world.history.reply_in(admin.id, after=world.messages.send(admin.id, admin, "Tokyo"))
    assert (await group.talk.services.groups.settings(group.chat.id)).zone == "Europe/Lisbon"


async def test_a_group_may_be_chosen_in_telegrams_own_list(group: Group) -> None:
    world = group.talk.world
    shown = await listed(group)
    await group.press(shown, "Choose a group")
    asked = group.talk.last()
    assert asked.reply_keyboard is not None
    ((button,),) = asked.reply_keyboard["keyboard"]
    assert button["request_chat"]["bot_is_member"] is True
    assert button["request_chat"]["user_administrator_rights"]["can_change_info"] is True
    world.buttons.share_chat(group.talk.person, PICKED_GROUP, group.chat)
    await group.talk.quiet()
    panel = group.talk.last()
    assert panel.text.startswith("Settings: Support")


@pytest.mark.parametrize("role", MAY_NOT)
async def test_choosing_a_chat_proves_nothing(group: Group, role: Role) -> None:
    person, world = group.people[role], group.talk.world
    world.deep_links.start(person, "groups")
    await group.talk.quiet()
    world.buttons.share_chat(person, PICKED_GROUP, group.chat)
    await group.talk.quiet()
    assert world.history.last(person.id).text.startswith(
        "I can't open the settings of that chat for you."
    )


@pytest.fixture
async def channel(group: Group) -> Chat:
    channel = group.talk.world.chats.create_channel("Invented news", group.talk.person)
    group.talk.world.membership.add_bot(channel, group.talk.person, status=Status.ADMINISTRATOR)
    await group.talk.quiet()
    return channel


async def test_a_channel_is_chosen_set_up_and_gets_its_tips(group: Group, channel: Chat) -> None:
    await group.press(await listed(group), "Choose a channel")
    asked = group.talk.last()
    assert asked.reply_keyboard is not None
    ((button,),) = asked.reply_keyboard["keyboard"]
    wanted = button["request_chat"]["bot_administrator_rights"]
    assert [name for name, value in wanted.items() if value is True] == ["can_post_messages"]
    group.talk.world.buttons.share_chat(group.talk.person, PICKED_CHANNEL, channel)
    await group.talk.quiet()
    panel = group.talk.last()
    panel, _ = await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
    await group.talk.pass_time(WEEK)
    (tip,) = group.talk.world.history.said_by_bot(channel)
    assert tip.text.startswith("💡")
    assert all("?start=" in address for address in addresses(tip).values())


async def test_a_chat_without_the_bot_cannot_be_opened(group: Group) -> None:
    world = group.talk.world
    strange = world.chats.create_channel("Without the bot", group.talk.person)
    world.deep_links.start(group.talk.person, "groups")
    await group.talk.quiet()
    world.buttons.share_chat(group.talk.person, PICKED_CHANNEL, strange)
    await group.talk.quiet()
    assert group.talk.last().text.startswith("I can't open the settings of that chat for you.")


@pytest.mark.parametrize("payload", ["group-", "group--", "group-zzzzzzzzzzzzzzzzzzzz", "group-x"])
async def test_a_link_to_no_group_is_answered_kindly(talk: Conversation, payload: str) -> None:
    answer = await talk.say(f"/start {payload}")
    assert answer.text
    assert not answer.text.startswith("Settings")
