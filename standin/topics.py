"""People make, close and delete the topics of a forum."""

from __future__ import annotations

from standin.changes import ChangeKind
from standin.chats import Chat, ChatKind, Topic
from standin.gathering import Gathering
from standin.people import Wire
from standin.state import CannotDo, Where, Who


class Topics(Gathering):
    """The part of the world where a group is divided into topics."""

    def turn_topics(self, where: Where, on: bool) -> None:
        """The creator turns a supergroup into a forum or back; its topics stay out of reach."""
        chat = self.chat(where)
        if chat.kind is not ChatKind.SUPERGROUP:
            raise CannotDo("only a supergroup has topics")
        chat.is_forum = on
        self.tell(ChangeKind.TOPICS, chat.id)

    def topic_created(self, where: Where, name: str, by: Who | None = None) -> Topic:
        chat = self.chat(where)
        if not chat.is_forum:
            raise CannotDo(f"{chat.title} has no topics")
        person = self.person_of(by) if by is not None else self._creator(chat)
        topic = Topic(chat.next_message_id, name)
        chat.topics[topic.id] = topic
        self._announce(
            chat,
            person,
            {"forum_topic_created": {"name": name, "icon_color": topic.icon_color}},
            thread_id=topic.id,
            in_topic=True,
        )
        self.tell(ChangeKind.TOPICS, chat.id)
        return topic

    def topic_closed(self, where: Where, topic_id: int) -> None:
        self._topic_state(self.chat(where), topic_id, closed=True)

    def general_closed(self, where: Where, closed: bool = True) -> None:
        """General is closed, or opened again, to all who do not manage topics."""
        chat = self.chat(where)
        chat.general_closed = closed
        event: Wire = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
        self._announce(chat, self._creator(chat), event)
        self.tell(ChangeKind.TOPICS, chat.id)

    def topic_reopened(self, where: Where, topic_id: int) -> None:
        self._topic_state(self.chat(where), topic_id, closed=False)

    def _topic_state(self, chat: Chat, topic_id: int, *, closed: bool) -> None:
        chat.topics[topic_id].closed = closed
        event: Wire = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
        self._announce(chat, self._creator(chat), event, thread_id=topic_id, in_topic=True)
        self.tell(ChangeKind.TOPICS, chat.id)

    def topic_deleted(self, where: Where, topic_id: int, *, noticed: bool = True) -> None:
        """The topic goes with everything in it; bots are not told.

        The Bot API knows no such thread afterwards, or, where it has not ``noticed`` yet,
        repeats Telegram's own TOPIC_DELETED.
        """
        chat = self.chat(where)
        topic = chat.topics[topic_id]
        gone = [m.id for m in chat.messages.values() if m.thread_id == topic_id and m.in_topic]
        self.remove_messages(chat, gone)
        topic.deleted = True
        if noticed:
            del chat.topics[topic_id]
        self.tell(ChangeKind.TOPICS, chat.id)
