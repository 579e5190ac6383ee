"""The methods that pin a message above a chat, and let it go again."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.state import State


def _pin_right(chat: Chat) -> str:
    return "can_edit_messages" if chat.kind is ChatKind.CHANNEL else "can_pin_messages"


def _pinning_chat(state: State, params: Params) -> Chat:
    chat = access.reachable_chat(state, params)
    if not access.may(state, chat, _pin_right(chat)):
        raise Refusal(Why.NO_RIGHT_TO_PIN)
    return chat


def pin(state: State, params: Params) -> bool:
    chat = _pinning_chat(state, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise Refusal(Why.PIN_NOT_FOUND)
    if message.is_service:
        raise Refusal(Why.CANNOT_PIN_SERVICE)
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    state.tell(ChangeKind.PINNED, chat.id, message.id)
    state.post(
        chat,
        {"pinned_message": message.id},
        sender=None if chat.kind is ChatKind.CHANNEL else state.bot,
        sender_chat_id=chat.id if chat.kind is ChatKind.CHANNEL else None,
        author_id=state.bot.id,
        silent=params.flag("disable_notification"),
        thread_id=message.thread_id if message.in_topic else None,
        in_topic=message.in_topic,
    )
    return True


def unpin(state: State, params: Params) -> bool:
    chat = _pinning_chat(state, params)
    message_id = params.integer("message_id")
    if not message_id:
        if not chat.pinned:
            raise Refusal(Why.UNPIN_NOT_FOUND)
        message_id = chat.pinned[-1]
    if message_id not in chat.messages:
        raise Refusal(Why.UNPIN_NOT_FOUND)
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        state.tell(ChangeKind.PINNED, chat.id, message_id)
    return True


def unpin_all(state: State, params: Params) -> bool:
    chat = _pinning_chat(state, params)
    chat.pinned.clear()
    state.tell(ChangeKind.PINNED, chat.id)
    return True
