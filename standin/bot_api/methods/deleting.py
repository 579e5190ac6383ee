"""The methods that delete messages: the bot's own, or, with the right, anybody's."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.messages import Message
from standin.state.state import State

MOST_DELETED = 100
DELETABLE_SECONDS = 48 * 3600


def _check_deletable(state: State, chat: Chat, message: Message) -> None:
    in_charge = chat.kind is not ChatKind.PRIVATE and state.bot_in(chat).has_right(
        "can_delete_messages"
    )
    if in_charge and chat.kind is not ChatKind.GROUP:
        return
    own = message.author_id == state.bot.id
    recent = state.now() - message.date < DELETABLE_SECONDS
    allowed = own or in_charge or chat.kind is ChatKind.PRIVATE
    if not (allowed and recent) or "supergroup_chat_created" in message.content:
        raise Refusal(Why.CANNOT_DELETE)


def delete_message(state: State, params: Params) -> bool:
    chat = access.reachable_chat(state, params)
    message_id = params.integer("message_id")
    if message_id <= 0:
        raise Refusal(Why.MESSAGE_NOT_SPECIFIED)
    message = chat.messages.get(message_id)
    if message is None:
        raise Refusal(Why.DELETE_NOT_FOUND)
    _check_deletable(state, chat, message)
    state.remove_messages(chat, [message_id])
    return True


def delete_messages(state: State, params: Params) -> bool:
    chat = access.reachable_chat(state, params)
    message_ids = params.structure("message_ids", "message identifiers")
    if not isinstance(message_ids, list) or not message_ids:
        raise Refusal(Why.MESSAGE_NOT_SPECIFIED)
    if len(message_ids) > MOST_DELETED:
        raise Refusal(Why.TOO_MANY_TO_DELETE)
    present = [message_id for message_id in message_ids if message_id in chat.messages]
    for message_id in present:
        _check_deletable(state, chat, chat.messages[message_id])
    state.remove_messages(chat, present)
    return True
