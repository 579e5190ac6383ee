"""Every refusal that the stand-in knows, provoked once; the list of all holds the table to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot import tasks
from bot.clock import MovableClock
from bot.preview.refusals import Why
from tests.preview.asking import Asker, Town

Provocation = Callable[[Asker, Town], Awaitable[str]]
PROVOKED: dict[Why, Provocation] = {}


def provokes(why: Why) -> Callable[[Provocation], Provocation]:
    def register(provocation: Provocation) -> Provocation:
        PROVOKED[why] = provocation
        return provocation

    return register


def simply(why: Why, method: str, **params: Any) -> None:
    """A request that is refused whatever the world is like; $names stand for the town's ids."""

    async def provocation(ask: Asker, town: Town) -> str:
        return await ask.refused(method, **filled(params, town))

    PROVOKED[why] = provocation


def filled(params: dict[str, Any], town: Town) -> dict[str, Any]:
    places = {
        "$maria": town.maria.id,
        "$group": town.group.id,
        "$supergroup": town.supergroup.id,
        "$forum": town.forum.id,
        "$topic": town.topic.id,
        "$channel": town.channel.id,
    }
    return {
        name: places.get(value, value) if isinstance(value, str) else value
        for name, value in params.items()
    }


def markup(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def article(**changes: Any) -> dict[str, Any]:
    content = {"message_text": "An invented text"}
    return {"type": "article", "id": "1", "title": "T", "input_message_content": content} | changes


SEND = {"method": "sendMessage", "chat_id": "$maria"}
HELLO = SEND | {"text": "Hello"}

simply(Why.UNKNOWN_METHOD, "sendTelepathy")
simply(Why.CHAT_ID_EMPTY, "sendMessage", text="Hello")
simply(Why.CHAT_NOT_FOUND, "sendMessage", chat_id=424242, text="Hello")
simply(Why.TEXT_EMPTY, **SEND)
simply(Why.TEXT_BLANK, **SEND, text=" \n ")
simply(Why.TEXT_TOO_LONG, **SEND, text="x" * 4097)
simply(Why.BROKEN_ENTITIES, **SEND, text="<b>open", parse_mode="HTML")
simply(Why.UNSUPPORTED_PARSE_MODE, **SEND, text="Hello", parse_mode="RTF")
simply(Why.BROKEN_JSON, **HELLO, entities="[{")
simply(Why.ENTITIES_GIVEN_BROKEN, **HELLO, entities=[{"type": "bold", "offset": 0}])
simply(Why.ENTITY_NUMBER_WRONG, **HELLO, entities=[{"type": "bold", "offset": -1, "length": 2}])
simply(
    Why.ENTITY_BEGINS_INSIDE,
    **SEND,
    text="🌻 sun",
    entities=[{"type": "bold", "offset": 1, "length": 2}],
)
simply(
    Why.ENTITY_ENDS_INSIDE,
    **SEND,
    text="a 🌻",
    entities=[{"type": "bold", "offset": 0, "length": 3}],
)
simply(Why.ENTITY_BEGINS_AFTER_END, **HELLO, entities=[{"type": "bold", "offset": 5, "length": 1}])
simply(Why.ENTITY_ENDS_AFTER_END, **HELLO, entities=[{"type": "bold", "offset": 4, "length": 2}])
simply(Why.LINK_PREVIEW_BROKEN, **HELLO, link_preview_options="true")
simply(Why.REPLY_BROKEN, **HELLO, reply_parameters={"allow_sending_without_reply": True})
simply(Why.REPLY_NOT_FOUND, **HELLO, reply_parameters={"message_id": 4242})
simply(Why.MARKUP_NOT_OBJECT, **HELLO, reply_markup=[1])
simply(Why.KEYBOARD_BROKEN, **HELLO, reply_markup={"inline_keyboard": [{"text": "no row"}]})
simply(Why.BUTTON_BROKEN, **HELLO, reply_markup=markup(text="does nothing"))
simply(Why.BUTTON_TEXT_EMPTY, **HELLO, reply_markup=markup(text="  ", callback_data="x"))
simply(Why.BUTTON_DATA_INVALID, **HELLO, reply_markup=markup(text="B", callback_data="я" * 33))
simply(Why.BUTTON_URL_INVALID, **HELLO, reply_markup=markup(text="B", url="javascript://alert"))
simply(
    Why.BUTTON_COPY_INVALID, **HELLO, reply_markup=markup(text="B", copy_text={"text": "x" * 257})
)
simply(
    Why.MARKUP_TOO_LONG,
    **HELLO,
    reply_markup={"inline_keyboard": [[{"text": "B", "callback_data": "x"}]] * 101},
)
simply(Why.THREAD_NOT_FOUND, "sendMessage", chat_id="$forum", text="Hello", message_thread_id=1)
simply(Why.DOCUMENT_EMPTY, "sendDocument", chat_id="$maria")
simply(Why.PHOTO_EMPTY, "sendPhoto", chat_id="$maria")
simply(Why.FILE_INVALID, "sendDocument", chat_id="$maria", document="no-such-file")
simply(Why.FILE_ID_INVALID, "getFile", file_id="no-such-file")
simply(Why.WRONG_ACTION, "sendChatAction", chat_id="$maria", action="dancing")
simply(Why.MESSAGE_NOT_SPECIFIED, "editMessageText", text="Hello")
simply(Why.INLINE_MESSAGE_INVALID, "editMessageText", text="Hello", inline_message_id="invented")
simply(Why.EDIT_NOT_FOUND, "editMessageText", chat_id="$maria", message_id=4242, text="Hello")
simply(Why.DELETE_NOT_FOUND, "deleteMessage", chat_id="$maria", message_id=4242)
simply(Why.TOO_MANY_TO_DELETE, "deleteMessages", chat_id="$maria", message_ids=list(range(1, 102)))
simply(Why.PIN_NOT_FOUND, "pinChatMessage", chat_id="$maria", message_id=4242)
simply(Why.UNPIN_NOT_FOUND, "unpinChatMessage", chat_id="$maria")
simply(Why.NO_RIGHT_TO_PIN, "pinChatMessage", chat_id="$supergroup", message_id=4242)
simply(Why.COPY_NOT_FOUND, "copyMessage", chat_id="$maria", from_chat_id="$group", message_id=4242)
simply(
    Why.FORWARD_NOT_FOUND,
    "forwardMessage",
    chat_id="$maria",
    from_chat_id="$group",
    message_id=4242,
)
simply(Why.REACT_NOT_FOUND, "setMessageReaction", chat_id="$maria", message_id=4242)
simply(Why.QUERY_TOO_OLD, "answerCallbackQuery", callback_query_id="invented")
simply(Why.INVALID_USER_ID, "getChatMember", chat_id="$group", user_id=0)
simply(Why.PARTICIPANT_INVALID, "getChatMember", chat_id="$group", user_id=424242)
simply(Why.USER_NOT_FOUND, "getChatMember", chat_id="$maria", user_id=777000)
simply(Why.MEMBER_LIST_INACCESSIBLE, "getChatMember", chat_id="$supergroup", user_id="$maria")
simply(Why.NO_ADMINISTRATORS_IN_PRIVATE, "getChatAdministrators", chat_id="$maria")
simply(Why.CANNOT_LEAVE_PRIVATE, "leaveChat", chat_id="$maria")
simply(Why.NOT_A_FORUM, "createForumTopic", chat_id="$supergroup", name="Tips")
simply(Why.NO_RIGHT_TO_CREATE_TOPIC, "createForumTopic", chat_id="$forum", name="Tips")
simply(Why.NO_RIGHTS, "closeForumTopic", chat_id="$forum", message_thread_id="$topic")
simply(Why.COMMANDS_NOT_ARRAY, "setMyCommands", commands={"command": "faq"})
simply(Why.COMMAND_BROKEN, "setMyCommands", commands=[{"command": "faq"}])
simply(Why.COMMAND_EMPTY, "setMyCommands", commands=[{"command": "/", "description": "D"}])
simply(Why.COMMAND_TOO_LONG, "setMyCommands", commands=[{"command": "a" * 33, "description": "D"}])
simply(Why.COMMAND_INVALID, "setMyCommands", commands=[{"command": "FAQ", "description": "D"}])
simply(Why.COMMAND_TEXT_EMPTY, "setMyCommands", commands=[{"command": "faq", "description": " "}])
simply(
    Why.COMMAND_TEXT_TOO_LONG,
    "setMyCommands",
    commands=[{"command": "faq", "description": "x" * 257}],
)
simply(
    Why.COMMANDS_TOO_MANY,
    "setMyCommands",
    commands=[{"command": f"c{number}", "description": "D"} for number in range(101)],
)
simply(Why.SCOPE_BROKEN, "getMyCommands", scope={"type": "everybody"})
simply(Why.LANGUAGE_INVALID, "getMyCommands", language_code="english")
simply(Why.NAME_TOO_LONG, "setMyName", name="x" * 65)
simply(Why.DESCRIPTION_TOO_LONG, "setMyDescription", description="x" * 513)
simply(Why.SHORT_DESCRIPTION_TOO_LONG, "setMyShortDescription", short_description="x" * 121)
simply(Why.BAD_WEBHOOK, "setWebhook", url="http://bot.example")
simply(Why.SECRET_TOKEN_TOO_LONG, "setWebhook", url="https://bot.example", secret_token="x" * 257)
simply(Why.SECRET_TOKEN_WRONG, "setWebhook", url="https://bot.example", secret_token="a b")


@provokes(Why.UNAUTHORIZED)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("getMe", token="1234567:another-invented-token")


@provokes(Why.NOT_FOUND)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("getMe", token="no-token-at-all")


@provokes(Why.BROKEN_BODY)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/getMe"
    answer = await ask.http.post(path, content=b"{", headers={"Content-Type": "application/json"})
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.NOT_UTF8)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/sendMessage"
    answer = await ask.http.post(
        path,
        content=b"chat_id=%d&text=%%ff%%fe" % town.maria.id,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.FILE_EMPTY)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/sendDocument?chat_id={town.maria.id}"
    answer = await ask.http.post(path, files={"document": ("empty.txt", b"")})
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.CAPTION_TOO_LONG)
async def _(ask: Asker, town: Town) -> str:
    sent = town.world.person_sends_document(town.maria, town.maria)
    file_id = sent.content["document"]["file_id"]
    return await ask.refused(
        "sendDocument", chat_id=town.maria.id, document=file_id, caption="x" * 1025
    )


@provokes(Why.TOO_MANY_REQUESTS)
async def _(ask: Asker, town: Town) -> str:
    town.world.limit.switch_on(chat_burst=1)
    await ask.ok("sendMessage", chat_id=town.maria.id, text="One")
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Two")


@provokes(Why.OTHER_POLLER)
async def _(ask: Asker, town: Town) -> str:
    first = tasks.start(ask.refused("getUpdates", timeout=5), "first poller")
    await town.world.until(lambda: town.world.updates.is_polled)
    second = tasks.start(ask.ok("getUpdates", timeout=5), "second poller")
    words = await first
    town.world.person_sends(town.maria, town.maria, "Hello")
    assert len(await second) == 1
    return words


@provokes(Why.WEBHOOK_ACTIVE)
async def _(ask: Asker, town: Town) -> str:
    await ask.ok("setWebhook", url="https://bot.example/hook")
    return await ask.refused("getUpdates")


@provokes(Why.WEBHOOK_TERMINATED)
async def _(ask: Asker, town: Town) -> str:
    polling = tasks.start(ask.refused("getUpdates", timeout=5), "poller")
    await town.world.until(lambda: town.world.updates.is_polled)
    await ask.ok("setWebhook", url="https://bot.example/hook")
    return await polling


@provokes(Why.UPGRADED)
async def _(ask: Asker, town: Town) -> str:
    town.world.migrate_group(town.group)
    return await ask.refused("sendMessage", chat_id=town.group.id, text="Hello")


@provokes(Why.BLOCKED)
async def _(ask: Asker, town: Town) -> str:
    town.world.person_blocks_bot(town.maria)
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Hello")


@provokes(Why.DEACTIVATED)
async def _(ask: Asker, town: Town) -> str:
    town.world.person_deletes_account(town.maria)
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Hello")


@provokes(Why.CANNOT_INITIATE)
async def _(ask: Asker, town: Town) -> str:
    stranger = town.world.person("Nobody")
    town.world.person_joins(town.group, stranger)
    return await ask.refused("sendMessage", chat_id=stranger.id, text="Hello")


@provokes(Why.CANNOT_MESSAGE_BOTS)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("sendMessage", chat_id=town.world.bot.id, text="Hello")


@provokes(Why.KICKED)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_removed(town.supergroup, town.maria)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.NOT_A_MEMBER)
async def _(ask: Asker, town: Town) -> str:
    await ask.ok("leaveChat", chat_id=town.supergroup.id)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.GROUP_DELETED)
async def _(ask: Asker, town: Town) -> str:
    town.world.delete_group(town.group)
    return await ask.refused("sendMessage", chat_id=town.group.id, text="Hello")


@provokes(Why.NO_RIGHT_TO_SEND)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_restricted(town.supergroup, town.maria)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.NEED_ADMINISTRATOR)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_promoted(town.channel, town.maria, frozenset({"can_edit_messages"}))
    return await ask.refused("sendMessage", chat_id=town.channel.id, text="Hello")


@provokes(Why.TOPIC_CLOSED)
async def _(ask: Asker, town: Town) -> str:
    town.world.topic_closed(town.forum, town.topic.id)
    return await ask.refused(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Hello"
    )


@provokes(Why.TOPIC_DELETED)
async def _(ask: Asker, town: Town) -> str:
    town.world.topic_deleted(town.forum, town.topic.id, noticed=False)
    return await ask.refused(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Hello"
    )


@provokes(Why.TOPIC_NOT_MODIFIED)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_promoted(town.forum, town.maria)
    return await ask.refused(
        "reopenForumTopic", chat_id=town.forum.id, message_thread_id=town.topic.id
    )


@provokes(Why.TOPIC_NAME_EMPTY)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_promoted(town.forum, town.maria)
    return await ask.refused("createForumTopic", chat_id=town.forum.id, name=" ")


@provokes(Why.TOPIC_COLOUR_INVALID)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_promoted(town.forum, town.maria)
    return await ask.refused("createForumTopic", chat_id=town.forum.id, name="Tips", icon_color=1)


@provokes(Why.CANNOT_EDIT)
async def _(ask: Asker, town: Town) -> str:
    theirs = town.world.person_sends(town.maria, town.maria, "Hello")
    return await ask.refused(
        "editMessageText", chat_id=town.maria.id, message_id=theirs.id, text="Mine now"
    )


async def _sent_document(ask: Asker, town: Town) -> dict[str, Any]:
    sent = town.world.person_sends_document(town.maria, town.maria)
    document = sent.content["document"]["file_id"]
    message: dict[str, Any] = await ask.ok("sendDocument", chat_id=town.maria.id, document=document)
    return message


@provokes(Why.NO_TEXT_TO_EDIT)
async def _(ask: Asker, town: Town) -> str:
    message_id = (await _sent_document(ask, town))["message_id"]
    return await ask.refused(
        "editMessageText", chat_id=town.maria.id, message_id=message_id, text="Hello"
    )


@provokes(Why.NO_CAPTION_TO_EDIT)
async def _(ask: Asker, town: Town) -> str:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    return await ask.refused(
        "editMessageCaption", chat_id=town.maria.id, message_id=mine["message_id"], caption="Hi"
    )


@provokes(Why.NOT_MODIFIED)
async def _(ask: Asker, town: Town) -> str:
    same = {"chat_id": town.maria.id, "text": "<b>Hello</b>", "parse_mode": "HTML"}
    mine = await ask.ok("sendMessage", **same)
    return await ask.refused("editMessageText", message_id=mine["message_id"], **same)


@provokes(Why.INLINE_EXPECTED)
async def _(ask: Asker, town: Town) -> str:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    return await ask.refused(
        "editMessageReplyMarkup",
        chat_id=town.maria.id,
        message_id=mine["message_id"],
        reply_markup={"keyboard": [["A"]]},
    )


@provokes(Why.CANNOT_DELETE)
async def _(ask: Asker, town: Town) -> str:
    theirs = town.world.person_sends(town.supergroup, town.ben, "Hello")
    return await ask.refused("deleteMessage", chat_id=town.supergroup.id, message_id=theirs.id)


@provokes(Why.CANNOT_PIN_SERVICE)
async def _(ask: Asker, town: Town) -> str:
    town.world.bot_promoted(town.supergroup, town.maria)
    town.world.rename(town.supergroup, "Support <b>us</b>", town.maria)
    notice = town.world.last(town.supergroup)
    return await ask.refused("pinChatMessage", chat_id=town.supergroup.id, message_id=notice.id)


def _notice(town: Town) -> int:
    town.world.rename(town.supergroup, "Another name", town.maria)
    return town.world.last(town.supergroup).id


@provokes(Why.CANNOT_COPY)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused(
        "copyMessage",
        chat_id=town.maria.id,
        from_chat_id=town.supergroup.id,
        message_id=_notice(town),
    )


@provokes(Why.CANNOT_FORWARD)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused(
        "forwardMessage",
        chat_id=town.maria.id,
        from_chat_id=town.supergroup.id,
        message_id=_notice(town),
    )


async def _reacted(ask: Asker, town: Town, reactions: list[dict[str, str]]) -> str:
    theirs = town.world.person_sends(town.maria, town.maria, "Hello")
    return await ask.refused(
        "setMessageReaction", chat_id=town.maria.id, message_id=theirs.id, reaction=reactions
    )


@provokes(Why.REACTION_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _reacted(ask, town, [{"type": "emoji", "emoji": ""}])


@provokes(Why.REACTIONS_TOO_MANY)
async def _(ask: Asker, town: Town) -> str:
    return await _reacted(ask, town, [{"type": "emoji", "emoji": "👍"}] * 2)


async def _pressed(ask: Asker, town: Town) -> str:
    keyboard = markup(text="Press", callback_data="x")
    await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello", reply_markup=keyboard)
    shown = town.world.last(town.maria)
    return town.world.person_presses(town.maria, shown, town.maria, "Press")


@provokes(Why.ANSWER_TOO_LONG)
async def _(ask: Asker, town: Town) -> str:
    query = await _pressed(ask, town)
    return await ask.refused("answerCallbackQuery", callback_query_id=query, text="x" * 201)


@provokes(Why.ANSWER_URL_INVALID)
async def _(ask: Asker, town: Town) -> str:
    query = await _pressed(ask, town)
    return await ask.refused("answerCallbackQuery", callback_query_id=query, url="nonsense")


async def _offered(ask: Asker, town: Town, results: list[Any], **params: Any) -> str:
    query = town.world.person_queries_inline(town.maria, "scan")
    return await ask.refused("answerInlineQuery", inline_query_id=query, results=results, **params)


@provokes(Why.RESULTS_TOO_MANY)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(id=str(number)) for number in range(51)])


@provokes(Why.RESULT_ID_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(id="x" * 65)])


@provokes(Why.RESULT_ID_DUPLICATE)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(), article()])


@provokes(Why.RESULT_BROKEN)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(title="")])


@provokes(Why.NEXT_OFFSET_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [], next_offset="x" * 65)


@provokes(Why.START_PARAM_INVALID)
async def _(ask: Asker, town: Town) -> str:
    button = {"text": "More", "start_parameter": "a b"}
    return await _offered(ask, town, [], button=button)


@pytest.mark.parametrize("why", PROVOKED, ids=lambda why: why.name)
async def test_the_refusal_is_given_in_telegrams_words(why: Why, ask: Asker, town: Town) -> None:
    words = await PROVOKED[why](ask, town)
    status, _, description = words.partition(" ")
    assert int(status) == why.status
    for part in _fixed_parts(why.words):
        assert part in description


def _fixed_parts(words: str) -> list[str]:
    """The words around the places for names."""
    parts = words.replace("{", "\0").replace("}", "\0").split("\0")
    return parts[::2]


def test_every_known_refusal_is_provoked() -> None:
    assert set(Why) - set(PROVOKED) == set()


async def test_a_callback_can_be_answered_only_once(ask: Asker, town: Town) -> None:
    query = await _pressed(ask, town)
    await ask.ok("answerCallbackQuery", callback_query_id=query, text="Done")
    assert await ask.refused("answerCallbackQuery", callback_query_id=query) == (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_late_answer_to_a_callback_is_refused(
    ask: Asker, town: Town, clock: MovableClock
) -> None:
    query = await _pressed(ask, town)
    clock.advance(timedelta(seconds=16))
    assert "query is too old" in await ask.refused("answerCallbackQuery", callback_query_id=query)


async def test_a_migrated_group_names_its_new_id(ask: Asker, town: Town) -> None:
    new_id = town.world.migrate_group(town.group)
    answer = await ask.raw("sendMessage", chat_id=town.group.id, text="Hello")
    assert answer.json()["parameters"] == {"migrate_to_chat_id": new_id}


async def test_a_message_older_than_two_days_stays(
    ask: Asker, town: Town, clock: MovableClock
) -> None:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    clock.advance(timedelta(hours=48))
    assert (
        await ask.refused("deleteMessage", chat_id=town.maria.id, message_id=mine["message_id"])
        == "400 Bad Request: message can't be deleted"
    )
