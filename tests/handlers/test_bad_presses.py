"""Buttons old, invented, pressed twice or too late: every press is answered, and no error comes."""

from __future__ import annotations

import pytest

from bot.tips.schedule import Schedule
from standin.bot_api.faults import Fault
from standin.state.messages import Message
from standin.state.queries import CallbackAnswer
from tests.conversation import Conversation, buttons

pytestmark = pytest.mark.usefixtures("no_error_logged")


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
        "gm",
        "gm:!",
        "+gm:!",
        "ш" * 32,
        "x" * 64,
        "faq:" + "x" * 60,
    ],
)
async def test_an_old_or_invented_button_shows_a_fresh_screen(
    talk: Conversation, data: str
) -> None:
    menu = await talk.say("/menu")
    callback = talk.world.buttons.press_data(talk.private, menu.id, talk.person, data)
    answer = await talk.world.buttons.answer_to(callback)
    await talk.quiet()
    assert not answer.show_alert
    assert "☰ Menu" in buttons(talk.last())


async def test_a_button_that_asks_for_a_new_message_leaves_the_pressed_one_as_it_is(
    talk: Conversation,
) -> None:
    menu = await talk.say("/menu")
    callback = talk.world.buttons.press_data(talk.private, menu.id, talk.person, "+groups")
    assert await talk.world.buttons.answer_to(callback) == CallbackAnswer()
    await talk.quiet()
    assert talk.world.state.message(talk.private, menu.id) == menu
    assert talk.last().id > menu.id
    assert "Choose a group" in buttons(talk.last())


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
    async with talk.services.database.read() as connection:
        rows = await connection.execute_fetchall("SELECT state FROM subscriptions")
    assert [row["state"] for row in rows] == ["active"]


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
        talk.world.buttons.press(talk.private, message, talk.person, label) for _ in range(2)
    ]
    for press in presses:
        assert await talk.world.buttons.answer_to(press) == CallbackAnswer()
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
    assert talk.world.history.said_by_bot(talk.private) == [talk.last()]


async def test_a_press_in_a_group_that_is_too_old_is_no_error(talk: Conversation) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    opened = await talk.say("/menu", chat=group)
    talk.world.faults.next(
        "answerCallbackQuery",
        Fault.bad_request("query is too old and response timeout expired or query ID is invalid"),
        times=2,
    )
    talk.world.buttons.press(group, opened, talk.person, "Questions & answers")
    talk.world.buttons.press_data(group, opened.id, talk.person, "settings")
    await talk.quiet()
    assert talk.world.history.last(group).text.startswith("Questions people ask")


async def test_a_button_on_a_deleted_message_is_answered_with_a_new_one(
    talk: Conversation,
) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next("editMessageText", Fault.bad_request("message to edit not found"))
    callback = talk.world.buttons.press(talk.private, menu, talk.person, "How this works")
    await talk.world.buttons.answer_to(callback)
    await talk.quiet()
    assert talk.last().id > menu.id
    assert talk.last().text.startswith("How this works")


async def test_a_press_that_is_too_old_still_changes_the_message(talk: Conversation) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next(
        "answerCallbackQuery",
        Fault.bad_request("query is too old and response timeout expired or query ID is invalid"),
    )
    talk.world.buttons.press(talk.private, menu, talk.person, "How this works")
    await talk.quiet()
    assert talk.last().text.startswith("How this works")


async def test_an_error_behind_a_button_ends_its_spinner_with_a_kind_alert(
    talk: Conversation, an_error_is_expected: None
) -> None:
    menu = await talk.say("/menu")
    await talk.services.database.close()
    callback = talk.world.buttons.press(talk.private, menu, talk.person, "Settings")
    answer = await talk.world.buttons.answer_to(callback)
    assert answer.show_alert
    assert answer.text.startswith("Something went wrong on my side, and not on yours.")
