"""Everything that is true in the world, and the few ways to change it that keep it whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Unpack

from standin.clock import Clock
from standin.state import files
from standin.state.accounts import ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM, Person
from standin.state.changes import Broadcast, Change, ChangeKind, Subscription
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.files import StoredFile
from standin.state.ids import Ids
from standin.state.members import Member
from standin.state.messages import Details, Message
from standin.state.profile import Profile
from standin.state.queries import Callback, InlineQuery
from standin.state.retention import Retention
from standin.state.serialization import message_wire
from standin.state.updates import UpdateQueue
from standin.wire import Wire

Who = Person | int
Where = Chat | Person | int
"""A chat, its id, or the person whose private chat is meant."""

NUMBERED_BY_ITSELF = frozenset({ChatKind.SUPERGROUP, ChatKind.CHANNEL})


class State:
    """The world's memory, on which people's actions and the Bot API's methods work."""

    def __init__(
        self, clock: Clock, bot: Person, token: str, retention: Retention | None = None
    ) -> None:
        self.retention = retention or Retention()
        self.clock = clock
        self.bot = bot
        self.token = token
        self.profile = Profile(name=bot.full_name)
        self.privacy_mode = True
        self.local_server = False
        self.updates = UpdateQueue(self.retention.updates)
        self.ids = Ids()
        self.accounts: dict[int, Person] = {}
        self.deleted_accounts: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.files: dict[str, StoredFile] = {}
        self._file_bytes = 0
        self._broadcast = Broadcast()
        self._usernames: dict[str, int] = {}
        for account in (bot, ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM):
            self.accounts[account.id] = account

    # What is there

    def now(self) -> int:
        """The world's time as Telegram writes it."""
        return int(self.clock.now().timestamp())

    def person(self, who: Who) -> Person:
        return who if isinstance(who, Person) else self.accounts[who]

    def chat(self, where: Where) -> Chat:
        """The chat that is meant; a person means the private chat with them."""
        if isinstance(where, Chat):
            return where
        chat_id = where.id if isinstance(where, Person) else where
        if chat_id not in self.chats and chat_id in self.accounts:
            person = self.accounts[chat_id]
            self.chats[chat_id] = Chat(chat_id, ChatKind.PRIVATE, person=person)
        return self.chats[chat_id]

    def message(self, where: Where, message_id: int) -> Message:
        """A message that is still there; KeyError when it was deleted or never was."""
        return self.chat(where).messages[message_id]

    def wire(self, message: Message) -> Wire:
        """The message as the Bot API writes it."""
        return message_wire(message, self.chat)

    def bot_in(self, chat: Chat) -> Member:
        """The bot's standing in the chat."""
        return chat.standing(self.bot)

    def claim_username(self, username: str, account_id: int) -> None:
        if username:
            self._usernames[username.lower()] = account_id

    def id_of_username(self, username: str) -> int | None:
        return self._usernames.get(username.lower())

    # What happens

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

    def post(self, chat: Chat, content: Wire, **details: Unpack[Details]) -> Message:
        """Adds a message with the chat's next number and tells those who watch."""
        message = Message(chat.id, self._next_message_id(chat), self.now(), content, **details)
        chat.messages[message.id] = message
        if message.author_id == self.bot.id and not message.is_service:
            chat.last_bot_to_post = self.bot.id
        self.tell(ChangeKind.MESSAGE_NEW, chat.id, message.id)
        too_many = len(chat.messages) - self.retention.messages
        self.remove_messages(chat, list(islice(chat.messages, max(0, too_many))))
        return message

    def _next_message_id(self, chat: Chat) -> int:
        # Telegram numbers supergroups and channels each for itself, and all other chats together.
        if chat.kind not in NUMBERED_BY_ITSELF:
            return self.ids.message()
        number = chat.next_message_id
        chat.next_message_id += 1
        return number

    def edit(
        self, message: Message, content: Wire, keyboard: Wire | None, preview: Wire | None
    ) -> Message:
        """Puts the changed message in the old one's place."""
        changed = replace(
            message,
            content=content,
            inline_keyboard=keyboard,
            link_preview=preview,
            edit_date=self.now(),
        )
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

    def store_file(self, name: str, media_type: str, content: bytes) -> StoredFile:
        """Keeps a file under a new id."""
        number = self.ids.event()
        file = StoredFile(f"BQACAgQAAx{number}", f"AgAD{number}", name, media_type, content)
        self.files[file.id] = file
        self._file_bytes += len(content)
        self._forget_old_files()
        return file

    def _forget_old_files(self) -> None:
        """The newest stays, however large it is."""
        while self._file_bytes > self.retention.file_bytes and len(self.files) > 1:
            oldest = self.files.pop(next(iter(self.files)))
            self._file_bytes -= len(oldest.content)

    def store_photo(self, content: bytes) -> list[Wire]:
        """Keeps a photo in two sizes and describes them."""
        small = self.store_file("photo_s.jpg", "image/jpeg", content)
        large = self.store_file("photo_x.jpg", "image/jpeg", content)
        return files.photo(small, large)
