"""How a keyboard is kept, and which button of it a person can press."""

from __future__ import annotations

from typing import Any

import pytest

from standin.bot_api.markup import keyboards
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal
from standin.people.possible import CannotDo
from standin.wire import Wire
from tests.standin.asking import Asker, Town


def kept(*buttons: Wire) -> Wire | None:
    return keyboards.markup(Params({"reply_markup": {"inline_keyboard": [list(buttons)]}}))


def only(button: Wire) -> Wire:
    markup = kept(button)
    assert markup is not None
    found: Wire = markup["inline_keyboard"][0][0]
    return found


def test_the_first_known_action_of_a_button_wins() -> None:
    both = {"text": "A", "callback_data": "a", "url": "https://example.org/a"}
    assert only(both) == {"text": "A", "url": "https://example.org/a"}


def test_data_of_sixty_four_bytes_fits() -> None:
    assert only({"text": "A", "callback_data": "я" * 32})["callback_data"] == "я" * 32


def test_empty_data_makes_a_button_without_an_action() -> None:
    with pytest.raises(Refusal, match="Text buttons are unallowed"):
        kept({"text": "A", "callback_data": ""})


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("example.org", "http://example.org/"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("tg://user?id=1", "tg://user?id=1"),
        ("https://t.me/SomeBot?startgroup=a&admin=change_info", None),
    ],
)
def test_addresses_are_kept_as_telegram_keeps_them(given: str, found: str | None) -> None:
    assert only({"text": "A", "url": given})["url"] == (found or given)


@pytest.mark.parametrize(
    ("url", "reason"),
    [("javascript:alert(1)", "Wrong HTTP URL"), ("mailto://a@b", "Unsupported URL protocol")],
)
def test_other_addresses_are_refused(url: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        kept({"text": "A", "url": url})
    assert refused.value.description == (
        f"Bad Request: inline keyboard button URL '{url}' is invalid: {reason}"
    )


def test_empty_rows_vanish_and_an_empty_keyboard_is_none() -> None:
    assert keyboards.inline({"inline_keyboard": [[], []]}) is None
    button = {"text": "A", "callback_data": "a"}
    assert keyboards.inline({"inline_keyboard": [[], [button]]}) == {"inline_keyboard": [[button]]}


def test_a_row_holds_eight_buttons() -> None:
    buttons = [{"text": "A", "callback_data": "a"}] * 8
    assert kept(*buttons) is not None
    with pytest.raises(Refusal, match="reply markup is too long"):
        kept(*buttons, buttons[0])


async def test_a_reply_keyboard_is_shown_but_not_part_of_the_message(
    ask: Asker, town: Town
) -> None:
    choice: dict[str, Any] = {"text": "Choose", "request_chat": {"request_id": 1}}
    sent = await ask.ok(
        "sendMessage", chat_id=town.maria.id, text="x", reply_markup={"keyboard": [[choice]]}
    )
    assert "reply_markup" not in sent
    assert town.world.history.last(town.maria).reply_keyboard == {"keyboard": [[choice]]}


async def test_an_edit_without_a_keyboard_takes_it_away(ask: Asker, town: Town) -> None:
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await ask.ok("sendMessage", chat_id=town.maria.id, text="x", reply_markup=keyboard)
    edited = await ask.ok(
        "editMessageText", chat_id=town.maria.id, message_id=sent["message_id"], text="x"
    )
    assert "reply_markup" not in edited


async def test_only_a_button_that_is_there_can_be_pressed(ask: Asker, town: Town) -> None:
    keyboard = {
        "inline_keyboard": [
            [{"text": "Go", "callback_data": "a"}, {"text": "Web", "url": "https://example.org"}]
        ]
    }
    await ask.ok("sendMessage", chat_id=town.maria.id, text="x", reply_markup=keyboard)
    shown = town.world.history.last(town.maria)
    with pytest.raises(KeyError, match="it has"):
        town.world.buttons.press(town.maria, shown, town.maria, "Stop")
    with pytest.raises(CannotDo):
        town.world.buttons.press(town.maria, shown, town.maria, "Web")
    by_label = town.world.buttons.press(town.maria, shown, town.maria, "Go")
    by_data = town.world.buttons.press(town.maria, shown, town.maria, "a")
    assert by_label != by_data
