"""An update that is not made as the Bot API says is known before a handler meets it."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.runtime.update_shape import is_well_formed

PERSON = {"id": 1000001, "is_bot": False, "first_name": "Sam", "language_code": "en"}
CHAT = {"id": 1000001, "type": "private", "first_name": "Sam"}
MESSAGE = {"message_id": 7, "date": 1773133200, "chat": CHAT, "from": PERSON, "text": "Hello"}
PRESS = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "menu", "message": MESSAGE}
QUERY = {"id": "8", "from": PERSON, "query": "cure", "offset": ""}
CHANGE = {
    "chat": CHAT,
    "from": PERSON,
    "date": 1773133200,
    "old_chat_member": {"user": PERSON, "status": "member"},
    "new_chat_member": {"user": PERSON, "status": "kicked", "until_date": 0},
}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"message": MESSAGE},
        {"message": {**MESSAGE, "text": None, "something_of_a_later_age": [1]}},
        {"message": {**MESSAGE, "entities": [{"type": "bold", "offset": 0, "length": 5}]}},
        {"message": {**MESSAGE, "reply_to_message": MESSAGE, "text": "🆘"}},
        {"channel_post": {**MESSAGE, "from": None}},
        {"callback_query": PRESS},
        {"callback_query": {**PRESS, "message": None, "data": None, "game_short_name": "a"}},
        {"callback_query": {**PRESS, "message": {"chat": CHAT, "message_id": 7, "date": 0}}},
        {"inline_query": QUERY},
        {"my_chat_member": CHANGE},
        {"a_kind_of_a_later_age": {"chat": CHAT, "content": ["nobody reads it"]}},
        {"a_word_of_a_later_age": "nobody reads it"},
        {"poll": {"id": "5", "options": []}},
    ],
)
def test_what_telegram_sends_is_well_formed(content: dict[str, Any]) -> None:
    assert is_well_formed({"update_id": 1, **content})


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "update",
        {},
        {"update_id": "1"},
        {"update_id": True},
        {"update_id": 1.5},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": {**MESSAGE, "text": ["Hello"]}},
        {"update_id": 1, "message": {**MESSAGE, "text": "half an emoji \ud83d"}},
        {"update_id": 1, "message": {**MESSAGE, "chat": {"type": "private"}}},
        {"update_id": 1, "message": {**MESSAGE, "chat": {**CHAT, "id": 2**63}}},
        {"update_id": 1, "message": {**MESSAGE, "chat": {**CHAT, "is_forum": 1}}},
        {"update_id": 1, "message": {**MESSAGE, "chat": {**CHAT, "title": "a" * 5_000}}},
        {"update_id": 1, "message": {**MESSAGE, "entities": {"type": "bold"}}},
        {"update_id": 1, "message": {**MESSAGE, "entities": [{"type": "bold"}]}},
        {"update_id": 1, "message": {**MESSAGE, "from": {**PERSON, "language_code": 7}}},
        {"update_id": 1, "message": {**MESSAGE, "reply_to_message": {"text": "Hello"}}},
        {"update_id": 1, "callback_query": {**PRESS, "from": None}},
        {"update_id": 1, "callback_query": {**PRESS, "data": {"code": "menu"}}},
        {"update_id": 1, "inline_query": {**QUERY, "query": None}},
        {"update_id": 1, "business_message": {**MESSAGE, "entities": 7}},
        {"update_id": 1, "message_reaction": {"chat": {**CHAT, "id": []}, "message_id": 7}},
        {"update_id": 1, "poll_answer": {"poll_id": "5", "user": {"id": {}}}},
        {"update_id": 1, "my_chat_member": {**CHANGE, "new_chat_member": None}},
    ],
)
def test_any_other_shape_is_known_without_an_error(update: object) -> None:
    assert not is_well_formed(update)


def test_an_update_nested_without_end_is_looked_at_no_deeper_than_telegram_goes() -> None:
    nested = MESSAGE
    for _ in range(5_000):
        nested = {**MESSAGE, "reply_to_message": nested}
    assert is_well_formed({"update_id": 1, "message": nested})
