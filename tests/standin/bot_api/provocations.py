"""How to provoke each refusal: a table, and here those that one wrong request is enough for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from standin.bot_api.refusals import Why
from tests.standin.asking import Asker, Town

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

simply(Why.TOO_LONG, "sendMessage", chat_id="$maria", text="x" * 2**20)
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
