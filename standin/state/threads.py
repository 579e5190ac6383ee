"""Where a message stands in a chat: what it replies to, its thread, and whether that is a topic."""

from __future__ import annotations

from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat, Topic
from standin.state.messages import Details, Message


def place(chat: Chat, replied: Message | None, topic: Topic | None) -> Details:
    """The details of a message in a topic, in General, or in a chat without topics."""
    if topic is not None:
        # A message in a topic is written as a reply to the message that made the topic.
        root = topic.id if topic.id in chat.messages else None
        return {"reply_to": replied.id if replied else root, **inside(topic.id)}
    if replied is None:
        return {}
    if chat.kind is not ChatKind.SUPERGROUP:
        return {"reply_to": replied.id}
    return {"reply_to": replied.id, "thread_id": replied.thread_id or replied.id}


def inside(topic_id: int) -> Details:
    return {"thread_id": topic_id, "in_topic": True}
