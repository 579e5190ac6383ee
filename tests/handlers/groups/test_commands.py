"""Reading in a group: commands work, talk is left alone, one's own affairs stay private."""

from __future__ import annotations

import pytest

from bot.replies.commands import COMMANDS
from standin.state.chats import Chat
from tests.conversation import Conversation, addresses, buttons
from tests.handlers.private.test_commands import OPENINGS

# One's own affairs; what a group sets up for itself is tested with the groups' settings.
PERSONAL = {"feedback", "subscribe", "unsubscribe"}
READING = COMMANDS.keys() - PERSONAL - {"settings"}


@pytest.fixture
def group(talk: Conversation) -> Chat:
    """A support group with two members besides the bot."""
    other = talk.world.people.add("Maria", language_code="en")
    return talk.world.chats.create_supergroup("Support group", talk.person, [other], with_bot=True)


async def test_added_to_a_group_it_says_in_one_short_message_what_it_does(
    talk: Conversation,
) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [])
    talk.world.membership.add_bot(group, talk.person)
    await talk.quiet()
    (intro,) = talk.world.history.said_by_bot(group)
    assert "refractory cancer" in intro.text
    assert "admin" in intro.text
    assert len(intro.text) < 600


@pytest.mark.parametrize("address", ["", "@RefractorySupportBot", "@refractorysupportbot"])
@pytest.mark.parametrize("command", sorted(READING))
async def test_every_reading_command_works_also_with_the_bots_name(
    talk: Conversation, group: Chat, command: str, address: str
) -> None:
    answer = await talk.say(f"/{command}{address}", chat=group)
    assert answer.text.startswith(OPENINGS[command])
    assert answer.reply_to is not None
    assert not {"Weekly tips", "Settings", "Stop the tips"} & set(buttons(answer))


async def test_another_bots_command_is_left_alone(talk: Conversation, group: Chat) -> None:
    assert await talk.unanswered("/faq@SomeOtherBot", chat=group)


@pytest.mark.parametrize("text", ["Hello everybody", "/nosuchthing", "What is refractory?"])
async def test_what_members_say_to_each_other_is_left_alone(
    talk: Conversation, group: Chat, text: str
) -> None:
    assert await talk.unanswered(text, chat=group)


async def test_a_page_arrives_short_and_can_be_unfolded_or_read_in_private(
    talk: Conversation, group: Chat
) -> None:
    answer = await talk.say("/faq cure", chat=group)
    assert "Ask your team" not in answer.text
    assert addresses(answer)["Read in private"].endswith("?start=faq-cure")
    shown, _ = await talk.tap(answer, "Show here")
    assert "Ask your team" in shown.text


async def test_a_gentle_page_is_not_spread_out_before_the_group(
    talk: Conversation, group: Chat
) -> None:
    answer = await talk.say("/faq how-long", chat=group)
    assert buttons(answer)[0] == "Read in private"
    assert "Show here" not in buttons(answer)


@pytest.mark.parametrize("address", ["", "@RefractorySupportBot"])
@pytest.mark.parametrize("command", sorted(PERSONAL))
async def test_what_concerns_one_person_is_led_to_the_private_chat(
    talk: Conversation, group: Chat, command: str, address: str
) -> None:
    await talk.say("/menu")
    answer = await talk.say(f"/{command}{address}", chat=group)
    assert "private" in answer.text
    assert all("start=" in address for address in addresses(answer).values())
    assert await talk.services.subscriptions.get(group.id) is None
    assert await talk.services.subscriptions.get(talk.private) is None


async def test_settings_in_a_group_are_the_groups_and_a_member_is_told_so(
    talk: Conversation, group: Chat
) -> None:
    member = talk.world.people.add("Noor", language_code="en")
    talk.world.membership.join(group, member)
    answer = await talk.say("/settings@RefractorySupportBot", chat=group, who=member)
    assert "admin" in answer.text
    assert not any("callback_data" in button for row in answer.buttons for button in row)
    panel = await talk.say("/settings", chat=group)
    assert "Weekly tip ›" in buttons(panel)


async def test_no_button_in_a_group_changes_what_is_one_persons_own(
    talk: Conversation, group: Chat
) -> None:
    menu = await talk.say("/menu", chat=group)
    assert "Weekly tips" not in buttons(menu)
    callback = talk.world.buttons.press_data(group, menu.id, talk.person, "set:0:10:Europe/Lisbon")
    answer = await talk.world.buttons.answer_to(callback)
    assert answer.url.startswith("https://t.me/RefractorySupportBot?start=")
    assert await talk.services.subscriptions.get(group.id) is None


async def test_any_member_may_turn_the_pages_of_a_shared_answer(
    talk: Conversation, group: Chat
) -> None:
    opened = await talk.say("/faq", chat=group)
    other = talk.world.people.add("Noor", language_code="en")
    talk.world.membership.join(group, other)
    shown, _ = await talk.tap(opened, "Can it be cured?", who=other)
    assert shown.text.startswith("Can refractory cancer be cured?")
