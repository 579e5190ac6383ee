"""Accounts come and go, and a person blocks the bot, finds it, and sees its commands."""

from __future__ import annotations

from dataclasses import dataclass

from standin.state.accounts import Person
from standin.state.bot_updates import tell_membership
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.members import Member, Status
from standin.state.state import State, Where, Who
from standin.wire import Wire


@dataclass(frozen=True, slots=True)
class People:
    """Who there is."""

    state: State

    def add(
        self,
        first_name: str = "Alex",
        *,
        id: int | None = None,  # noqa: A002 -- Telegram's own name for it
        last_name: str = "",
        username: str = "",
        language_code: str = "en",
    ) -> Person:
        """A new account; nothing happens until it does something."""
        number = id or self.state.ids.person()
        person = Person(number, first_name, last_name, username, language_code)
        self.state.accounts[person.id] = person
        self.state.claim_username(username, person.id)
        self.state.tell(ChangeKind.CHATS, person.id)
        return person

    def delete(self, who: Who) -> None:
        """From now on the bot's messages to this person are refused: user is deactivated."""
        self.state.deleted_accounts.add(self.state.person(who).id)

    def block_bot(self, who: Who) -> None:
        self._set_blocked(self.state.person(who), blocked=True)

    def unblock_bot(self, who: Who) -> None:
        self._set_blocked(self.state.person(who), blocked=False)

    def _set_blocked(self, person: Person, *, blocked: bool) -> None:
        chat = self.state.chat(person)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        free, shut_out = Member(self.state.bot), Member(self.state.bot, Status.KICKED)
        before, after = (free, shut_out) if blocked else (shut_out, free)
        tell_membership(self.state, chat, person, before, after)

    def open_private_chat(self, who: Who) -> Chat:
        """The first message, and any message to a blocked bot, opens the private chat."""
        person = self.state.person(who)
        self.unblock_bot(person)
        chat = self.state.chat(person)
        if not chat.started:
            chat.started = True
            self.state.tell(ChangeKind.CHATS, chat.id)
        return chat

    def chats_of(self, who: Who) -> list[Chat]:
        """The chats in a person's list: the one with the bot, then groups and channels."""
        person = self.state.person(who)
        return [self.state.chat(person), *self._shared_chats(person)]

    def _shared_chats(self, person: Person) -> list[Chat]:
        return [
            chat
            for chat in self.state.chats.values()
            if chat.kind is not ChatKind.PRIVATE
            and chat.standing(person).present
            and chat.migrated_to is None
            and not chat.deleted
        ]

    def commands_shown(self, where: Where, who: Who) -> list[Wire]:
        """The command menu that this person sees in this chat."""
        chat, person = self.state.chat(where), self.state.person(who)
        return self.state.profile.commands_shown(
            chat_id=chat.id,
            user_id=person.id,
            private=chat.kind is ChatKind.PRIVATE,
            admin=chat.standing(person).in_charge,
            language=person.language_code,
        )
