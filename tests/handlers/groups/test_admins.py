"""Who may set a group up: Telegram is asked at every press, and nobody else changes anything."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import timedelta

import pytest

from bot.actions.chat_ids import base36
from bot.actions.group_settings import ClosePanel, MoveGroupTips, SetInGroup, ShowPanel
from bot.actions.my_groups import ManageGroup
from bot.actions.registry import decode, encode
from bot.groups.fields import FIELDS
from bot.replies.group_settings import tips_in_words
from bot.tips.schedule_choices import HOURS
from standin.bot_api.faults import Fault
from standin.state.messages import Message
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.groups.group_life import MAY_NOT, Group, Role, everything_stored, support_group

NOT_YOU = "This is for admins who may change the group's info."


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk)


def data_of(message: Message) -> list[str]:
    return [b["callback_data"] for row in message.buttons for b in row if "callback_data" in b]


async def every_button(group: Group, panel: Message) -> list[str]:
    """Walks through the panel as its creator and collects whatever any page offers."""
    seen: dict[str, None] = {}
    waiting = deque(data_of(panel))
    while waiting:
        data = waiting.popleft()
        if data in seen:
            continue
        seen[data] = None
        match decode(data):
            case ClosePanel() | SetInGroup(field="t", value="0"):
                continue  # it would take away what is still to be looked at
            case _:
                shown, _ = await group.press(panel, data)
        waiting.extend(data_of(shown))
    return list(seen)


def as_opener(data: str, opener: int) -> str:
    """The same button as a changed app could send it: opened by somebody else."""
    code, _, *rest = data.split(":")
    return ":".join([code, base36(opener), *rest])


async def test_no_button_of_any_panel_lets_an_unauthorised_role_change_anything(
    group: Group,
) -> None:
    talk, world = group.talk, group.talk.world
    world.topics.turn_on(group.chat)
    topic = world.topics.create(group.chat, "Announcements")
    panel = await group.settings()
    on = encode(SetInGroup(base36(talk.person.id), base36(group.chat.id), "t", "1"))
    await group.press(panel, on)
    found = await every_button(group, panel)
    found += await every_button(group, await group.settings(thread_id=topic.id))
    changes = [action for action in map(decode, found) if isinstance(action, SetInGroup)]
    assert {change.field for change in changes} == {field.code for field in FIELDS}
    assert any(isinstance(decode(data), MoveGroupTips) for data in found)
    found += ["gnew", "gback", "gfresh"]
    panel = await group.settings()
    await group.press(panel, on)
    for role in MAY_NOT:
        world.messages.send(group.people[role].id, group.people[role], "/help")
    await talk.quiet()
    before = await everything_stored(talk)
    for role in MAY_NOT:
        person = group.people[role]
        own = world.history.last(person.id)
        forged = [as_opener(data, person.id) for data in found if ":" in data]
        presses = [(panel, data) for data in (*found, *forged)] + [(own, data) for data in forged]
        # A few at a time: of a flood in one chat the bot lets the newest go by.
        for start in range(0, len(presses), 20):
            asked = [
                (data, world.buttons.press_data(where.chat_id, where.id, person, data))
                for where, data in presses[start : start + 20]
            ]
            for data, callback in asked:
                answer = await world.buttons.answer_to(callback)
                assert answer.show_alert, f"{data} was open to {role}"
        assert await everything_stored(talk) == before, role


@pytest.mark.parametrize("role", MAY_NOT)
async def test_setting_up_is_refused_in_a_short_alert(group: Group, role: Role) -> None:
    (hello,) = await group.command("/start@RefractorySupportBot setup", Role.CREATOR)
    before = await everything_stored(group.talk)
    shown, answer = await group.press(hello, "Set up (admins)", role)
    assert answer.show_alert
    assert answer.text.startswith(NOT_YOU)
    assert shown == hello
    assert await everything_stored(group.talk) == before


@pytest.mark.parametrize("role", [Role.MEMBER, Role.POWERLESS])
async def test_the_command_is_refused_kindly_and_once(group: Group, role: Role) -> None:
    (refusal,) = await group.command("/settings", role)
    assert refusal.text.startswith("Only admins who may change the group's info")
    assert addresses(refusal)["Open the private chat"].endswith("?start=settings")
    assert await group.command("/settings", role) == []


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.CHANNEL])
async def test_whoever_telegram_does_not_name_is_shown_the_way_in_private(
    group: Group, role: Role
) -> None:
    (answer,) = await group.command("/settings", role)
    assert answer.text.startswith("I can't see who you are")
    assert "start=group-" in addresses(answer)["Settings in private"]
    assert not data_of(answer)


async def test_an_anonymous_admin_is_known_once_the_bot_is_an_admin_itself(group: Group) -> None:
    (answer,) = await group.command("/settings", Role.ANONYMOUS)
    payload = addresses(answer)["Settings in private"].partition("start=")[2]
    anonymous, world = group.people[Role.ANONYMOUS], group.talk.world
    refused = await world.history.reply_in(
        anonymous.id, after=world.deep_links.start(anonymous, payload)
    )
    assert refused.text.startswith("I can't open the settings of that chat for you.")
    world.membership.promote_bot(group.chat, group.talk.person)
    panel = await world.history.reply_in(
        anonymous.id, after=world.deep_links.start(anonymous, payload)
    )
    assert panel.text.startswith("Settings: Support")


async def test_a_copy_of_a_linked_channels_post_is_nobodys_command(group: Group) -> None:
    assert group.channel is not None
    group.talk.world.chats.link_channel(group.chat, group.channel)
    for text in ("/settings", "/faq", "/start"):
        copy = group.talk.world.messages.post_in_channel(group.channel, text)
        await group.talk.quiet()
        assert copy is not None
        assert group.talk.world.history.said_by_bot(group.chat, after=copy.id) == []


async def test_another_admin_cannot_press_somebody_elses_panel(group: Group) -> None:
    panel = await group.settings(Role.CREATOR)
    before = await everything_stored(group.talk)
    for data in data_of(panel):
        shown, answer = await group.press(panel, data, Role.ADMIN)
        assert answer.text.startswith("Somebody else opened this.")
        assert answer.show_alert
        assert shown == panel
    assert await everything_stored(group.talk) == before


async def test_an_admin_who_is_demoted_while_the_panel_is_open_can_change_nothing(
    group: Group,
) -> None:
    panel = await group.settings(Role.ADMIN)
    panel, _ = await group.press(panel, "Weekly tip ›", Role.ADMIN)
    group.talk.world.membership.demote(group.chat, group.people[Role.ADMIN])
    before = await everything_stored(group.talk)
    _, answer = await group.press(panel, "☐ Weekly tip", Role.ADMIN)
    assert answer.text.startswith(NOT_YOU)
    assert await everything_stored(group.talk) == before


async def test_a_new_admin_may_at_once(group: Group) -> None:
    group.talk.world.membership.promote(group.chat, group.people[Role.MEMBER])
    panel = await group.settings(Role.MEMBER)
    assert panel.text.startswith("Settings: Support")


async def test_who_was_refused_and_becomes_an_admin_waits_half_a_minute_at_most(
    group: Group,
) -> None:
    (refusal,) = await group.command("/settings", Role.MEMBER)
    assert "Send /settings again in half a minute" in refusal.text
    group.talk.world.membership.promote(group.chat, group.people[Role.MEMBER])
    assert await group.command("/settings", Role.MEMBER) == []
    group.talk.timer.skip(30)
    panel = await group.settings(Role.MEMBER)
    assert panel.text.startswith("Settings: Support")


async def test_a_clock_that_is_set_back_keeps_no_new_admin_waiting(group: Group) -> None:
    await group.command("/settings", Role.MEMBER)
    group.talk.world.membership.promote(group.chat, group.people[Role.MEMBER])
    group.talk.clock.advance(timedelta(days=-30))
    group.talk.timer.skip(30)
    assert (await group.settings(Role.MEMBER)).text.startswith("Settings: Support")


async def test_a_panel_of_another_group_is_stale_here(group: Group) -> None:
    world, talk = group.talk.world, group.talk
    other = world.chats.create_supergroup("Other", talk.person, with_bot=True)
    panel = await talk.say("/settings", chat=other)
    data = encode(SetInGroup(base36(talk.person.id), base36(group.chat.id), "t", "1"))
    _, answer = await group.press(panel, data)
    assert answer.text.startswith("This panel is from an earlier time.")
    assert await talk.services.subscriptions.get(group.chat.id) is None


@pytest.mark.parametrize(
    "data",
    [
        "gs",
        "gs:x:y:t:1",
        "gs:{me}:{group}:t:2",
        "gs:{me}:{group}:d:7",
        "gs:{me}:{group}:h:3",
        "gs:{me}:{group}:z:Mars/Base",
        "gs:{me}:{group}:l:xx",
        "gs:{me}:{group}:nothing:1",
        "gs:{me}:{group}:d:1",  # no tips yet
        "gt:{me}:{group}:5",  # no tips yet
        "gt:{me}:{group}:zzzzzzzzzzzzzzzz",
        "gp:{me}:{group}:nowhere",
        "gp:{me}:{group}:fx",
        "gp:{me}:-zzzzzzzzzzzzzzz",
        "gp:{me}",
        "gnew:1:2:3",
        "gunknown",
    ],
)
async def test_made_up_buttons_are_answered_and_change_nothing(group: Group, data: str) -> None:
    panel = await group.settings()
    before = await everything_stored(group.talk)
    me, here = base36(group.talk.person.id), base36(group.chat.id)
    _, answer = await group.press(panel, data.format(me=me, group=here))
    assert answer.show_alert or data == "gunknown"
    assert await everything_stored(group.talk) == before


async def test_a_panel_too_old_to_be_seen_is_answered_with_a_word(group: Group) -> None:
    data = encode(ShowPanel(base36(group.talk.person.id), base36(group.chat.id)))
    callback = group.talk.world.buttons.press_data(group.chat, 9999, group.talk.person, data)
    answer = await group.talk.world.buttons.answer_to(callback)
    assert answer.text.startswith("This panel is from an earlier time.")


async def test_while_telegram_cannot_be_asked_nothing_changes(group: Group) -> None:
    panel, _ = await group.set(await group.settings(), "Weekly tip ›")
    before = await everything_stored(group.talk)
    group.talk.world.faults.always("getChatAdministrators", Fault.server_error())
    _, answer = await group.press(panel, "☐ Weekly tip")
    assert answer.show_alert
    assert "Something went wrong" in answer.text
    assert await everything_stored(group.talk) == before


async def test_two_admins_and_200_presses_at_once_leave_one_of_the_pressed_states(
    group: Group,
) -> None:
    world, talk = group.talk.world, group.talk
    roles = (Role.CREATOR, Role.ADMIN)
    panels = {role: await group.settings(role) for role in roles}
    await group.set(panels[Role.CREATOR], "Weekly tip ›", "☐ Weekly tip")
    await group.press(panels[Role.ADMIN], "Weekly tip ›", Role.ADMIN)
    pressed: dict[str, set[int]] = {"d": set(), "h": set()}
    for number in range(100):
        for role, code, value in (
            (Role.ADMIN, "d", number % 7),
            (Role.CREATOR, "h", HOURS[number % len(HOURS)]),
        ):
            who = base36(group.people[role].id)
            data = encode(SetInGroup(who, base36(group.chat.id), code, str(value)))
            world.buttons.press_data(group.chat, panels[role].id, group.people[role], data)
            pressed[code].add(value)
    await talk.quiet()
    stored = await talk.services.groups.settings(group.chat.id)
    assert stored.weekday in pressed["d"]
    assert stored.hour in pressed["h"]
    l10n = talk.services.live.current.of("en").l10n
    words = tips_in_words(l10n, stored, forum=False)

    def shows(role: Role) -> bool:
        return words in world.state.message(group.chat, panels[role].id).text

    await world.until(lambda: all(shows(role) for role in roles))


async def test_two_admins_who_press_in_private_lose_none_of_each_others_changes(
    group: Group,
) -> None:
    """In different chats they are really at once; each presses another field, to the end."""
    world, talk = group.talk.world, group.talk
    await group.set(await group.settings(), "Weekly tip ›", "☐ Weekly tip")
    roles = {Role.ADMIN: ("d", [*range(7)] * 3), Role.CREATOR: ("h", [*HOURS, *HOURS[::-1]][:21])}
    panels = {}
    for role in roles:
        person = group.people[role]
        sent = world.deep_links.start(person, f"group-{base36(group.chat.id)}")
        panels[role] = await world.history.reply_in(person.id, after=sent)
    asked = []
    for number in range(21):
        for role, (code, values) in roles.items():
            person, panel = group.people[role], panels[role]
            change = SetInGroup(base36(person.id), base36(group.chat.id), code, str(values[number]))
            asked.append(world.buttons.press_data(panel.chat_id, panel.id, person, encode(change)))
    answers = await asyncio.gather(*(world.buttons.answer_to(callback) for callback in asked))
    assert all(answer.text.startswith("Tips: ") for answer in answers)
    stored = await talk.services.groups.settings(group.chat.id)
    assert (stored.weekday, stored.hour) == (6, roles[Role.CREATOR][1][-1])


async def test_a_group_is_managed_from_private_only_by_its_admins(group: Group) -> None:
    world = group.talk.world
    link = f"group-{ManageGroup(base36(group.chat.id)).group}"
    for role in MAY_NOT:
        person = group.people[role]
        answer = await world.history.reply_in(person.id, after=world.deep_links.start(person, link))
        assert answer.text.startswith("I can't open the settings of that chat for you.")
        assert "Weekly tip ›" not in buttons(answer)
