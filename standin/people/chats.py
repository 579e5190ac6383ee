"""People make groups and channels, rename them, turn them into supergroups and delete them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standin.people.possible import CannotDo, need_right
from standin.state.bot_updates import announce, change_member, tell_bot
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import USUAL_PERMISSIONS, ChatKind
from standin.state.chats import Chat
from standin.state.members import Member, Status
from standin.state.state import State, Where, Who

# Message 1 tells that the chat was made; no topic can have its id, which is General's.
FIRST_MESSAGE_ID = 2


@dataclass(frozen=True, slots=True)
class Chats:
    """Groups and channels, from their making to their end."""

    state: State

    def create_group(
        self, title: str, creator: Who, members: Iterable[Who] = (), *, with_bot: bool = False
    ) -> Chat:
        """A basic group; ``with_bot``: the bot has long been a member, and nothing tells it so."""
        chat = self._create(ChatKind.GROUP, title, creator, members)
        if with_bot:
            chat.put(Member(self.state.bot))
        return chat

    def create_supergroup(
        self,
        title: str,
        creator: Who,
        members: Iterable[Who] = (),
        *,
        with_bot: bool = False,
        forum: bool = False,
        username: str = "",
    ) -> Chat:
        """A supergroup; ``forum`` gives it topics."""
        chat = self._create(ChatKind.SUPERGROUP, title, creator, members, username)
        chat.is_forum = forum
        if with_bot:
            chat.put(Member(self.state.bot))
        return chat

    def create_channel(
        self, title: str, creator: Who, members: Iterable[Who] = (), *, username: str = ""
    ) -> Chat:
        """A channel without the bot, which can only be its administrator."""
        return self._create(ChatKind.CHANNEL, title, creator, members, username)

    def _create(
        self,
        kind: ChatKind,
        title: str,
        creator: Who,
        members: Iterable[Who],
        username: str = "",
    ) -> Chat:
        chat = self._new(kind, title)
        chat.username = username
        self.state.claim_username(username, chat.id)
        chat.put(Member(self.state.person(creator), Status.CREATOR))
        for member in members:
            chat.put(Member(self.state.person(member)))
        self.state.tell(ChangeKind.CHATS, chat.id)
        return chat

    def _new(self, kind: ChatKind, title: str) -> Chat:
        chat = Chat(self.state.ids.chat(kind), kind, title, next_message_id=FIRST_MESSAGE_ID)
        self.state.chats[chat.id] = chat
        return chat

    def rename(self, where: Where, title: str, by: Who) -> None:
        chat, person = self.state.chat(where), self.state.person(by)
        need_right(chat, person, "can_change_info")
        chat.title = title
        self.state.tell(ChangeKind.CHATS, chat.id)
        announce(self.state, chat, person, {"new_chat_title": title})

    def delete(self, where: Where) -> None:
        """The creator deletes the group for everybody."""
        chat = self.state.chat(where)
        change_member(self.state, chat, chat.creator(), Member(self.state.bot, Status.LEFT))
        chat.deleted = True
        self.state.tell(ChangeKind.CHATS, chat.id)

    def migrate(self, where: Where, *, announce: bool = True) -> int:
        """A basic group becomes a supergroup and gets a new id, which is returned.

        ``announce=False`` leaves the bot to find out by the error.
        """
        old = self.state.chat(where)
        if old.kind is not ChatKind.GROUP or old.migrated_to is not None:
            raise CannotDo(f"{old.title} is no basic group")
        new = self._new(ChatKind.SUPERGROUP, old.title)
        new.members = dict(old.members)
        creator = old.creator()
        notices = (
            self.state.post(old, {"migrate_to_chat_id": new.id}, sender=creator),
            self.state.post(new, {"migrate_from_chat_id": old.id}, sender=creator),
        )
        old.migrated_to = new.id
        self.state.tell(ChangeKind.CHATS, new.id)
        for notice in notices if announce else ():
            tell_bot(self.state, notice)
        return new.id

    def link_channel(self, group: Where, channel: Where) -> None:
        """Comments on the channel's posts happen in the group."""
        self.state.chat(group).linked_channel = self.state.chat(channel).id

    def set_permissions(
        self, where: Where, permissions: frozenset[str] = USUAL_PERMISSIONS
    ) -> None:
        """What members of the group may do, the bot among them."""
        self.state.chat(where).permissions = permissions
