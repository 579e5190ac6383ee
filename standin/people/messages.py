"""People say things: as themselves, as an anonymous admin, as a channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypedDict, Unpack

from standin.people.people import People
from standin.people.possible import CannotDo, need_voice
from standin.state import forwarding
from standin.state.accounts import ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM, Person
from standin.state.bot_updates import tell_bot
from standin.state.chat_kinds import ChatKind
from standin.state.chats import GENERAL, Chat
from standin.state.messages import Details, Message
from standin.state.state import State, Where, Who
from standin.state.threads import place
from standin.text import entities
from standin.wire import Wire


class Identity(Enum):
    """As whom a person speaks in a group."""

    SELF = auto()
    ANONYMOUS_ADMIN = auto()
    CHANNEL = auto()


class How(TypedDict, total=False):
    """How a message is sent: as an answer, into a topic, under another identity."""

    reply_to: Message | int | None
    thread_id: int | None
    as_: Identity
    channel_id: int | None
    """The channel as which the person speaks; for ``Identity.CHANNEL``."""


@dataclass(frozen=True, slots=True)
class Messages:
    """People send, edit, forward and delete messages, in chats where the bot may be."""

    state: State
    people: People

    def send(self, where: Where, who: Who, text: str, **how: Unpack[How]) -> Message:
        """A person types a text; commands, mentions and links in it are found."""
        return self.send_content(where, who, _text(text), **how)

    def send_content(
        self,
        where: Where,
        who: Who,
        content: Wire,
        details: Details | None = None,
        **how: Unpack[How],
    ) -> Message:
        """A person sends anything that the Bot API has a field for, such as ``{"dice": ...}``."""
        chat, person = self.state.chat(where), self.state.person(who)
        need_voice(chat, person, how.get("thread_id"))
        if chat.kind is ChatKind.PRIVATE:
            self.people.open_private_chat(person)
        said: Details = {
            "author_id": person.id,
            **self._voice(chat, person, how.get("as_", Identity.SELF), how.get("channel_id")),
            **_placed(chat, how.get("reply_to"), how.get("thread_id")),
            **(details or {}),
        }
        message = self.state.post(chat, content, **said)
        tell_bot(self.state, message)
        return message

    def _voice(
        self, chat: Chat, person: Person, identity: Identity, channel_id: int | None
    ) -> Details:
        if chat.kind is ChatKind.CHANNEL:
            return {"sender_chat_id": chat.id}
        standing = chat.standing(person)
        anonymous = standing.is_anonymous and identity is Identity.SELF
        if identity is Identity.ANONYMOUS_ADMIN or anonymous:
            if not standing.in_charge or chat.kind is not ChatKind.SUPERGROUP:
                raise CannotDo(f"{person.full_name} cannot be anonymous in {chat.title}")
            return {"sender": ANONYMOUS_ADMIN, "sender_chat_id": chat.id}
        if identity is Identity.CHANNEL:
            if channel_id is None or not self.state.chat(channel_id).standing(person).in_charge:
                raise CannotDo(f"{person.full_name} owns no such channel")
            return {"sender": CHANNEL_IDENTITY, "sender_chat_id": channel_id}
        return {"sender": person}

    def send_sticker(
        self, where: Where, who: Who, emoji: str = "👍", **how: Unpack[How]
    ) -> Message:
        file = self.state.store_file("sticker.webp", "image/webp", b"RIFF invented")
        return self.send_content(where, who, {"sticker": file.sticker(emoji)}, **how)

    def send_photo(self, where: Where, who: Who, caption: str = "", **how: Unpack[How]) -> Message:
        photo = self.state.store_photo(b"\xff\xd8\xff invented")
        return self.send_content(where, who, {"photo": photo} | _caption(caption), **how)

    def send_document(
        self, where: Where, who: Who, caption: str = "", **how: Unpack[How]
    ) -> Message:
        file = self.state.store_file("letter.pdf", "application/pdf", b"%PDF-1.4 invented")
        content: Wire = {"document": file.document()} | _caption(caption)
        return self.send_content(where, who, content, **how)

    def send_voice(self, where: Where, who: Who, **how: Unpack[How]) -> Message:
        file = self.state.store_file("voice.ogg", "audio/ogg", b"OggS invented")
        return self.send_content(where, who, {"voice": file.voice()}, **how)

    def send_location(self, where: Where, who: Who, **how: Unpack[How]) -> Message:
        place = {"latitude": 38.72, "longitude": -9.14}
        return self.send_content(where, who, {"location": place}, **how)

    def forward(self, where: Where, who: Who, message: Message, **how: Unpack[How]) -> Message:
        """A person forwards a message that stands somewhere else (or here)."""
        origin = forwarding.origin(self.state, message)
        content = dict(message.content)
        return self.send_content(where, who, content, {"forward_origin": origin}, **how)

    def edit(self, where: Where, message_id: int, text: str) -> Message:
        """A person changes the text or the caption of an earlier message."""
        message = self.state.message(where, message_id)
        if "text" in message.content:
            content = _text(text)
        else:
            kept = (name for name in message.content if not name.startswith("caption"))
            content = {name: message.content[name] for name in kept} | _caption(text)
        changed = self.state.edit(message, content, message.inline_keyboard, message.link_preview)
        tell_bot(self.state, changed, edited=True)
        return changed

    def delete(self, where: Where, message_id: int) -> None:
        """A message vanishes; no bot is ever told."""
        self.state.remove_messages(self.state.chat(where), [message_id])

    def post_in_channel(self, channel: Where, text: str) -> Message | None:
        """A post in a channel, which Telegram copies into the linked group; gives the copy."""
        source = self.state.chat(channel)
        post = self.send(source, source.creator(), text)
        linked = (c for c in self.state.chats.values() if c.linked_channel == source.id)
        group = next(linked, None)
        if group is None:
            return None
        copy = self.state.post(
            group,
            dict(post.content),
            sender=TELEGRAM,
            sender_chat_id=source.id,
            automatic_forward=True,
            forward_origin=forwarding.origin(self.state, post),
        )
        tell_bot(self.state, copy)
        return copy


def _placed(chat: Chat, reply_to: Message | int | None, thread_id: int | None) -> Details:
    replied = _replied(chat, reply_to)
    if thread_id is None and replied is not None and replied.in_topic:
        thread_id = replied.thread_id
    topic = chat.topics.get(thread_id or GENERAL) if chat.is_forum else None
    return place(chat, replied, topic)


def _replied(chat: Chat, reply_to: Message | int | None) -> Message | None:
    if reply_to is None:
        return None
    message_id = reply_to.id if isinstance(reply_to, Message) else reply_to
    if message_id not in chat.messages:
        raise CannotDo(f"message {message_id} is not there to be answered")
    return chat.messages[message_id]


def _text(text: str) -> Wire:
    plain, found = entities.typed(text)
    return {"text": plain} | ({"entities": found} if found else {})


def _caption(caption: str) -> Wire:
    if not caption:
        return {}
    plain, found = entities.typed(caption)
    return {"caption": plain} | ({"caption_entities": found} if found else {})
