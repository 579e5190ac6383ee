"""Somebody writes in their own words: help first, then what is written, or an honest refusal."""

from __future__ import annotations

import logging

import pytest

from tests.conversation import Conversation, buttons

EMERGENCY = "38.4 and shaking, wait till morning?"
DESPAIR = "I want to kill myself"
QUESTION = "can refractory cancer be cured?"


async def test_an_emergency_brings_the_card_before_anything_else(talk: Conversation) -> None:
    card = await talk.say(EMERGENCY)

    assert card.text.startswith("🆘")
    assert "Call the 24-hour number of your cancer team now" in card.text
    assert buttons(card)[0] == "Emergency number"
    assert "I have a fever" in buttons(card)


async def test_the_answer_waits_behind_the_card(talk: Conversation) -> None:
    card = await talk.say(EMERGENCY)
    answer, _ = await talk.tap(card, "I have a fever")

    assert "Can I wait until morning?" in answer.text


async def test_the_number_of_a_kept_country_stands_on_the_card(talk: Conversation) -> None:
    choice = await talk.say("/crisis")
    italy, _ = await talk.tap(choice, "Italy")
    await talk.tap(italy, "📍 I live here")

    card = await talk.say(EMERGENCY)
    assert "Italy: call 112" in card.text
    assert buttons(card)[0] == "Copy 112"


async def test_despair_is_met_with_the_question_and_a_line(talk: Conversation) -> None:
    reply = await talk.say(DESPAIR)

    assert "Are you thinking about ending your life?" in reply.text
    lines, _ = await talk.tap(reply, "Find a line in my country")
    italy, _ = await talk.tap(lines, "Italy")
    assert "02 2327 2327" in italy.text


async def test_a_question_is_answered_by_the_page_that_fits(talk: Conversation) -> None:
    reply = await talk.say(QUESTION)

    assert reply.text.startswith("Can refractory cancer be cured?")


async def test_what_nobody_wrote_about_is_refused_honestly(talk: Conversation) -> None:
    reply = await talk.say("best pasta recipe")

    assert reply.text.startswith("I don't have an answer to that.")
    assert "🆘 Urgent" in buttons(reply)


@pytest.mark.parametrize("before", ["/faq ", "/search ", "/glossary ", "/resources "])
async def test_an_emergency_behind_a_command_is_seen(talk: Conversation, before: str) -> None:
    assert (await talk.say(before + EMERGENCY)).text.startswith("🆘")


@pytest.mark.parametrize(
    ("command", "begins"),
    [("/glossary delirium", "Delirium"), ("/glossary Blood  thinner", "Blood thinner")],
)
async def test_a_word_that_is_looked_up_is_no_call_for_help(
    talk: Conversation, command: str, begins: str
) -> None:
    assert (await talk.say(command)).text.startswith(begins)


async def test_search_answers_as_a_plain_message_does(talk: Conversation) -> None:
    assert (await talk.say(f"/search {QUESTION}")).text.startswith(
        "Can refractory cancer be cured?"
    )
    assert (await talk.say("/search")).text.startswith("What would you like to know?")


async def test_an_emergency_comes_before_the_question_for_a_city(talk: Conversation) -> None:
    agree = await talk.tap(await talk.say("/subscribe"), "Yes, choose day and time")
    day = await talk.tap(agree[0], "Tuesday")
    where, _ = await talk.tap(day[0], "09:00")
    assert "where are you?" in where.text

    assert (await talk.say(EMERGENCY)).text.startswith("🆘")
    assert "Lisbon" in (await talk.say("Lisbon")).text  # the question was still open


async def test_an_emergency_comes_before_a_message_to_the_team(talk: Conversation) -> None:
    await talk.say("/feedback")
    assert (await talk.say(EMERGENCY)).text.startswith("🆘")


async def test_words_under_a_picture_are_read(talk: Conversation) -> None:
    picture = talk.world.messages.send_photo(talk.private, talk.person, EMERGENCY)
    reply = await talk.world.history.reply_in(talk.private, after=picture)
    assert reply.text.startswith("🆘")


async def test_nothing_typed_appears_in_logs_or_database(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    canary = "quokkabreath"
    for words in (f"{canary} what is chemo", f"{EMERGENCY} {canary}", f"/search {canary}", canary):
        await talk.say(words)

    assert canary not in caplog.text
    database = talk.services.settings.database_path
    for file in database.parent.glob(f"{database.name}*"):
        assert canary.encode() not in file.read_bytes()
