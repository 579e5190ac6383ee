"""People make, close and delete the topics of a forum."""

from __future__ import annotations

from dataclasses import dataclass

from standin.people.possible import CannotDo
from standin.state import forum_topics
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat, Topic
from standin.state.state import State, Where, Who


@dataclass(frozen=True, slots=True)
class Topics:
    """A supergroup that is divided into topics."""

    state: State

    def turn_on(self, where: Where) -> None:
        """The creator turns a supergroup into a forum."""
        self._turn(self.state.chat(where), on=True)

    def turn_off(self, where: Where) -> None:
        """And back; its topics stay out of reach."""
        self._turn(self.state.chat(where), on=False)

    def _turn(self, chat: Chat, *, on: bool) -> None:
        if chat.kind is not ChatKind.SUPERGROUP:
            raise CannotDo("only a supergroup has topics")
        chat.is_forum = on
        self.state.tell(ChangeKind.TOPICS, chat.id)

    def create(self, where: Where, name: str, by: Who | None = None) -> Topic:
        """A new topic; by the creator of the group where nobody else is named."""
        chat = self.state.chat(where)
        if not chat.is_forum:
            raise CannotDo(f"{chat.title} has no topics")
        person = chat.creator() if by is None else self.state.person(by)
        return forum_topics.create(self.state, chat, name, person)

    def close(self, where: Where, topic_id: int) -> None:
        self._set_closed(self.state.chat(where), topic_id, closed=True)

    def reopen(self, where: Where, topic_id: int) -> None:
        self._set_closed(self.state.chat(where), topic_id, closed=False)

    def _set_closed(self, chat: Chat, topic_id: int, *, closed: bool) -> None:
        topic = chat.topics[topic_id]
        forum_topics.set_closed(self.state, chat, topic, chat.creator(), closed=closed)

    def close_general(self, where: Where) -> None:
        chat = self.state.chat(where)
        forum_topics.set_general_closed(self.state, chat, chat.creator(), closed=True)

    def reopen_general(self, where: Where) -> None:
        chat = self.state.chat(where)
        forum_topics.set_general_closed(self.state, chat, chat.creator(), closed=False)

    def delete(self, where: Where, topic_id: int, *, noticed: bool = True) -> None:
        """The topic goes with everything in it; see ``forum_topics.delete`` for ``noticed``."""
        chat = self.state.chat(where)
        forum_topics.delete(self.state, chat, chat.topics[topic_id], noticed=noticed)
