"""Of a pressed message it is read where it stands; every other message comes whole."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from handlers.runtime.pressed_messages import cut_down

STANDS = {
    "message_id": 7,
    "date": 1_790_000_000,
    "chat": {"id": -1_001_000_000_001, "type": "supergroup", "title": "Support"},
    "message_thread_id": 3,
    "is_topic_message": True,
}
SAYS = {"text": "A page", "entities": [{"type": "bold", "offset": 0, "length": 1}]}


def press(message: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "4", "data": "menu", "message": message}}


def test_a_pressed_message_keeps_where_it_stands_and_loses_what_it_says() -> None:
    assert cut_down(press(STANDS | SAYS)) == press(STANDS)


def test_a_press_whose_handler_needs_it_shows_the_buttons_beside_it_and_still_no_text() -> None:
    keyboard = {"reply_markup": {"inline_keyboard": [[{"text": "Menu", "callback_data": "menu"}]]}}
    update = press(STANDS | SAYS | keyboard)
    kept = cut_down(deepcopy(update), lambda data: data == "menu")
    assert kept == press(STANDS | keyboard)
    assert cut_down(update, lambda data: data == "other") == press(STANDS)


def test_a_message_that_somebody_wrote_comes_whole() -> None:
    written = {"update_id": 2, "message": STANDS | SAYS}
    assert cut_down(deepcopy(written)) == written


@pytest.mark.parametrize(
    "odd",
    [
        {"update_id": 3},
        {"update_id": 3, "callback_query": None},
        {"update_id": 3, "callback_query": "x"},
        press(STANDS) | {"callback_query": {"message": "x"}},
    ],
)
def test_an_odd_update_is_left_as_it_is(odd: dict[str, Any]) -> None:
    assert cut_down(deepcopy(odd)) == odd
