"""A group stays readable: no repeats, no floods, answers to the right person, nothing revealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Chat

from bot.groups.throttle import MOST_PER_GROUP, MOST_PER_PERSON
from handlers.groups.replies import link_to
from standin.state.chat_kinds import USUAL_ADMIN
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.groups.group_life import Group, Role, everything_stored, support_group

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk)


async def on_page(group: Group, page: str, *labels: str) -> None:
    await group.set(await group.settings(), page, *labels)


ANSWERS = "Answers and commands ›"


async def test_the_same_command_again_points_to_the_earlier_answer(group: Group) -> None:
    (answer,) = await group.command("/faq cure", Role.MEMBER)
    (pointer,) = await group.command("/faq cure", Role.ADMIN)
    (link,) = (entity["url"] for entity in pointer.entities)
    assert link == f"https://t.me/c/{str(group.chat.id)[4:]}/{answer.id}"
    assert pointer.silent
    assert not pointer.buttons


async def test_in_a_public_group_the_link_is_by_its_name(talk: Conversation) -> None:
    chat = talk.world.chats.create_supergroup(
        "Open", talk.person, with_bot=True, username="invented_group"
    )
    answer = await talk.say("/faq cure", chat=chat)
    pointer = await talk.say("/faq cure", chat=chat)
    assert pointer.entities[0]["url"] == f"https://t.me/invented_group/{answer.id}"


async def test_a_basic_group_has_no_links_so_the_bot_stays_silent(talk: Conversation) -> None:
    chat = talk.world.chats.create_group("Small", talk.person, with_bot=True)
    await talk.say("/faq cure", chat=chat)
    assert await talk.unanswered("/faq cure", chat=chat)


@pytest.mark.parametrize(
    ("chat_id", "kind", "link"),
    [
        (-1001000000001, "supergroup", "https://t.me/c/1000000001/7"),
        (-1001000, "group", None),  # a basic group whose number begins like a supergroup's
    ],
)
def test_only_a_supergroups_messages_have_a_link(chat_id: int, kind: str, link: str | None) -> None:
    assert link_to(Chat(chat_id, kind), 7) == link


async def test_each_person_is_shown_the_way_back_once(group: Group) -> None:
    await group.command("/faq cure", Role.MEMBER)
    assert len(await group.command("/faq cure", Role.MEMBER)) == 1
    assert await group.command("/faq cure", Role.MEMBER) == []
    assert len(await group.command("/faq cure", Role.ADMIN)) == 1


async def test_another_question_is_answered_and_so_is_the_same_one_later(group: Group) -> None:
    await group.command("/faq cure", Role.MEMBER)
    (other,) = await group.command("/faq second-opinion", Role.MEMBER)
    assert "Read in private" in buttons(other)
    group.talk.clock.advance(11 * MINUTE)
    (again,) = await group.command("/faq cure", Role.MEMBER)
    assert "Read in private" in buttons(again)


async def test_a_group_may_want_every_command_answered(group: Group) -> None:
    await on_page(
        group, ANSWERS, "Repeated questions: not again for 10 minutes ›", "answered each time"
    )
    for _ in range(2):
        (answer,) = await group.command("/faq cure", Role.MEMBER)
        assert "Read in private" in buttons(answer)


async def test_a_flood_of_one_members_commands_ebbs_away_and_others_are_answered(
    group: Group,
) -> None:
    editions = group.talk.services.live.current
    slugs = [faq.partition("/")[2] for faq in editions.of(None).content.faqs]
    faqs = [slug for slug in slugs if editions.library.safety_net.read(slug) is None]
    world, member = group.talk.world, group.people[Role.MEMBER]
    sent = [world.messages.send(group.chat, member, f"/faq {slug}") for slug in faqs[:30]]
    await group.talk.quiet()
    assert len(world.history.said_by_bot(group.chat, after=sent[0].id)) == MOST_PER_PERSON
    (answer,) = await group.command("/urgent", Role.ADMIN)
    assert answer.text


async def test_urgent_help_is_never_kept_back_by_a_flood_or_by_what_the_group_has_set(
    group: Group,
) -> None:
    await on_page(group, ANSWERS, "Commands: for everyone ›", "for admins only")
    assert await group.command("/faq cure", Role.MEMBER) == []
    (card,) = await group.command("/urgent", Role.MEMBER)
    assert card.text.startswith("🆘")
    for _ in range(MOST_PER_GROUP):
        await group.command("/faq", Role.ADMIN)
    group.talk.clock.advance(MINUTE)
    for slug in ("cure", "causes", "fever", "travel", "sugar", "adc", "stable"):
        await group.command(f"/faq {slug}", Role.ADMIN)
    (again,) = await group.command("/urgent", Role.MEMBER)
    assert again.text.startswith("🆘")


async def test_a_crisis_line_is_kept_from_nobody_whatever_the_group_has_set(group: Group) -> None:
    await on_page(group, ANSWERS, "Commands: for everyone ›", "for admins only")
    choice = "Answers: short, with more here or in private ›"
    await on_page(group, ANSWERS, choice, "short, with more only in private")
    (countries,) = await group.command("/crisis", Role.MEMBER)
    line, press = await group.press(countries, "Portugal", Role.MEMBER)
    assert not press.url
    assert line.text.endswith("1411")


async def test_however_many_ask_at_once_the_group_is_not_filled(group: Group) -> None:
    world = group.talk.world
    people = [world.people.add(f"Member {number}") for number in range(40)]
    for person in people:
        world.membership.join(group.chat, person)
    editions = group.talk.services.live.current
    slugs = [faq.partition("/")[2] for faq in editions.of(None).content.faqs]
    faqs = [slug for slug in slugs if editions.library.safety_net.read(slug) is None]
    before = world.history.last(group.chat).id
    for number, person in enumerate(people):
        world.messages.send(group.chat, person, f"/faq {faqs[number % len(faqs)]}")
        if number % 10 == 9:
            await group.talk.quiet()
    assert len(world.history.said_by_bot(group.chat, after=before)) == MOST_PER_GROUP


async def test_presses_beyond_measure_lead_to_the_private_chat(group: Group) -> None:
    (answer,) = await group.command("/faq", Role.MEMBER)
    for _ in range(MOST_PER_PERSON):
        await group.press(answer, "faqs", Role.MEMBER)
    shown, press = await group.press(answer, "faq:cure", Role.MEMBER)
    assert press.url.endswith("?start=faq-cure")
    assert shown.text.startswith("Questions people ask")


async def test_a_command_in_reply_to_a_question_answers_whoever_asked(group: Group) -> None:
    world = group.talk.world
    question = world.messages.send(group.chat, group.people[Role.MEMBER], "Can it be cured?")
    (answer,) = await group.command("/faq cure", Role.ADMIN, reply_to=question)
    assert answer.reply_to == question.id


async def test_a_command_in_reply_to_the_bot_answers_the_command(group: Group) -> None:
    (first,) = await group.command("/faq cure", Role.MEMBER)
    (second,) = await group.command("/faq", Role.MEMBER, reply_to=first)
    assert second.reply_to not in {first.id, None}


async def test_in_a_topic_the_answer_stays_in_the_topic(talk: Conversation) -> None:
    group = await support_group(talk, forum=True)
    topic = talk.world.topics.create(group.chat, "Questions")
    (answer,) = await group.command("/faq cure", Role.MEMBER, thread_id=topic.id)
    assert answer.thread_id == topic.id
    assert answer.reply_to != topic.id


async def test_commands_are_taken_away_where_the_bot_may_and_the_group_wants_it(
    group: Group,
) -> None:
    world = group.talk.world
    world.membership.promote_bot(group.chat, group.talk.person, USUAL_ADMIN)
    await on_page(group, ANSWERS, "☐ Delete command messages")
    before = set(group.chat.messages)
    (answer,) = await group.command("/faq cure", Role.MEMBER)
    assert set(group.chat.messages) - before == {answer.id}
    assert answer.reply_to is None
    await group.command("/faq cure", Role.MEMBER)
    assert not [m for m in group.chat.messages.values() if m.text == "/faq cure"]


async def test_without_the_right_a_command_stays_and_is_answered(group: Group) -> None:
    await on_page(group, ANSWERS, "☐ Delete command messages")
    (answer,) = await group.command("/faq cure", Role.MEMBER)
    assert answer.reply_to is not None


@pytest.mark.parametrize(
    ("role", "answered"),
    [
        (Role.MEMBER, False),
        (Role.CHANNEL, False),
        (Role.POWERLESS, True),
        (Role.ADMIN, True),
        (Role.CREATOR, True),
        (Role.ANONYMOUS, True),
    ],
)
async def test_commands_for_admins_only_are_for_every_admin_and_nobody_else(
    group: Group, role: Role, answered: bool
) -> None:
    await on_page(group, ANSWERS, "Commands: for everyone ›", "for admins only")
    assert bool(await group.command("/faq cure", role)) is answered


@pytest.mark.parametrize("role", list(Role))
async def test_commands_for_everyone_are_answered_whoever_asks(group: Group, role: Role) -> None:
    (answer,) = await group.command("/faq cure", role)
    assert answer.text.startswith("Can refractory cancer be cured?")


async def test_a_member_who_may_not_use_commands_reads_on_in_private(group: Group) -> None:
    await on_page(group, ANSWERS, "Commands: for everyone ›", "for admins only")
    (answer,) = await group.command("/faq", Role.ADMIN)
    shown, press = await group.press(answer, "faq:cure", Role.MEMBER)
    assert press.url.endswith("?start=faq-cure")
    assert shown == answer


async def test_short_answers_only_lead_every_further_step_to_private(group: Group) -> None:
    choice = "Answers: short, with more here or in private ›"
    await on_page(group, ANSWERS, choice, "short, with more only in private")
    (page,) = await group.command("/faq cure", Role.MEMBER)
    assert "Show here" not in buttons(page)
    assert addresses(page)["Read in private"].endswith("?start=faq-cure")
    (questions,) = await group.command("/faq", Role.MEMBER)
    assert addresses(questions)["Can it be cured?"].endswith("?start=faq-cure")
    shown, press = await group.press(questions, "faq:cure", Role.MEMBER)
    assert press.url.endswith("?start=faq-cure")
    assert shown == questions


async def test_urgent_help_stays_one_tap_away_in_the_group(group: Group) -> None:
    choice = "Answers: short, with more here or in private ›"
    await on_page(group, ANSWERS, choice, "short, with more only in private")
    (questions,) = await group.command("/faq", Role.MEMBER)
    shown, press = await group.press(questions, "🆘 Urgent", Role.MEMBER)
    assert not press.url
    assert shown.text != questions.text


async def test_long_answers_arrive_short_and_unfold_on_demand(group: Group) -> None:
    (answer,) = await group.command("/treatment", Role.MEMBER)
    assert buttons(answer)[:2] == ["Show here", "Read in private"]
    shown, _ = await group.press(answer, "Show here", Role.ADMIN)
    assert len(shown.text) > len(answer.text)


@pytest.mark.parametrize("command", ["/subscribe", "/unsubscribe"])
async def test_nothing_in_the_group_tells_who_gets_tips(group: Group, command: str) -> None:
    member = group.people[Role.MEMBER]
    world = group.talk.world
    (before,) = await group.command(command, Role.MEMBER)
    world.messages.send(member.id, member, "/start")
    world.buttons.press_data(member.id, 2, member, "set:0:10:Europe/Lisbon")
    await group.talk.quiet()
    group.talk.clock.advance(timedelta(hours=1))
    (after,) = await group.command(command, Role.MEMBER)
    assert (before.text, before.buttons) == (after.text, after.buttons)


async def test_a_tip_asked_for_in_the_group_does_not_use_up_the_groups_own(group: Group) -> None:
    await on_page(group, "Weekly tip ›", "☐ Weekly tip")
    (tip,) = await group.command("/tip", Role.MEMBER)
    assert tip.text.startswith("💡")
    exported = await group.talk.services.chats.export(group.chat.id)
    assert "tip_history" not in exported


async def test_newcomers_are_not_greeted_unless_the_group_wants_it(group: Group) -> None:
    before = group.talk.world.history.last(group.chat).id
    group.talk.world.membership.join(group.chat, group.talk.world.people.add("Noor"))
    await group.talk.quiet()
    assert group.talk.world.history.said_by_bot(group.chat, after=before) == []


async def test_however_many_join_at_once_they_are_greeted_with_one_quiet_line(group: Group) -> None:
    await on_page(group, ANSWERS, "☐ Welcome newcomers")
    world = group.talk.world
    before = world.history.last(group.chat).id
    for number in range(300):
        world.membership.join(group.chat, world.people.add(f"Newcomer {number}"))
    await group.talk.quiet()
    (line,) = world.history.said_by_bot(group.chat, after=before)
    assert line.silent
    assert "Newcomer" not in line.text
    group.talk.clock.advance(11 * MINUTE)
    world.membership.join(group.chat, world.people.add("One more"))
    await group.talk.quiet()
    assert len(world.history.said_by_bot(group.chat, after=line.id)) == 1


async def test_nothing_that_members_write_is_stored_even_where_the_bot_is_an_admin(
    group: Group,
) -> None:
    group.talk.world.membership.promote_bot(group.chat, group.talk.person)
    await group.talk.quiet()
    before = await everything_stored(group.talk)
    group.talk.world.messages.send(group.chat, group.people[Role.MEMBER], "My invented secret")
    await group.talk.quiet()
    assert await everything_stored(group.talk) == before


async def test_members_see_few_commands_and_admins_see_theirs(group: Group) -> None:
    world = group.talk.world
    await world.until(
        lambda: bool(world.people.commands_shown(group.chat, group.people[Role.ADMIN]))
    )
    members = {
        c["command"] for c in world.people.commands_shown(group.chat, group.people[Role.MEMBER])
    }
    admins = {
        c["command"] for c in world.people.commands_shown(group.chat, group.people[Role.ADMIN])
    }
    assert admins - members == {"settings"}
    assert "faq" in members
