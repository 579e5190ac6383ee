"""The methods that change what was posted: edits, deletions, pins and reactions."""

from __future__ import annotations

from standin import access, formatting, keyboards, sending
from standin.changes import ChangeKind
from standin.chats import Chat, ChatKind
from standin.messages import Message
from standin.parameters import Params
from standin.people import Wire
from standin.refusals import Refusal, Why
from standin.state import DELETABLE_SECONDS, State

MOST_DELETED = 100


def _own_message(state: State, params: Params) -> Message:
    if params.text("inline_message_id"):
        raise Refusal(Why.INLINE_MESSAGE_INVALID)
    message_id = params.integer("message_id")
    if not message_id and not params.text("chat_id"):
        raise Refusal(Why.MESSAGE_NOT_SPECIFIED)
    chat = access.reachable_chat(state, params)
    message = chat.messages.get(message_id)
    if message is None:
        raise Refusal(Why.EDIT_NOT_FOUND)
    foreign = message.author_id != state.bot.id
    in_channel = chat.kind is ChatKind.CHANNEL and access.may(state, chat, "can_edit_messages")
    if message.is_service or message.forward_origin or (foreign and not in_channel):
        raise Refusal(Why.CANNOT_EDIT)
    if chat.kind is ChatKind.PRIVATE:
        access.check_may_post(state, chat)
    return message


def _inline_keyboard(params: Params) -> Wire | None:
    inline_keyboard, other = keyboards.split(keyboards.markup(params))
    if other is not None:
        raise Refusal(Why.INLINE_EXPECTED)
    return inline_keyboard


def edit_text(state: State, params: Params) -> Wire:
    text, entities = formatting.message_text(
        params.text("text"), params.text("parse_mode"), params.entities("entities")
    )
    keyboard = _inline_keyboard(params)
    message = _own_message(state, params)
    if "text" not in message.content:
        raise Refusal(Why.NO_TEXT_TO_EDIT)
    content: Wire = {"text": text} | ({"entities": entities} if entities else {})
    return _changed(state, message, content, keyboard, sending.link_preview(params))


def edit_caption(state: State, params: Params) -> Wire:
    text, entities = formatting.caption(
        params.text("caption"), params.text("parse_mode"), params.entities("caption_entities")
    )
    message = _own_message(state, params)
    if "text" in message.content:
        raise Refusal(Why.NO_CAPTION_TO_EDIT)
    content = {
        key: message.content[key] for key in message.content if not key.startswith("caption")
    }
    content |= {"caption": text} if text else {}
    content |= {"caption_entities": entities} if entities else {}
    return _changed(state, message, content, _inline_keyboard(params), None)


def edit_markup(state: State, params: Params) -> Wire:
    keyboard = _inline_keyboard(params)
    message = _own_message(state, params)
    return _changed(state, message, message.content, keyboard, message.link_preview)


def _changed(
    state: State,
    message: Message,
    content: Wire,
    keyboard: Wire | None,
    preview: Wire | None,
) -> Wire:
    same_words = content == message.content and (preview or None) == (message.link_preview or None)
    if same_words and keyboard == message.inline_keyboard:
        raise Refusal(Why.NOT_MODIFIED)
    edited = state.change_message(
        message,
        content=content,
        inline_keyboard=keyboard,
        link_preview=preview,
        edit_date=state.now(),
    )
    return state.wire(edited)


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


def set_reaction(state: State, params: Params) -> bool:
    chat = access.reachable_chat(state, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise Refusal(Why.REACT_NOT_FOUND)
    reactions = params.structure("reaction", "reaction types") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise Refusal(Why.REACTIONS_TOO_MANY)
    if any(reaction.get("type") != "emoji" or not reaction.get("emoji") for reaction in reactions):
        raise Refusal(Why.REACTION_INVALID)
    chat.reactions[message.id] = reactions
    state.tell(ChangeKind.REACTION, chat.id, message.id)
    return True
