"""Anything that people and programs may send: a helpful answer or silence, never an exception."""

from __future__ import annotations

import logging

import pytest

from bot.preview.faults import Fault
from bot.preview.messages import Message
from bot.preview.people import Wire
from bot.preview.speaking import Identity
from bot.preview.world import CallbackAnswer
from tests.conversation import Conversation, addresses, buttons

pytestmark = pytest.mark.usefixtures("no_error_logged")

POINTER = "I can't answer messages in your own words."

TEXTS = {
    # Telegram counts characters of what people write: twice as many UTF-16 units as of ours.
    "emoji": "😀" * 4096,
    "right to left": "\u202eما هو السرطان؟ \u202c" * 20,
    "markup": "<b>bold</b> *star* _under_ [link](javascript:alert(1)) `code` {$x} %s",
    "zero width": "\u200b\u200d\ufeff",
    "long word": "a" * 4096,
    "newlines": "\n\n\n?\n\n",
    "null-like": "None",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
async def test_any_text_gets_a_friendly_pointer_and_is_never_sent_back(
    talk: Conversation, text: str
) -> None:
    answer = await talk.say(text)
    assert answer.text.startswith(POINTER)
    assert text not in answer.text
    assert "🆘 Urgent" in buttons(answer)


@pytest.mark.parametrize("kind", ["sticker", "photo", "document", "voice", "location"])
async def test_whatever_is_no_text_gets_the_same_pointer(talk: Conversation, kind: str) -> None:
    sent: Message = getattr(talk.world, f"person_sends_{kind}")(talk.private, talk.person)
    answer = await talk.world.reply_in(talk.private, after=sent)
    assert answer.text.startswith(POINTER)


async def test_a_forwarded_message_gets_the_pointer(talk: Conversation) -> None:
    menu = await talk.say("/menu")
    sent = talk.world.person_forwards(talk.private, talk.person, menu)
    assert (await talk.world.reply_in(talk.private, after=sent)).text.startswith(POINTER)


async def test_an_edited_message_is_no_second_command(talk: Conversation) -> None:
    await talk.say("/faq")
    commands = [m for m in talk.world.history(talk.private) if m.text == "/faq"]
    talk.world.person_edits(talk.private, commands[0].id, "/menu")
    await talk.quiet()
    assert len(talk.world.said_by_bot(talk.private)) == 1


async def test_an_unknown_command_is_answered_in_private(talk: Conversation) -> None:
    answer = await talk.say("/nosuchthing")
    assert answer.text.startswith("I don't know that command.")


@pytest.mark.parametrize(
    "data",
    [
        "no-such-code",
        "faq:no-such-slug",
        "faq:cure:0:0:0:0",
        "faq:../../etc",
        "zone:9:99",
        "set:1:10:Mars/Olympus",
        "set:8:10:Europe/Lisbon",
        "faqs:999999",
        "country:XX",
        "topic:no-such-topic",
        "country:GB:999999",
        "::::",
        "+",
        "ш" * 32,
        "x" * 64,
    ],
)
async def test_an_old_or_invented_button_shows_a_fresh_screen(
    talk: Conversation, data: str
) -> None:
    menu = await talk.say("/menu")
    callback = talk.world.person_presses_data(talk.private, menu.id, talk.person, data)
    answer = await talk.world.answer_of(callback)
    await talk.quiet()
    assert not answer.show_alert
    assert "☰ Menu" in buttons(talk.last())


async def test_a_button_on_a_deleted_message_is_answered_with_a_new_one(
    talk: Conversation,
) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next("editMessageText", Fault.bad_request("message to edit not found"))
    callback = talk.world.person_presses(talk.private, menu, talk.person, "How this works")
    await talk.world.answer_of(callback)
    await talk.quiet()
    assert talk.last().id > menu.id
    assert talk.last().text.startswith("How this works")


async def test_a_press_that_is_too_old_still_changes_the_message(talk: Conversation) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next(
        "answerCallbackQuery",
        Fault.bad_request("query is too old and response timeout expired or query ID is invalid"),
    )
    talk.world.person_presses(talk.private, menu, talk.person, "How this works")
    await talk.quiet()
    assert talk.last().text.startswith("How this works")


async def test_what_nobody_expected_is_answered_kindly_and_logged_without_the_text(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "my own secret words"
    await talk.services.database.close()
    asked = talk.world.person_sends(talk.private, talk.person, secret)
    answer = await talk.world.reply_in(talk.private, after=asked)
    assert answer.text.startswith("Something went wrong on my side.")
    assert "☰ Menu" in buttons(answer)
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert errors
    assert not any(secret in caplog.handler.format(record) for record in errors)


async def test_an_error_behind_a_button_ends_its_spinner_with_a_kind_alert(
    talk: Conversation,
) -> None:
    menu = await talk.say("/menu")
    await talk.services.database.close()
    callback = talk.world.person_presses(talk.private, menu, talk.person, "Settings")
    answer = await talk.world.answer_of(callback)
    assert answer.show_alert
    assert answer.text.startswith("Something went wrong on my side.")


async def test_a_name_with_markup_in_it_changes_nothing(talk: Conversation) -> None:
    odd = talk.world.person("<b>O'Neil</b> & *co*", language_code="en")
    sent = talk.world.open_deep_link(odd)
    assert (await talk.world.reply_in(odd.id, after=sent)).text.startswith("Hello.")


async def test_a_person_whose_language_nobody_wrote_is_answered_in_the_default_one(
    talk: Conversation,
) -> None:
    person = talk.world.person("Ai", language_code="zh-hans")
    sent = talk.world.open_deep_link(person)
    assert (await talk.world.reply_in(person.id, after=sent)).text.startswith("Hello.")


async def test_a_channel_post_that_looks_like_a_command_is_left_alone(talk: Conversation) -> None:
    channel = talk.world.channel("News", talk.person)
    talk.world.bot_added(channel, talk.person)
    talk.world.person_sends(channel, talk.person, "/faq", as_=Identity.CHANNEL)
    await talk.quiet()
    assert not talk.world.said_by_bot(channel)
