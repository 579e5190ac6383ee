"""Everything that is true in the world, and the few ways to change it that keep it whole."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from standin import messages
from standin.changes import Broadcast, Change, ChangeKind, Subscription
from standin.chats import Chat, ChatKind, Member
from standin.clock import Clock
from standin.connections import Connections
from standin.faults import Faults
from standin.limits import SendingLimit
from standin.messages import Message
from standin.people import ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM, Person, Wire
from standin.profile import Profile
from standin.record import RequestLog
from standin.updates import UpdateQueue

T = TypeVar("T")

Who = Person | int
Where = Chat | Person | int
"""A chat, its id, or the person whose private chat is meant."""

DELETABLE_SECONDS = 48 * 3600
CALLBACK_SECONDS = 15
GLANCE = 0.02


class CannotDo(Exception):
    """A person tried what Telegram's own apps would not let them do."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the presser of a button saw."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Callback:
    """A press that waits for its answer."""

    id: str
    person: Person
    chat_id: int
    message_id: int
    at: float
    answered: CallbackAnswer | None = None


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What was offered for an inline query."""

    results: list[Wire]
    cache_time: int = 300
    is_personal: bool = False
    next_offset: str = ""
    button: Wire | None = None


@dataclass(slots=True)
class InlineQuery:
    """What a person typed after the bot's name."""

    id: str
    person: Person
    query: str
    at: float
    answered: InlineAnswer | None = None


@dataclass(slots=True)
class StoredFile:
    """A file that somebody sent."""

    id: str
    unique_id: str
    name: str
    media_type: str
    content: bytes


class State:
    """The world's memory, on which people's actions and the Bot API's methods work."""

    def __init__(
        self,
        clock: Clock,
        bot_token: str = "1234567:INVENTED-token-of-the-stand-in-0000000",  # noqa: S107 -- opens nothing
        bot_username: str = "SampleBot",
        bot_name: str = "Sample Bot",
    ) -> None:
        self.clock = clock
        self.token = bot_token
        bot_id = int(bot_token.partition(":")[0])
        self.bot = Person(bot_id, bot_name, username=bot_username, is_bot=True)
        self.profile = Profile(name=bot_name)
        self.privacy_mode = True
        self.can_be_inline = True
        self.inline_feedback = True
        self.updates = UpdateQueue()
        self.faults = Faults()
        self.limit = SendingLimit()
        self.log = RequestLog()
        self.connections = Connections()
        self.people: dict[int, Person] = {}
        self.deleted_accounts: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.files: dict[str, StoredFile] = {}
        self.typing: dict[int, str] = {}
        self.in_flight = 0
        self._broadcast = Broadcast()
        self._person_ids = count(1_000_001)
        self._group_ids = count(5_000_001)
        self._supergroup_ids = count(1_000_000_001)
        self._message_ids = count(1)
        self._event_ids = count(4_400_000_000_000_001)
        self._usernames: dict[str, int] = {}
        for account in (self.bot, ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM):
            self.people[account.id] = account

    # What is there

    def now(self) -> int:
        """The world's time as Telegram writes it."""
        return int(self.clock.now().timestamp())

    def person_of(self, who: Who) -> Person:
        return who if isinstance(who, Person) else self.people[who]

    def chat(self, where: Where) -> Chat:
        """The chat that is meant; a person means the private chat with them."""
        if isinstance(where, Chat):
            return where
        chat_id = where.id if isinstance(where, Person) else where
        if chat_id not in self.chats and chat_id in self.people:
            person = self.people[chat_id]
            self.chats[chat_id] = Chat(chat_id, ChatKind.PRIVATE, person=person)
        return self.chats[chat_id]

    def message(self, where: Where, message_id: int) -> Message:
        """A message that is still there; KeyError when it was deleted or never was."""
        return self.chat(where).messages[message_id]

    def wire(self, message: Message) -> Wire:
        """The message as the Bot API writes it."""
        return messages.wire(message, self.chat)

    def bot_in(self, chat: Chat) -> Member:
        """The bot's standing in the chat."""
        return chat.standing(self.bot)

    def changes(self) -> Subscription:
        """What happens from now on, as an endless async iterator; close() it when done."""
        return self._broadcast.subscribe()

    def tell(
        self,
        kind: ChangeKind,
        chat_id: int | None = None,
        message_id: int | None = None,
        **about: object,
    ) -> None:
        self._broadcast.tell(Change(kind, chat_id, message_id, about))

    def next_event_id(self) -> str:
        return str(next(self._event_ids))

    def next_person_id(self) -> int:
        return next(self._person_ids)

    def next_chat_id(self, kind: ChatKind) -> int:
        if kind is ChatKind.GROUP:
            return -next(self._group_ids)
        return -1_000_000_000_000 - next(self._supergroup_ids)

    def claim_username(self, username: str, account_id: int) -> None:
        if username:
            self._usernames[username.lower()] = account_id

    def id_of_username(self, username: str) -> int | None:
        return self._usernames.get(username.lower())

    # What happens to messages

    def post(self, chat: Chat, content: Wire, **details: object) -> Message:
        """Adds a message with the chat's next number and tells those who watch."""
        message = Message(
            chat.id,
            self._next_message_id(chat),
            self.now(),
            content,
            **details,  # type: ignore[arg-type]
        )
        chat.messages[message.id] = message
        if message.author_id == self.bot.id and not message.is_service:
            chat.last_bot_to_post = self.bot.id
        self.tell(ChangeKind.MESSAGE_NEW, chat.id, message.id)
        return message

    def _next_message_id(self, chat: Chat) -> int:
        # Telegram numbers supergroups and channels each for itself, and all other chats together.
        if chat.kind in (ChatKind.SUPERGROUP, ChatKind.CHANNEL):
            number = chat.next_message_id
            chat.next_message_id += 1
            return number
        return next(self._message_ids)

    def change_message(self, message: Message, **changes: object) -> Message:
        """Puts the changed message in the old one's place."""
        changed = replace(message, **changes)  # type: ignore[arg-type]
        self.chat(message.chat_id).messages[message.id] = changed
        self.tell(ChangeKind.MESSAGE_EDITED, message.chat_id, message.id)
        return changed

    def remove_messages(self, chat: Chat, message_ids: Iterable[int]) -> None:
        for message_id in message_ids:
            if chat.messages.pop(message_id, None) is not None:
                if message_id in chat.pinned:
                    chat.pinned.remove(message_id)
                chat.reactions.pop(message_id, None)
                self.tell(ChangeKind.MESSAGE_DELETED, chat.id, message_id)

    # What the bot is told

    def bot_hears(self, message: Message) -> bool:
        """Whether Telegram shows this message to the bot; privacy mode keeps most from it."""
        chat = self.chat(message.chat_id)
        if message.author_id == self.bot.id:
            return False
        if chat.kind is ChatKind.PRIVATE:
            return True
        standing = self.bot_in(chat)
        if not standing.present:
            return False
        if chat.kind is ChatKind.CHANNEL:
            return standing.in_charge
        if message.sender is not None and message.sender.is_bot and message.sender_chat_id is None:
            return message.is_service
        if not self.privacy_mode or standing.in_charge or message.is_service:
            return True
        return self._is_for_bot(chat, message)

    def _is_for_bot(self, chat: Chat, message: Message) -> bool:
        if message.via_bot is not None and message.via_bot.id == self.bot.id:
            return True
        replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
        if replied is not None and replied.author_id == self.bot.id:
            return True
        command = next((e for e in message.entities if e["type"] == "bot_command"), None)
        if command is None or command["offset"] != 0:
            return False
        name = message.text[: command["length"]]
        if "@" in name:
            return name.partition("@")[2].lower() == self.bot.username.lower()
        # A bare command goes to the bot that spoke last; where none did, to the only one.
        return chat.last_bot_to_post in (None, self.bot.id)

    def tell_bot(self, message: Message, *, edited: bool = False) -> None:
        """Queues the update for a message if the bot may see it."""
        if not self.bot_hears(message):
            return
        kind = "channel_post" if self.chat(message.chat_id).kind is ChatKind.CHANNEL else "message"
        self.updates.put(f"edited_{kind}" if edited else kind, self.wire(message))

    def tell_standing(self, chat: Chat, by: Person, before: Member, after: Member) -> None:
        """Queues the update for a membership: the bot's own, and others' when it is an admin."""
        if before == after:
            return
        own = after.person.id == self.bot.id
        if not own and not self.bot_in(chat).in_charge:
            return
        content: Wire = {
            "chat": chat.wire(),
            "from": by.wire(),
            "date": self.now(),
            "old_chat_member": before.wire(chat.kind),
            "new_chat_member": after.wire(chat.kind),
        }
        self.updates.put("my_chat_member" if own else "chat_member", content)
        self.tell(ChangeKind.MEMBERS, chat.id)

    # Waiting

    async def _wait_for(self, look: Callable[[], T | None], within: float) -> T:
        watching = self.changes()
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    # Not everything that is waited for is told as a change, a poll for one.
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(GLANCE):
                            await anext(watching)
                return found
        finally:
            watching.close()

    async def idle(
        self,
        *,
        quiet: float = 0.03,
        within: float = 10.0,
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Returns when the bot has taken every update and asked nothing for ``quiet`` real seconds.

        A bot that thinks for longer between two requests looks idle; ``busy`` says when it is not.
        """
        async with asyncio.timeout(within):
            while True:
                await self.updates.settled()
                total = self.log.total
                await asyncio.sleep(quiet)
                resting = not len(self.updates) and not self.in_flight and not busy()
                if resting and total == self.log.total:
                    return
