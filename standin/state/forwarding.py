"""Where a forwarded message says that it comes from."""

from __future__ import annotations

from standin.state.chat_kinds import ChatKind
from standin.state.messages import Message
from standin.state.state import State
from standin.wire import Wire


def origin(state: State, source: Message) -> Wire:
    """The Bot API's ``MessageOrigin``; what was forwarded before keeps its first one."""
    if source.forward_origin is not None:
        return source.forward_origin
    if source.sender is None or source.sender_chat_id is not None:
        return {"date": source.date} | _from_chat(state, source)
    return {"type": "user", "date": source.date, "sender_user": source.sender.wire()}


def _from_chat(state: State, source: Message) -> Wire:
    chat = state.chat(source.sender_chat_id or source.chat_id)
    # A channel's own post; what somebody says in a group under a channel's name comes from a chat.
    if chat.kind is ChatKind.CHANNEL and chat.id == source.chat_id:
        return {"type": "channel", "chat": chat.wire(), "message_id": source.id}
    return {"type": "chat", "sender_chat": chat.wire()}
