"""Somebody who can't go on, in the conversation with the bot: few taps, and a number to take."""

from __future__ import annotations

from standin.state.messages import Message
from tests.conversation import Conversation, buttons


def copied(message: Message) -> list[str]:
    """What the buttons of a message put on the clipboard, without asking the bot."""
    flat = [button for row in message.buttons for button in row]
    return [button["copy_text"]["text"] for button in flat if "copy_text" in button]


async def test_from_the_card_two_taps_lead_to_a_number_to_take(talk: Conversation) -> None:
    card = await talk.say("/urgent")
    choice, _ = await talk.tap(card, "If you can't go on: who will listen")
    assert choice.text.endswith("Choose your country, and its line comes at once.")
    line, _ = await talk.tap(choice, "Italy")
    assert line.id == card.id
    assert copied(line) == ["112", "118", "02 2327 2327"]
    assert line.text.endswith("02 2327 2327 (+39 02 2327 2327)")
    assert "unchecked" not in line.text


async def test_the_country_can_be_named_with_the_command(talk: Conversation) -> None:
    line = await talk.say("/crisis the States")
    assert copied(line) == ["911", "988"]  # one number for calls and texts, taken by one button


async def test_whose_country_has_no_line_is_given_the_emergency_number_and_the_lists(
    talk: Conversation,
) -> None:
    choice = await talk.say("/crisis")
    others, _ = await talk.tap(choice, "Another country")
    line, _ = await talk.tap(others, "Morocco")
    assert copied(line) == ["150", "15"]
    assert "findahelpline.com" in line.text
    assert line.text.endswith("In danger? Call 150 or 15.")


async def test_an_emergency_number_is_taken_by_one_tap(talk: Conversation) -> None:
    choice, _ = await talk.tap(await talk.say("/urgent"), "Emergency number")
    number, _ = await talk.tap(choice, "France")
    assert copied(number) == ["15", "112"]
    assert "If you can't go on: who will listen" in buttons(number)


async def test_the_way_back_from_a_line_leads_up_step_by_step(talk: Conversation) -> None:
    line = await talk.say("/crisis Portugal")
    choice, _ = await talk.tap(line, "‹ Back")
    card, _ = await talk.tap(choice, "‹ Back")
    assert card.text.startswith("🆘 Get help now")


async def test_who_looks_for_help_among_the_organisations_finds_the_line(
    talk: Conversation,
) -> None:
    choice, _ = await talk.tap(await talk.say("/resources"), "Who will listen tonight")
    assert "Italy" in buttons(choice)


async def test_goodbye_leads_those_who_grieve_to_support(talk: Conversation) -> None:
    await agreed(talk)
    goodbye = await talk.say("/unsubscribe")
    assert "you owe nobody a reason" in goodbye.text
    support, _ = await talk.tap(goodbye, "Support in grief")
    assert support.text.startswith("Bereavement")


async def agreed(talk: Conversation) -> None:
    """The person has weekly tips."""
    day, _ = await talk.tap(await talk.say("/subscribe"), "Yes, choose day and time")
    hour, _ = await talk.tap(day, "Monday")
    city, _ = await talk.tap(hour, "10:00")
    await talk.tap(city, "Lisbon")


async def test_more_about_ones_data_is_one_tap_away(talk: Conversation) -> None:
    first = await talk.say("/privacy")
    assert "Never kept:" in first.text
    more, _ = await talk.tap(first, "More about your data")
    assert "How long:" in more.text
    back, _ = await talk.tap(more, "‹ Back")
    assert back.text == first.text
