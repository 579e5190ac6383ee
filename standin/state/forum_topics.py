"""The topics of a forum begin, close and end, whoever does it: a person or the bot."""

from __future__ import annotations

from standin.state.accounts import Person
from standin.state.bot_updates import announce
from standin.state.changes import ChangeKind
from standin.state.chats import Chat, Topic
from standin.state.state import State
from standin.state.threads import inside
from standin.wire import Wire

BLUE = 0x6FB9F0


def create(state: State, chat: Chat, name: str, by: Person, colour: int = BLUE) -> Topic:
    """A new topic, announced in it; its id is that of the announcement."""
    topic = Topic(chat.next_message_id, name, colour)
    chat.topics[topic.id] = topic
    event: Wire = {"forum_topic_created": {"name": name, "icon_color": colour}}
    announce(state, chat, by, event, **inside(topic.id))
    state.tell(ChangeKind.TOPICS, chat.id)
    return topic


def set_closed(state: State, chat: Chat, topic: Topic, by: Person, *, closed: bool) -> None:
    """A closed topic takes messages only of those who manage topics."""
    topic.closed = closed
    announce(state, chat, by, _event(closed=closed), **inside(topic.id))
    state.tell(ChangeKind.TOPICS, chat.id)


def set_general_closed(state: State, chat: Chat, by: Person, *, closed: bool) -> None:
    """General is closed, or opened again, to all who do not manage topics."""
    chat.general_closed = closed
    announce(state, chat, by, _event(closed=closed))
    state.tell(ChangeKind.TOPICS, chat.id)


def _event(*, closed: bool) -> Wire:
    return {"forum_topic_closed" if closed else "forum_topic_reopened": {}}


def delete(state: State, chat: Chat, topic: Topic, *, noticed: bool = True) -> None:
    """The topic goes with everything in it; bots are not told.

    The Bot API knows no such thread afterwards, or, where it has not ``noticed`` yet,
    repeats Telegram's own TOPIC_DELETED.
    """
    gone = [m.id for m in chat.messages.values() if m.in_topic and m.thread_id == topic.id]
    state.remove_messages(chat, gone)
    topic.deleted = True
    if noticed:
        del chat.topics[topic.id]
    state.tell(ChangeKind.TOPICS, chat.id)
