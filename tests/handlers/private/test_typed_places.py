"""Where one is, in one's own words: taken when it is sure, and never mistaken for anything else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standin.state.messages import Message
from tests.conversation import Conversation, buttons

# What was written is read as a question: the nearest texts, or none.
# A place alone finds who helps there.
ANSWER = (
    "These come closest to what you asked.",
    "I don't have an answer to that.",
    "Liga Portuguesa Contra o Cancro",
)


async def asked_for_a_city(talk: Conversation) -> Message:
    """The screen that asks where the person is, so that what they type next is a city's name."""
    asked = await talk.say("/subscribe")
    for label in ("Yes, choose day and time", "Friday", "18:00"):
        asked, _ = await talk.tap(asked, label)
    return asked


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("porto", "Lisbon"),
        ("Europe/Berlin", "Berlin"),
        ("europe/berlin", "Berlin"),
        ("São Paulo, Brazil", "Sao Paulo"),
        ("Munchen", "Berlin"),
    ],
)
async def test_a_typed_city_or_zone_works_as_well_as_a_button(
    talk: Conversation, typed: str, city: str
) -> None:
    await asked_for_a_city(talk)
    confirmed = await talk.say(typed)
    assert f"Friday, 18:00, {city} time" in confirmed.text


async def test_a_name_of_several_cities_is_asked_about(talk: Conversation) -> None:
    await asked_for_a_city(talk)
    which = await talk.say("London")
    assert which.text == "Which one do you mean?"
    confirmed, _ = await talk.tap(which, "London, Canada (Toronto)")
    assert "Friday, 18:00, Toronto time" in confirmed.text


async def test_a_name_that_is_only_like_a_citys_is_offered_and_not_taken(
    talk: Conversation,
) -> None:
    await asked_for_a_city(talk)
    which = await talk.say("Lisbonn")
    assert which.text == "Which one do you mean?"
    assert await talk.services.subscriptions.get(talk.private) is None
    confirmed, _ = await talk.tap(which, "Lisbon, Portugal (Lisbon)")
    assert "Lisbon time" in confirmed.text


async def test_a_place_that_nobody_knows_is_said_kindly_and_may_be_tried_again(
    talk: Conversation,
) -> None:
    await asked_for_a_city(talk)
    assert "I don't know a place of that name." in (await talk.say("Qwxzvbn")).text
    assert "Lisbon time" in (await talk.say("Lisbon")).text


@pytest.mark.parametrize(
    "words",
    ["Qwxzvbn", "help me please", "🆘"],
)
async def test_what_is_no_place_may_be_a_cry_for_help_and_is_answered_as_one(
    talk: Conversation, words: str
) -> None:
    await asked_for_a_city(talk)
    answer = await talk.say(words)
    pointers = ("don't wait here: tap Urgent.", "call the emergency number first")
    assert any(pointer in answer.text for pointer in pointers)
    assert "🆘 Urgent" in buttons(answer)
    assert await talk.services.subscriptions.get(talk.private) is None
    # The question stays open all the same.
    assert "Lisbon time" in (await talk.say("Lisbon")).text


@pytest.mark.parametrize(
    ("words", "card"),
    [("I want to die", "Are you thinking about ending your life?"), ("I can't breathe", "🆘")],
)
async def test_an_emergency_is_met_before_the_question_for_a_place(
    talk: Conversation, words: str, card: str
) -> None:
    await asked_for_a_city(talk)
    assert card in (await talk.say(words)).text
    # The question stays open all the same.
    assert "Lisbon time" in (await talk.say("Lisbon")).text


@pytest.mark.parametrize(("minutes", "heard"), [(14, True), (16, False)])
async def test_a_city_is_awaited_for_a_quarter_of_an_hour(
    talk: Conversation, minutes: int, heard: bool
) -> None:
    await asked_for_a_city(talk)
    talk.clock.advance(timedelta(minutes=minutes))
    answer = await talk.say("Lisbon")
    assert answer.text.startswith("Done. Your weekly tip is set." if heard else ANSWER)
    assert (await talk.services.subscriptions.get(talk.private) is not None) is heard


@pytest.mark.parametrize(
    "leaves", ["/menu", "/faq cure", "/urgent", "/tip", "/start faq-cure", "/unsubscribe"]
)
async def test_a_command_ends_the_question(talk: Conversation, leaves: str) -> None:
    await asked_for_a_city(talk)
    await talk.say(leaves)
    assert (await talk.say("Lisbon")).text.startswith(ANSWER)
    assert await talk.services.subscriptions.get(talk.private) is None


@pytest.mark.parametrize("label", ["‹ Back", "☰ Menu", "🆘 Urgent"])
async def test_a_button_that_leaves_the_screen_ends_the_question(
    talk: Conversation, label: str
) -> None:
    await talk.tap(await asked_for_a_city(talk), label)
    assert (await talk.say("Lisbon")).text.startswith(ANSWER)
    assert await talk.services.subscriptions.get(talk.private) is None


async def test_an_answer_that_was_taken_ends_the_question(talk: Conversation) -> None:
    await asked_for_a_city(talk)
    await talk.say("Lisbon")
    assert (await talk.say("Berlin")).text.startswith(ANSWER)
