"""What a chat is: a conversation with its members, its topics and everything said in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from standin.state.accounts import Person
from standin.state.chat_kinds import USUAL_PERMISSIONS, ChatKind
from standin.state.members import Member, Status
from standin.state.messages import Message
from standin.wire import Wire

GENERAL = 1
"""The topic that every forum has; the Bot API refuses to be told its id."""


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the message that made it."""

    id: int
    name: str
    icon_color: int
    closed: bool = False
    deleted: bool = False

    def wire(self) -> Wire:
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


@dataclass(slots=True)
class Chat:
    """A conversation with everything that was said in it."""

    id: int
    kind: ChatKind
    title: str = ""
    person: Person | None = None
    username: str = ""
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    general_closed: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Wire]] = field(default_factory=dict)
    next_message_id: int = 1
    migrated_to: int | None = None
    deleted: bool = False
    started: bool = False
    blocked: bool = False
    permissions: frozenset[str] = USUAL_PERMISSIONS
    last_bot_to_post: int | None = None
    linked_channel: int | None = None

    def wire(self) -> Wire:
        """The chat as the Bot API's ``Chat``."""
        chat: Wire = {"id": self.id, "type": self.kind.value}
        if self.person is not None:
            named = self.person.wire()
            kept = ("first_name", "last_name", "username")
            return chat | {key: named[key] for key in kept if key in named}
        chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def standing(self, person: Person) -> Member:
        """The person's membership; somebody who was never here has left."""
        return self.members.get(person.id, Member(person, Status.LEFT))

    def present(self) -> list[Member]:
        return [member for member in self.members.values() if member.present]

    def creator(self) -> Person:
        """Who owns a group or channel."""
        return next(m.person for m in self.members.values() if m.status is Status.CREATOR)

    def put(self, member: Member) -> Member:
        """Replaces a membership and returns it as it was."""
        before = self.standing(member.person)
        self.members[member.person.id] = member
        return before

    @property
    def noun(self) -> str:
        """How Telegram's error texts call this kind of chat."""
        return f"{self.kind.value} chat"
