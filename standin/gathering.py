"""People make groups and channels, and come and go in them; so does the bot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standin.changes import ChangeKind
from standin.chats import USUAL_ADMIN, USUAL_PERMISSIONS, Chat, ChatKind, Member, Status, rights_of
from standin.messages import Message
from standin.people import Person, Wire
from standin.speaking import Speaking
from standin.state import CannotDo, Where, Who


class Gathering(Speaking):
    """The part of the world where chats begin, change and end, and membership changes."""

    def person(
        self,
        first_name: str = "Alex",
        *,
        id: int | None = None,  # noqa: A002 -- Telegram's own name for it
        last_name: str = "",
        username: str = "",
        language_code: str = "en",
    ) -> Person:
        """A new account; nothing happens until it does something."""
        person = Person(id or self.next_person_id(), first_name, last_name, username, language_code)
        self.people[person.id] = person
        self.claim_username(username, person.id)
        self.tell(ChangeKind.CHATS, person.id)
        return person

    def group(
        self, title: str, creator: Who, members: Iterable[Who] = (), *, with_bot: bool = False
    ) -> Chat:
        """A basic group."""
        return self._begin(ChatKind.GROUP, title, creator, members, with_bot)

    def supergroup(
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
        chat = self._begin(ChatKind.SUPERGROUP, title, creator, members, with_bot)
        chat.is_forum = forum
        chat.username = username
        self.claim_username(username, chat.id)
        return chat

    def channel(
        self, title: str, creator: Who, members: Iterable[Who] = (), *, username: str = ""
    ) -> Chat:
        """A channel without the bot; ``bot_added`` brings it in as an administrator."""
        chat = self._begin(ChatKind.CHANNEL, title, creator, members, with_bot=False)
        chat.username = username
        self.claim_username(username, chat.id)
        return chat

    def _begin(
        self, kind: ChatKind, title: str, creator: Who, members: Iterable[Who], with_bot: bool
    ) -> Chat:
        chat = Chat(self.next_chat_id(kind), kind, title)
        self._number_from_two(chat)
        self.chats[chat.id] = chat
        chat.set_standing(self.person_of(creator), Status.CREATOR)
        for member in members:
            chat.set_standing(self.person_of(member), Status.MEMBER)
        if with_bot:
            # Silently: for tests that begin where the bot has long been a member.
            chat.set_standing(self.bot, Status.MEMBER)
        self.tell(ChangeKind.CHATS, chat.id)
        return chat

    def _number_from_two(self, chat: Chat) -> None:
        # Message 1 tells that the chat was made; no topic can have its id, which is General's.
        chat.next_message_id = 2

    def bot_added(
        self,
        where: Where,
        by: Who,
        *,
        status: Status = Status.MEMBER,
        rights: frozenset[str] = USUAL_ADMIN,
    ) -> None:
        """Somebody brings the bot in: as a member, or as an administrator with rights."""
        chat, person = self.chat(where), self.person_of(by)
        self._need_right(
            chat,
            person,
            "can_promote_members" if status is Status.ADMINISTRATOR else "can_invite_users",
        )
        given = (
            rights & frozenset(rights_of(chat.kind))
            if status is Status.ADMINISTRATOR
            else frozenset()
        )
        before, after = chat.set_standing(self.bot, status, rights=given)
        self.tell_standing(chat, person, before, after)
        if chat.kind is not ChatKind.CHANNEL and not before.present:
            self._announce(chat, person, {"new_chat_members": [self.bot.wire()]})

    def add_to_group_by_link(
        self, where: Where, by: Who, payload: str = "", *, admin: bool = False
    ) -> Message | None:
        """A person follows ``?startgroup=<payload>``; the app then sends ``/start@bot payload``."""
        chat, person = self.chat(where), self.person_of(by)
        self.bot_added(chat, person, status=Status.ADMINISTRATOR if admin else Status.MEMBER)
        if not payload:
            return None
        return self.person_sends(chat, person, f"/start@{self.bot.username} {payload}")

    def bot_removed(self, where: Where, by: Who) -> None:
        """Somebody puts the bot out; it may not come back by itself."""
        chat, person = self.chat(where), self.person_of(by)
        self._need_right(chat, person, "can_restrict_members")
        if chat.kind is not ChatKind.CHANNEL:
            self._announce(chat, person, {"left_chat_member": self.bot.wire()})
        before, after = chat.set_standing(self.bot, Status.KICKED)
        self.tell_standing(chat, person, before, after)

    def bot_promoted(self, where: Where, by: Who, rights: frozenset[str] = USUAL_ADMIN) -> None:
        chat = self.chat(where)
        self._restand(
            chat,
            self.person_of(by),
            self.bot,
            Status.ADMINISTRATOR,
            rights=rights & frozenset(rights_of(chat.kind)),
        )

    def bot_demoted(self, where: Where, by: Who) -> None:
        self._restand(self.chat(where), self.person_of(by), self.bot, Status.MEMBER)

    def bot_restricted(
        self, where: Where, by: Who, permissions: frozenset[str] = frozenset()
    ) -> None:
        """The bot stays and may do only this; without permissions it cannot post."""
        self._restand(
            self.chat(where),
            self.person_of(by),
            self.bot,
            Status.RESTRICTED,
            permissions=permissions,
        )

    def person_joins(self, where: Where, who: Who) -> None:
        chat, person = self.chat(where), self.person_of(who)
        before, after = chat.set_standing(person, Status.MEMBER)
        if before.present:
            return
        self.tell_standing(chat, person, before, after)
        if chat.kind is not ChatKind.CHANNEL:
            self._announce(chat, person, {"new_chat_members": [person.wire()]})

    def person_leaves(self, where: Where, who: Who) -> None:
        chat, person = self.chat(where), self.person_of(who)
        if chat.kind is not ChatKind.CHANNEL:
            self._announce(chat, person, {"left_chat_member": person.wire()})
        before, after = chat.set_standing(person, Status.LEFT)
        self.tell_standing(chat, person, before, after)

    def promote(
        self,
        where: Where,
        who: Who,
        *,
        rights: frozenset[str] = USUAL_ADMIN,
        is_anonymous: bool = False,
    ) -> None:
        """Makes a member an administrator with exactly these rights."""
        chat = self.chat(where)
        self._restand(
            chat,
            self._creator(chat),
            self.person_of(who),
            Status.ADMINISTRATOR,
            rights=rights & frozenset(rights_of(chat.kind)),
            is_anonymous=is_anonymous,
        )

    def demote(self, where: Where, who: Who) -> None:
        chat = self.chat(where)
        self._restand(chat, self._creator(chat), self.person_of(who), Status.MEMBER)

    def restrict(self, where: Where, who: Who, permissions: frozenset[str] = frozenset()) -> None:
        chat = self.chat(where)
        self._restand(
            chat,
            self._creator(chat),
            self.person_of(who),
            Status.RESTRICTED,
            permissions=permissions,
        )

    def set_anonymous(self, where: Where, who: Who, is_anonymous: bool = True) -> None:
        """An administrator turns anonymity on or off."""
        chat, person = self.chat(where), self.person_of(who)
        before = chat.standing(person)
        if not before.in_charge:
            raise CannotDo(f"{person.full_name} is no administrator of {chat.title}")
        chat.members[person.id] = replace(before, is_anonymous=is_anonymous)
        self.tell_standing(chat, person, before, chat.members[person.id])

    def _restand(
        self, chat: Chat, by: Person, person: Person, status: Status, **details: object
    ) -> None:
        before, after = chat.set_standing(person, status, **details)
        self.tell_standing(chat, by, before, after)

    def _creator(self, chat: Chat) -> Person:
        return next(m.person for m in chat.members.values() if m.status is Status.CREATOR)

    def _need_right(self, chat: Chat, person: Person, right: str) -> None:
        standing = chat.standing(person)
        invited_freely = (
            right == "can_invite_users"
            and right in chat.permissions
            and chat.kind is not ChatKind.CHANNEL
        )
        if not standing.present or not (standing.has_right(right) or invited_freely):
            raise CannotDo(f"{person.full_name} may not do that in {chat.title}: {right}")

    def _announce(self, chat: Chat, by: Person, content: Wire, **details: object) -> Message:
        """A service message, told to the bot."""
        message = self.post(chat, content, sender=by, **details)
        self.tell_bot(message)
        return message

    def rename(self, where: Where, title: str, by: Who) -> None:
        chat, person = self.chat(where), self.person_of(by)
        self._need_right(chat, person, "can_change_info")
        chat.title = title
        self.tell(ChangeKind.CHATS, chat.id)
        self._announce(chat, person, {"new_chat_title": title})

    def delete_group(self, where: Where) -> None:
        """The creator deletes the group for everybody."""
        chat = self.chat(where)
        before, after = chat.set_standing(self.bot, Status.LEFT)
        self.tell_standing(chat, self._creator(chat), before, after)
        chat.deleted = True
        self.tell(ChangeKind.CHATS, chat.id)

    def migrate_group(self, where: Where, *, announce: bool = True) -> int:
        """A basic group becomes a supergroup and gets a new id, which is returned.

        ``announce=False`` leaves the bot to find out by the error.
        """
        old = self.chat(where)
        if old.kind is not ChatKind.GROUP or old.migrated_to is not None:
            raise CannotDo(f"{old.title} is no basic group")
        new = Chat(self.next_chat_id(ChatKind.SUPERGROUP), ChatKind.SUPERGROUP, old.title)
        new.members = dict(old.members)
        self._number_from_two(new)
        self.chats[new.id] = new
        creator = self._creator(old)
        old_notice = self.post(old, {"migrate_to_chat_id": new.id}, sender=creator)
        new_notice = self.post(new, {"migrate_from_chat_id": old.id}, sender=creator)
        old.migrated_to = new.id
        self.tell(ChangeKind.CHATS, new.id)
        if announce:
            self.tell_bot(old_notice)
            self.tell_bot(new_notice)
        return new.id

    def link_channel(self, group: Where, channel: Where) -> None:
        """Comments on the channel's posts happen in the group."""
        self.chat(group).linked_channel = self.chat(channel).id

    def set_permissions(
        self, where: Where, permissions: frozenset[str] = USUAL_PERMISSIONS
    ) -> None:
        """What members of the group may do, the bot among them."""
        self.chat(where).permissions = permissions

    def member(self, where: Where, who: Who) -> Member:
        """A person's standing as it is now."""
        return self.chat(where).standing(self.person_of(who))
