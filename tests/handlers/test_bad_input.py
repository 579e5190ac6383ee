"""Anything that people and programs may send: a helpful answer or silence, never an exception."""

from __future__ import annotations

import logging

import pytest

from bot.preview.faults import Fault
from bot.preview.messages import Message
from bot.preview.people import Wire
from bot.preview.speaking import Identity
from bot.preview.world import CallbackAnswer
from bot.tips.schedule import Schedule
from tests.conversation import Conversation, buttons

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
    sent = talk.world.person_sends_content(talk.private, talk.person, content)
    answer = await talk.world.reply_in(talk.private, after=sent)
    assert answer.text.startswith(POINTER)


@pytest.mark.parametrize("content", ODD_THINGS.values(), ids=list(ODD_THINGS))
async def test_whatever_members_send_each_other_is_left_alone(
    talk: Conversation, content: Wire
) -> None:
    group = talk.world.supergroup("Support group", talk.person, [], with_bot=True)
    opened = await talk.say("/menu", chat=group)
    # As a reply to the bot it is told to the bot, whatever it is.
    talk.world.person_sends_content(group, talk.person, content, reply_to=opened)
    await talk.quiet()
    assert talk.world.said_by_bot(group, after=opened.id) == []


@pytest.mark.parametrize("happening", ["pinned", "joined"])
async def test_what_telegram_itself_says_in_a_chat_is_left_alone(
    talk: Conversation, happening: str
) -> None:
    opened = await talk.say("/menu")
    said: Wire = {
        "pinned": {"pinned_message": talk.world.wire(opened)},
        "joined": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    }[happening]
    talk.world.person_sends_content(talk.private, talk.person, said)
    await talk.quiet()
    assert talk.world.said_by_bot(talk.private, after=opened.id) == []


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


WRONG_CHAT = {
    "for another bot": ("/faq@SomeOtherBot", "I don't know that command."),
    "what an app sends in a group": ("/start setup", "Hello."),
    "a payload of 64 characters": (f"/start {'x' * 64}", "Hello."),
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
    group = talk.world.supergroup("Support group", talk.person, [], with_bot=True)
    answer = await talk.say(f"/start {payload}", chat=group)
    assert "Weekly tips" not in buttons(answer)
    assert await talk.services.subscriptions.get(group.id) is None


@pytest.mark.parametrize("label", ["How this works", "Weekly tips", "Questions & answers"])
async def test_two_presses_of_one_button_at_once_are_both_answered_and_show_one_screen(
    talk: Conversation, label: str
) -> None:
    menu = await talk.say("/menu")
    await both_pressed(talk, menu, label)
    assert talk.last().id == menu.id
    assert talk.last().text != menu.text


async def test_two_taps_on_the_last_button_of_the_opt_in_make_one_subscription(
    talk: Conversation,
) -> None:
    asked = await talk.say("/subscribe")
    for step in ("Yes, choose day and time", "Monday", "10:00"):
        asked, _ = await talk.tap(asked, step)
    await both_pressed(talk, asked, "Lisbon")
    assert "Monday, 10:00, Lisbon time" in talk.last().text
    assert await talk.services.subscriptions.count() == 1


async def test_two_taps_on_stop_stop_the_tips_and_leave_no_doubt(talk: Conversation) -> None:
    await talk.services.subscriptions.subscribe(talk.private, Schedule(0, 10, 0, "Europe/Lisbon"))
    panel = await talk.say("/settings")
    await both_pressed(talk, panel, "Stop the tips")
    found = await talk.services.subscriptions.get(talk.private)
    assert found is not None
    assert not found.active


async def both_pressed(talk: Conversation, message: Message, label: str) -> None:
    """Presses a button twice before the bot can answer; both are answered, nothing is refused."""
    presses = [
        talk.world.person_presses(talk.private, message, talk.person, label) for _ in range(2)
    ]
    for press in presses:
        assert await talk.world.answer_of(press) == CallbackAnswer()
    await talk.quiet()
    refused = [str(e.answer) for e in talk.world.log if not e.ok]
    assert all("not modified" in answer for answer in refused)


async def test_an_edit_that_changes_nothing_is_a_success(talk: Conversation) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next(
        "editMessageText",
        Fault.bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        ),
    )
    _, answer = await talk.tap(menu, "How this works")
    assert answer == CallbackAnswer()
    assert talk.world.said_by_bot(talk.private) == [talk.last()]


async def test_a_press_in_a_group_that_is_too_old_is_no_error(talk: Conversation) -> None:
    group = talk.world.supergroup("Support group", talk.person, [], with_bot=True)
    opened = await talk.say("/menu", chat=group)
    talk.world.faults.next(
        "answerCallbackQuery",
        Fault.bad_request("query is too old and response timeout expired or query ID is invalid"),
        times=2,
    )
    talk.world.person_presses(group, opened, talk.person, "Questions & answers")
    talk.world.person_presses_data(group, opened.id, talk.person, "settings")
    await talk.quiet()
    assert talk.world.last(group).text.startswith("Questions people ask")


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
    talk: Conversation, caplog: pytest.LogCaptureFixture, an_error_is_expected: None
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
    talk: Conversation, an_error_is_expected: None
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
