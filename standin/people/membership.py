"""People join, leave and are given rights; so is the bot."""

from __future__ import annotations

from dataclasses import dataclass

from standin.people.possible import need_right
from standin.state.accounts import Person
from standin.state.bot_updates import announce, change_member
from standin.state.chat_kinds import USUAL_ADMIN, ChatKind, rights_of
from standin.state.chats import Chat
from standin.state.members import Member, Status
from standin.state.state import State, Where, Who


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to which chat, and with which rights."""

    state: State

    def of(self, where: Where, who: Who) -> Member:
        """A person's standing as it is now."""
        return self.state.chat(where).standing(self.state.person(who))

    # The bot

    def add_bot(
        self,
        where: Where,
        by: Who,
        *,
        status: Status = Status.MEMBER,
        rights: frozenset[str] = USUAL_ADMIN,
    ) -> None:
        """Somebody brings the bot in: as a member, or as an administrator with rights."""
        chat, person, bot = self.state.chat(where), self.state.person(by), self.state.bot
        in_charge = status is Status.ADMINISTRATOR
        need_right(chat, person, "can_promote_members" if in_charge else "can_invite_users")
        added = _administrator(chat, bot, rights) if in_charge else Member(bot, status)
        before = change_member(self.state, chat, person, added)
        if chat.kind is not ChatKind.CHANNEL and not before.present:
            announce(self.state, chat, person, {"new_chat_members": [bot.wire()]})

    def remove_bot(self, where: Where, by: Who) -> None:
        """Somebody puts the bot out; it may not come back by itself."""
        chat, person, bot = self.state.chat(where), self.state.person(by), self.state.bot
        need_right(chat, person, "can_restrict_members")
        if chat.kind is not ChatKind.CHANNEL:
            announce(self.state, chat, person, {"left_chat_member": bot.wire()})
        change_member(self.state, chat, person, Member(bot, Status.KICKED))

    def promote_bot(self, where: Where, by: Who, rights: frozenset[str] = USUAL_ADMIN) -> None:
        chat = self.state.chat(where)
        self._change(chat, by, _administrator(chat, self.state.bot, rights))

    def demote_bot(self, where: Where, by: Who) -> None:
        self._change(self.state.chat(where), by, Member(self.state.bot))

    def restrict_bot(
        self, where: Where, by: Who, permissions: frozenset[str] = frozenset()
    ) -> None:
        """The bot stays and may do only this; without permissions it cannot post."""
        restricted = Member(self.state.bot, Status.RESTRICTED, permissions=permissions)
        self._change(self.state.chat(where), by, restricted)

    # People

    def join(self, where: Where, who: Who) -> None:
        chat, person = self.state.chat(where), self.state.person(who)
        if chat.standing(person).present:
            return
        change_member(self.state, chat, person, Member(person))
        if chat.kind is not ChatKind.CHANNEL:
            announce(self.state, chat, person, {"new_chat_members": [person.wire()]})

    def leave(self, where: Where, who: Who) -> None:
        chat, person = self.state.chat(where), self.state.person(who)
        if chat.kind is not ChatKind.CHANNEL:
            announce(self.state, chat, person, {"left_chat_member": person.wire()})
        change_member(self.state, chat, person, Member(person, Status.LEFT))

    def promote(
        self,
        where: Where,
        who: Who,
        *,
        rights: frozenset[str] = USUAL_ADMIN,
        is_anonymous: bool = False,
    ) -> None:
        """Makes a member an administrator with exactly these rights."""
        chat, person = self.state.chat(where), self.state.person(who)
        promoted = _administrator(chat, person, rights, is_anonymous=is_anonymous)
        self._change(chat, chat.creator(), promoted)

    def demote(self, where: Where, who: Who) -> None:
        chat = self.state.chat(where)
        self._change(chat, chat.creator(), Member(self.state.person(who)))

    def restrict(self, where: Where, who: Who, permissions: frozenset[str] = frozenset()) -> None:
        chat, person = self.state.chat(where), self.state.person(who)
        restricted = Member(person, Status.RESTRICTED, permissions=permissions)
        self._change(chat, chat.creator(), restricted)

    def _change(self, chat: Chat, by: Who, member: Member) -> None:
        change_member(self.state, chat, self.state.person(by), member)


def _administrator(
    chat: Chat, person: Person, rights: frozenset[str], *, is_anonymous: bool = False
) -> Member:
    """An administrator with those of the rights that this kind of chat has."""
    given = rights & frozenset(rights_of(chat.kind))
    return Member(person, Status.ADMINISTRATOR, given, is_anonymous=is_anonymous)
