"""What a chat is: its kind, its members with their rights, its topics and its messages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from standin.messages import Message
from standin.people import Person, Wire


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED})
IN_CHARGE = frozenset({Status.CREATOR, Status.ADMINISTRATOR})

GROUP_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
MORE_RIGHTS = {
    ChatKind.CHANNEL: ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
    ChatKind.SUPERGROUP: ("can_pin_messages", "can_manage_topics", "can_manage_tags"),
    ChatKind.GROUP: ("can_pin_messages", "can_manage_tags"),
    ChatKind.PRIVATE: (),
}
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
USUAL_ADMIN = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_post_messages",
        "can_edit_messages",
    }
)
USUAL_PERMISSIONS = frozenset(PERMISSIONS) - {
    "can_change_info",
    "can_pin_messages",
    "can_manage_topics",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A standing in a chat; ``rights`` are an administrator's, ``permissions`` the rest's."""

    person: Person
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    is_anonymous: bool = False

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def in_charge(self) -> bool:
        return self.status in IN_CHARGE

    def has_right(self, right: str) -> bool:
        """Whether this member may use an administrator's right."""
        return self.status is Status.CREATOR or (
            self.status is Status.ADMINISTRATOR and right in self.rights
        )

    def wire(self, kind: ChatKind, viewer_may_edit: bool = False) -> Wire:
        """The standing as the Bot API's ``ChatMember``."""
        known: Wire = {"user": self.person.wire(), "status": self.status.value}
        match self.status:
            case Status.CREATOR:
                known["is_anonymous"] = self.is_anonymous
            case Status.ADMINISTRATOR:
                known["can_be_edited"] = viewer_may_edit
                known["is_anonymous"] = self.is_anonymous
                known.update({right: right in self.rights for right in rights_of(kind)})
            case Status.RESTRICTED:
                known["is_member"] = True
                known["until_date"] = 0
                known.update({name: name in self.permissions for name in PERMISSIONS})
            case Status.KICKED:
                known["until_date"] = 0
            case Status.MEMBER | Status.LEFT:
                pass
        return known


def rights_of(kind: ChatKind) -> tuple[str, ...]:
    """Every administrator right that exists in this kind of chat."""
    return GROUP_RIGHTS + MORE_RIGHTS[kind]


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the message that made it."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False
    deleted: bool = False

    def wire(self) -> Wire:
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


GENERAL = 1
"""The topic that every forum has; the Bot API refuses to be told its id."""


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
            chat["first_name"] = self.person.first_name
            if self.person.last_name:
                chat["last_name"] = self.person.last_name
            if self.person.username:
                chat["username"] = self.person.username
            return chat
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

    def set_standing(
        self, person: Person, status: Status, **changes: object
    ) -> tuple[Member, Member]:
        """Replaces a membership and returns it as it was and as it is."""
        before = self.standing(person)
        after = replace(Member(person, status), **changes)  # type: ignore[arg-type]
        self.members[person.id] = after
        return before, after

    @property
    def noun(self) -> str:
        """How Telegram's error texts call this kind of chat."""
        return f"{self.kind.value} chat"
