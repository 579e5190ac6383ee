"""The methods that change what the bot said: its text, its caption, its buttons."""

from __future__ import annotations

from standin.bot_api.markup import formatting, keyboards
from standin.bot_api.methods import access
from standin.bot_api.methods.sending import link_preview
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.chat_kinds import ChatKind
from standin.state.messages import Message
from standin.state.state import State
from standin.wire import Wire


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
    return _changed(state, message, content, keyboard, link_preview(params))


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
    return state.wire(state.edit(message, content, keyboard, preview))
