"""How the Bot API writes a message down, with the chat that it is in and what it replies to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from standin.state.chats import Chat
from standin.state.messages import Message
from standin.wire import Wire


def message_wire(message: Message, chat_of: Callable[[int], Chat], *, depth: int = 0) -> Wire:
    """The message as the Bot API's ``Message``; what it replies to is shown one level deep."""
    chat = chat_of(message.chat_id)
    out: Wire = {"message_id": message.id, "date": message.date, "chat": chat.wire()}
    out.update(_origin(message, chat_of))
    out.update({name: value for name, value in _marks(message) if value})
    if message.inline_keyboard is not None:
        out["reply_markup"] = message.inline_keyboard
    replied = chat.messages.get(message.reply_to) if message.reply_to and not depth else None
    if replied is not None:
        out["reply_to_message"] = message_wire(replied, chat_of, depth=1)
    out.update(message.content)
    pinned = message.content.get("pinned_message")
    if isinstance(pinned, int):
        out["pinned_message"] = _pinned(pinned, chat, chat_of)
    return out


def _origin(message: Message, chat_of: Callable[[int], Chat]) -> Wire:
    out: Wire = {}
    if message.sender is not None:
        out["from"] = message.sender.wire()
    if message.sender_chat_id is not None:
        out["sender_chat"] = chat_of(message.sender_chat_id).wire()
    if message.via_bot is not None:
        out["via_bot"] = message.via_bot.wire()
    return out


def _marks(message: Message) -> Iterator[tuple[str, object]]:
    """The fields that Telegram leaves out where they say nothing."""
    yield "message_thread_id", message.thread_id
    yield "is_topic_message", message.in_topic
    yield "edit_date", message.edit_date
    yield "forward_origin", message.forward_origin
    yield "is_automatic_forward", message.automatic_forward
    yield "has_protected_content", message.protected
    yield "link_preview_options", message.link_preview


def _pinned(message_id: int, chat: Chat, chat_of: Callable[[int], Chat]) -> Wire:
    message = chat.messages.get(message_id)
    if message is None:
        return {"message_id": message_id, "date": 0, "chat": chat.wire()}
    return message_wire(message, chat_of, depth=1)
