"""Anything that people and programs may send: a helpful answer or silence, never an exception."""

from __future__ import annotations

import logging

import pytest

from standin.people.messages import Identity
from standin.state.messages import Message
from standin.wire import Wire
from tests.conversation import Conversation, buttons

pytestmark = pytest.mark.usefixtures("no_error_logged")

# What was written is read as a question: the nearest texts, or none.
ANSWER = ("These come closest to what you asked.", "I don't have an answer to that.")
POINTER = "I can only read words"

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
    assert answer.text.startswith(ANSWER)
    assert text not in answer.text
    assert "🆘 Urgent" in buttons(answer)


@pytest.mark.parametrize("kind", ["sticker", "photo", "document", "voice", "location"])
async def test_whatever_is_no_text_gets_the_same_pointer(talk: Conversation, kind: str) -> None:
    sent: Message = getattr(talk.world.messages, f"send_{kind}")(talk.private, talk.person)
    answer = await talk.world.history.reply_in(talk.private, after=sent)
    assert answer.text.startswith(POINTER)


VIDEO_NOTE: Wire = {
    "file_id": "BQACAgQAAx0",
    "file_unique_id": "AgAD0",
    "length": 240,
    "duration": 2,
}
FILE: Wire = {"file_id": "BQACAgQAAx1", "file_unique_id": "AgAD1"}
ODD_THINGS: dict[str, Wire] = {
    "contact": {"contact": {"phone_number": "+1 555 0100", "first_name": "Invented"}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "video note": {"video_note": VIDEO_NOTE},
    "video": {"video": FILE | {"width": 320, "height": 240, "duration": 2}},
    "animation": {"animation": FILE | {"width": 320, "height": 240, "duration": 2}},
    "audio": {"audio": FILE | {"duration": 2}, "caption": "/faq"},
    "venue": {
        "venue": {
            "location": {"latitude": 38.72, "longitude": -9.14},
            "title": "Invented hospital",
            "address": "Nowhere 1",
        }
    },
    "poll": {
        "poll": {
            "id": "5000000000000000001",
            "question": "Who comes?",
            "options": [
                {"persistent_id": "1", "text": "I", "voter_count": 0},
                {"persistent_id": "2", "text": "Not I", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "something newer than the bot's library": {},
}


@pytest.mark.parametrize("content", ODD_THINGS.values(), ids=list(ODD_THINGS))
async def test_whatever_else_telegram_can_carry_gets_the_pointer_too(
    talk: Conversation, content: Wire
) -> None:
    sent = talk.world.messages.send_content(talk.private, talk.person, content)
    answer = await talk.world.history.reply_in(talk.private, after=sent)
    assert answer.text.startswith((POINTER, *ANSWER))  # words under a recording are read


@pytest.mark.parametrize("content", ODD_THINGS.values(), ids=list(ODD_THINGS))
async def test_whatever_members_send_each_other_is_left_alone(
    talk: Conversation, content: Wire
) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    opened = await talk.say("/menu", chat=group)
    # As a reply to the bot it is told to the bot, whatever it is.
    talk.world.messages.send_content(group, talk.person, content, reply_to=opened)
    await talk.quiet()
    assert talk.world.history.said_by_bot(group, after=opened.id) == []


@pytest.mark.parametrize("happening", ["pinned", "joined"])
async def test_what_telegram_itself_says_in_a_chat_is_left_alone(
    talk: Conversation, happening: str
) -> None:
    opened = await talk.say("/menu")
    said: Wire = {
        "pinned": {"pinned_message": talk.world.state.wire(opened)},
        "joined": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    }[happening]
    talk.world.messages.send_content(talk.private, talk.person, said)
    await talk.quiet()
    assert talk.world.history.said_by_bot(talk.private, after=opened.id) == []


async def test_a_forwarded_message_is_read_as_their_own_words(talk: Conversation) -> None:
    page = await talk.say("/faq cure")
    sent = talk.world.messages.forward(talk.private, talk.person, page)
    reply = await talk.world.history.reply_in(talk.private, after=sent)
    assert reply.text.startswith((*ANSWER, "Can refractory cancer be cured?"))


async def test_an_edited_message_is_no_second_command(talk: Conversation) -> None:
    await talk.say("/faq")
    commands = [m for m in talk.world.history.of(talk.private) if m.text == "/faq"]
    talk.world.messages.edit(talk.private, commands[0].id, "/menu")
    await talk.quiet()
    assert len(talk.world.history.said_by_bot(talk.private)) == 1


async def test_an_unknown_command_is_answered_in_private(talk: Conversation) -> None:
    answer = await talk.say("/nosuchthing")
    assert answer.text.startswith("I don't know that command.")


@pytest.mark.parametrize("sign", ["!", ".", ",", "?", ":", ")", "…"])
@pytest.mark.parametrize("place", ["private", "group"])
async def test_a_sign_right_behind_a_command_is_no_part_of_it(
    talk: Conversation, sign: str, place: str
) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    plain = await talk.say("/urgent", chat=talk.private)
    where = group if place == "group" else talk.private
    assert (await talk.say(f"/urgent{sign}", chat=where)).text.splitlines()[0] == (
        plain.text.splitlines()[0]
    )


async def test_words_right_behind_the_sign_are_heard_as_any_others(talk: Conversation) -> None:
    assert (await talk.say("/faq:cure")).text.startswith("Can refractory cancer be cured?")
    card = await talk.say("I want to die")
    assert (await talk.say("/faq,I want to die")).text == card.text


WRONG_CHAT = {
    "for another bot": ("/faq@SomeOtherBot", "I don't know that command."),
    "what an app sends in a group": ("/start setup", "Hello."),
    "a payload of 64 characters": (f"/start {'x' * 64}", "Hello."),
    "an item of 64 characters": (f"/start tip-{'x' * 60}", "Hello."),
    "a payload that is too long": (f"/start {'x' * 65}", "Hello."),
    "a payload in no letters of ours": ("/start żółć-и-😀", "Hello."),
    "a payload of several words": ("/start faq cure please", "Hello."),
    "a payload with markup": ("/start <b>faq-cure</b>", "Hello."),
    "a payload that climbs": ("/start faq-../../etc/passwd", "Hello."),
    "a group that is not theirs": ("/start group-1001000000001", "Hello."),
}


@pytest.mark.parametrize(("text", "opening"), WRONG_CHAT.values(), ids=list(WRONG_CHAT))
async def test_a_command_in_the_wrong_chat_is_answered_there(
    talk: Conversation, text: str, opening: str
) -> None:
    assert (await talk.say(text)).text.startswith(opening)


@pytest.mark.parametrize("payload", ["faq-cure", "subscribe", "x" * 64, "groups"])
async def test_a_private_link_opened_in_a_group_shows_nothing_of_ones_own_there(
    talk: Conversation, payload: str
) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    answer = await talk.say(f"/start {payload}", chat=group)
    assert "Weekly tips" not in buttons(answer)
    assert await talk.services.subscriptions.get(group.id) is None


async def test_what_nobody_expected_is_answered_kindly_and_logged_without_the_text(
    talk: Conversation, caplog: pytest.LogCaptureFixture, an_error_is_expected: None
) -> None:
    secret = "my own secret words"
    await talk.services.database.close()
    asked = talk.world.messages.send(talk.private, talk.person, secret)
    answer = await talk.world.history.reply_in(talk.private, after=asked)
    assert answer.text.startswith("Something went wrong on my side.")
    assert "☰ Menu" in buttons(answer)
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert errors
    assert not any(secret in caplog.handler.format(record) for record in errors)


async def test_a_name_with_markup_in_it_changes_nothing(talk: Conversation) -> None:
    odd = talk.world.people.add("<b>O'Neil</b> & *co*", language_code="en")
    sent = talk.world.deep_links.start(odd)
    assert (await talk.world.history.reply_in(odd.id, after=sent)).text.startswith("Hello.")


async def test_a_person_whose_language_nobody_wrote_is_answered_in_the_default_one(
    talk: Conversation,
) -> None:
    person = talk.world.people.add("Ai", language_code="zh-hans")
    sent = talk.world.deep_links.start(person)
    assert (await talk.world.history.reply_in(person.id, after=sent)).text.startswith("Hello.")


async def test_a_channel_post_that_looks_like_a_command_is_left_alone(talk: Conversation) -> None:
    channel = talk.world.chats.create_channel("News", talk.person)
    talk.world.membership.add_bot(channel, talk.person)
    talk.world.messages.send(channel, talk.person, "/faq", as_=Identity.CHANNEL)
    await talk.quiet()
    assert not talk.world.history.said_by_bot(channel)
