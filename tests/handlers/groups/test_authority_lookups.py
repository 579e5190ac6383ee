"""How often and how many at a time Telegram is asked who may do what."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.chats.model import ChatKind
from bot.groups.throttle import MOST_PER_GROUP
from handlers.admins import AdminLookup
from handlers.runtime.shared_calls import MOST_AT_ONCE
from standin.bot_api.faults import Fault
from tests.conversation import Conversation, buttons
from tests.handlers.groups.group_life import Group, Role, support_group
from tests.support.memory import largest_collection

LOOKUPS = ("getChatAdministrators", "getChatMember", "getChat")


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk)


def lookups(talk: Conversation) -> int:
    """How often Telegram was asked so far."""
    return sum(len(talk.world.log.of(method)) for method in LOOKUPS)


def slow_lookups(talk: Conversation) -> list[int]:
    """From now on a look-up takes its time; how many are open is noted whenever one arrives."""
    before, noted = lookups(talk), list[int]()

    def arrived(_: object) -> bool:
        answered = lookups(talk) - before
        noted.append(len(noted) + 1 - answered)
        return True

    for method in LOOKUPS:
        talk.world.faults.always(method, Fault.delay(0.05), when=arrived)
    return noted


async def test_twenty_commands_of_a_member_cost_one_look_up(group: Group) -> None:
    before = lookups(group.talk)
    for _ in range(20):
        await group.command("/settings", Role.MEMBER)
    assert lookups(group.talk) - before == 2  # the list of admins, and the person


async def test_a_minutes_flood_of_many_members_costs_no_more_than_its_share(group: Group) -> None:
    world, talk = group.talk.world, group.talk
    members = [world.people.add("Member") for _ in range(25)]
    for member in members:
        world.membership.join(group.chat, member)
    await talk.quiet()
    before = lookups(talk)
    for member in members:
        world.messages.send(group.chat, member, "/settings")
    await talk.quiet()
    assert lookups(talk) - before == 2 * MOST_PER_GROUP


async def test_the_flood_of_others_keeps_no_admin_from_the_settings(group: Group) -> None:
    await group.command("/faq", Role.MEMBER)
    for _ in range(5):
        for role in (Role.MEMBER, Role.POWERLESS):
            await group.command("/settings", role)
            group.talk.timer.skip(30)
    assert (await group.settings(Role.ADMIN)).text.startswith("Settings: Support")


async def test_a_member_who_goes_on_is_looked_up_twice_a_minute(group: Group) -> None:
    before = lookups(group.talk)
    for _ in range(6):
        await group.command("/settings", Role.MEMBER)
        group.talk.timer.skip(10)
        group.talk.clock.advance(timedelta(seconds=10))
    assert lookups(group.talk) - before == 4


async def test_that_somebody_may_is_asked_at_each_change(group: Group) -> None:
    panel, _ = await group.set(await group.settings(), "Weekly tip ›")
    before = len(group.talk.world.log.of("getChatAdministrators"))
    panel, _ = await group.press(panel, "☐ Weekly tip")
    await group.press(panel, "☑ Weekly tip")
    assert len(group.talk.world.log.of("getChatAdministrators")) - before == 2


async def test_the_bots_own_promotion_ends_what_is_remembered_of_refusals(group: Group) -> None:
    admins, person = group.talk.application.bot_data.admins, group.people[Role.ANONYMOUS].id
    assert await admins.in_charge(group.chat.id, person) is None
    group.talk.world.membership.promote_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    assert await admins.in_charge(group.chat.id, person) == group.chat.id


@pytest.mark.parametrize(
    "fault",
    [Fault.server_error_html(502), Fault.reset(), Fault.too_many(1), Fault.not_json()],
    ids=["5xx", "reset", "429", "no answer of Telegram's"],
)
@pytest.mark.usefixtures("an_error_is_expected")
async def test_an_error_of_the_network_is_no_refusal_and_is_not_remembered(
    group: Group, fault: Fault
) -> None:
    group.talk.world.faults.next("getChatAdministrators", fault)
    said = await group.command("/settings", Role.ADMIN)
    assert not any(message.text.startswith("Only admins") for message in said)
    assert (await group.settings(Role.ADMIN)).text.startswith("Settings: Support")


async def test_the_same_question_at_the_same_moment_is_one_call(group: Group) -> None:
    admins, creator = group.talk.application.bot_data.admins, group.talk.person.id
    group.talk.world.faults.latency = 0.1
    before = lookups(group.talk)
    answers = await asyncio.gather(
        *(admins.in_charge(group.chat.id, creator) for _ in range(20)),
        *(admins.is_admin(group.chat.id, creator) for _ in range(20)),
    )
    assert all(answers)
    assert lookups(group.talk) - before == 1


async def test_whoever_stops_waiting_takes_the_answer_from_nobody(group: Group) -> None:
    admins, creator = group.talk.application.bot_data.admins, group.talk.person.id
    group.talk.world.faults.latency = 0.1
    first, second = (
        asyncio.ensure_future(admins.in_charge(group.chat.id, creator))  # noqa: TID251
        for _ in range(2)
    )
    await asyncio.sleep(0.05)
    first.cancel()
    assert await second == group.chat.id


async def test_of_twenty_groups_four_are_asked_about_at_a_time(talk: Conversation) -> None:
    world = talk.world
    await talk.say("/menu")
    groups = [
        world.chats.create_supergroup(f"Group {n}", talk.person, with_bot=True) for n in range(20)
    ]
    await talk.quiet()
    for group in groups:
        await talk.services.managers.remember(group.id, ChatKind.SUPERGROUP, talk.person.id)
    open_at_once = slow_lookups(talk)
    listed = await talk.say("/start groups")
    assert len([label for label in buttons(listed) if label.startswith("Group ")]) == 20
    assert len(open_at_once) == 40
    assert max(open_at_once) == MOST_AT_ONCE


async def test_of_many_strangers_only_some_refusals_are_remembered(talk: Conversation) -> None:
    application, services = talk.application, talk.services
    admins = AdminLookup(application.bot, services, talk.timer, remembered=20)
    talk.world.faults.always("getChatAdministrators", Fault.forbidden("invented"))
    for stranger in range(60):
        assert await admins.in_charge(-1001000000000 - stranger, stranger) is None
        assert not await admins.is_admin(-1002000000000 - stranger, stranger)
    outside = (application.bot, services, talk.timer)
    assert largest_collection(admins, beside=outside) == 20
