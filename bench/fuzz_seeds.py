"""Real updates of every kind, as the Bot API gives them: what the fuzzer begins with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bench.fuzz_telegram import ADMIN, BOT, ERRORS, RIGHTS
from bot.actions.chat_ids import base36
from bot.actions.registry import ACTIONS
from bot.replies.commands import COMMANDS

Json = dict[str, Any]
DATE = 1_773_133_200
PERSON: Json = {"id": ADMIN, "is_bot": False, "first_name": "Sam", "language_code": "en"}
MEMBER: Json = {"id": 2000002, "is_bot": False, "first_name": "Kim", "language_code": "pt-br"}
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
PRIVATE: Json = {"id": ADMIN, "type": "private", "first_name": "Sam"}
GROUP: Json = {"id": -1001000000001, "type": "supergroup", "title": "Invented group"}
FORUM: Json = {**GROUP, "id": -1001000000002, "is_forum": True}
BASIC: Json = {"id": -4000001, "type": "group", "title": "Invented small group"}
CHANNEL: Json = {"id": -1001000000003, "type": "channel", "title": "Invented channel"}
# Each begins as somebody's own word; the fuzzer makes others of them.
PRESSED = (
    "menu",
    "+groups",
    "set:0:10:Europe/Lisbon",
    "zone:0:10",
    "faq:cure",
    "country:GB:1",
    f"gp:{base36(ADMIN)}:{base36(GROUP['id'])}:tips",
    f"gs:{base36(ADMIN)}:{base36(GROUP['id'])}:wel:1",
    f"gt:{base36(ADMIN)}:{base36(FORUM['id'])}:7",
    f"gx:{base36(ADMIN)}:{base36(GROUP['id'])}",
    f"gm:{base36(GROUP['id'])}",
)
TYPED = ("Porto", "what is refractory?", "I want to die", "fever 38.5 after chemo", "/", "😀" * 9)


def message(chat: Json, person: Json | None, **content: Any) -> Json:
    sender = {"from": person} if person is not None else {}
    return {"message_id": 501, "date": DATE, "chat": chat, **sender, **content}


def text(words: str) -> Json:
    """A text with the mark that Telegram puts on a command in it."""
    length = len(words.split(maxsplit=1)[0]) if words.strip() else 0
    marks = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"text": words, "entities": marks} if words.startswith("/") else {"text": words}


def said(words: str, chat: Json = PRIVATE, person: Json = PERSON, **more: Any) -> Json:
    return {"update_id": 1, "message": message(chat, person, **text(words), **more)}


def pressed(data: str | None, chat: Json | None = PRIVATE, **more: Any) -> Json:
    """A press under one of the bot's messages, or, without a chat, under an inline result."""
    query: Json = {"id": "9001", "from": PERSON, "chat_instance": "77", "data": data, **more}
    if chat is not None:
        query["message"] = message(chat, BOT, text="Said", reply_markup=_keyboard())
    else:
        query["inline_message_id"] = "AAAA"
    return {"update_id": 1, "callback_query": query}


def story(*updates: Json, **more: Any) -> bytes:
    return json.dumps({"updates": updates, **more}).encode()


def seeds() -> Iterator[bytes]:
    """Every kind of update alone, a few in a row, and each of Telegram's errors once."""
    yield from (story(update) for update in updates())
    yield story(said("/settings", GROUP), pressed(PRESSED[6], GROUP), pressed(PRESSED[7], GROUP))
    yield story(said("/subscribe"), pressed("zone:0:10"), said("Porto"), after_seconds=600)
    yield story(pressed("feedback"), said("Thank you"), pressed("menu"), at_once=True)
    yield story(*[said("/faq", GROUP, MEMBER)] * 4, at_once=True)
    asked = (said("/settings"), said("/menu", GROUP), pressed("menu"), pressed("menu", GROUP))
    for number, error in enumerate(ERRORS):
        yield story(asked[number % len(asked)], errors=[error, "", error])


def updates() -> Iterator[Json]:
    yield from (said(f"/{command} cure") for command in ("start", *COMMANDS))
    yield from (said(f"/{command}@InventedBot", GROUP) for command in ("start", *COMMANDS))
    yield from (said(words) for words in TYPED)
    yield from (pressed(data, chat) for data in PRESSED for chat in (PRIVATE, FORUM, None))
    yield from _messages()
    yield from _service_messages()
    yield from _standings()
    yield from _others()


def _messages() -> Iterator[Json]:
    from_us = message(GROUP, BOT, text="Said")
    topic = message(FORUM, PERSON, forum_topic_created={"name": "News", "icon_color": 7322096})
    in_topic = {"message_thread_id": 7, "is_topic_message": True, "reply_to_message": topic}
    yield said("@InventedBot what is refractory?", GROUP, MEMBER)
    yield said("and what then?", GROUP, MEMBER, reply_to_message=from_us)
    yield said("/faq cure", FORUM, PERSON, **in_topic)
    yield said("/settings", FORUM, PERSON, **in_topic)
    yield said("/settings", GROUP, ANONYMOUS, sender_chat=GROUP)
    yield said("/faq", GROUP, ANONYMOUS, sender_chat=CHANNEL)
    yield said("/faq", GROUP, MEMBER, is_automatic_forward=True, sender_chat=CHANNEL)
    yield said("A tip", PRIVATE, via_bot=BOT)
    yield said("An answer", PRIVATE, reply_to_message=message(PRIVATE, BOT, text="Said"))
    yield said("/faq", BASIC, MEMBER)
    for kind in ("edited_message", "channel_post", "edited_channel_post"):
        post = message(CHANNEL, None, **text("/faq"), sender_chat=CHANNEL)
        edited = message(GROUP, MEMBER, **text("/faq"), edit_date=DATE + 60)
        yield {"update_id": 1, kind: post if "channel" in kind else edited}
    file = {"file_id": "AA", "file_unique_id": "A"}
    contents: tuple[Json, ...] = (
        {"photo": [{**file, "width": 9, "height": 9}], "caption": "fever 38.5"},
        {"voice": {**file, "duration": 3}},
        {"sticker": {**file, "type": "regular", "width": 9, "height": 9} | {"is_animated": False}},
        {"location": {"latitude": 38.7, "longitude": -9.1}},
        {"contact": {"phone_number": "+15550100", "first_name": "Invented"}},
        {"dice": {"emoji": "🎲", "value": 6}},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "X", "date": DATE}},
        {"something_of_a_later_age": {"id": 1}},
        {"chat_shared": {"request_id": 1, "chat_id": GROUP["id"]}},
        {"rich_message": {"blocks": []}},
    )
    for content in contents:
        yield {"update_id": 1, "message": message(PRIVATE, PERSON, **content)}


def _service_messages() -> Iterator[Json]:
    contents: tuple[Json, ...] = (
        {"migrate_to_chat_id": GROUP["id"]},
        {"migrate_from_chat_id": BASIC["id"]},
        {"new_chat_members": [MEMBER]},
        {"new_chat_members": [BOT]},
        {"left_chat_member": MEMBER},
        {"forum_topic_edited": {"name": "Other news"}, "message_thread_id": 7},
        {"forum_topic_closed": {}, "message_thread_id": 7},
        {"general_forum_topic_hidden": {}},
        {"pinned_message": {"chat": GROUP, "message_id": 9, "date": 0}},
        {"new_chat_title": "Another title"},
        {"write_access_allowed": {"from_request": True}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    )
    for content in contents:
        yield {"update_id": 1, "message": message(FORUM, PERSON, **content)}


def _standings() -> Iterator[Json]:
    out = {"user": BOT, "status": "left"}
    inside = {"user": BOT, "status": "member"}
    banned = {"user": BOT, "status": "kicked", "until_date": 0}
    for chat in (PRIVATE, BASIC, GROUP, CHANNEL):
        for old, new in ((out, inside), (inside, banned), (inside, out), (inside, _admin())):
            change = {"chat": chat, "from": PERSON, "date": DATE}
            yield {
                "update_id": 1,
                "my_chat_member": {**change, "old_chat_member": old, "new_chat_member": new},
            }


def _admin() -> Json:
    rights = dict.fromkeys((*RIGHTS, "is_anonymous"), True)
    return {"user": BOT, "status": "administrator", **rights}


def _others() -> Iterator[Json]:
    inaccessible = {"chat": GROUP, "message_id": 9, "date": 0}
    yield pressed("menu", None, message=inaccessible)
    yield pressed(None, GROUP, game_short_name="invented")
    query = {"id": "8001", "from": MEMBER, "query": "cure", "offset": "", "chat_type": "sender"}
    yield {"update_id": 1, "inline_query": query}
    yield {"update_id": 1, "inline_query": {**query, "query": "", "offset": "50"}}
    chosen = {"result_id": "faq/cure", "from": MEMBER, "query": "cure"}
    yield {"update_id": 1, "chosen_inline_result": chosen}
    reaction = {"chat": GROUP, "message_id": 9, "user": MEMBER, "date": DATE}
    yield {"update_id": 1, "message_reaction": {**reaction, "old_reaction": [], "new_reaction": []}}
    yield {"update_id": 1, "poll_answer": {"poll_id": "1", "user": MEMBER, "option_ids": [0]}}
    yield {"update_id": 1, "a_kind_of_a_later_age": {"chat": GROUP, "from": MEMBER}}
    yield {"update_id": 2**53}


def _keyboard() -> Json:
    labels = ("helped:1:faq/cure", "menu")
    rows = [[{"text": "A button", "callback_data": data}] for data in labels]
    return {"inline_keyboard": rows}


def press_seeds() -> Iterable[bytes]:
    """Callback data of each action, bare and with values in it."""
    values = ("", "cure", "1", base36(ADMIN), base36(GROUP["id"]), "Europe/Lisbon")
    codes = (f"{code}:{':'.join([value] * 2)}" for code in ACTIONS for value in values)
    return (data.encode() for data in (*PRESSED, *ACTIONS, *codes))


def link_seeds() -> Iterable[bytes]:
    """The payload of each action that has one, and of items."""
    payloads = {action.deep_link for action in ACTIONS.values() if action.deep_link}
    kinds = {a.deep_link_of_item for a in ACTIONS.values() if a.deep_link_of_item}
    items = {f"{kind}-{name}" for kind in kinds for name in ("cure", base36(GROUP["id"]), "1")}
    return (payload.encode() for payload in sorted(payloads | items))
