"""People say things: as themselves, as an anonymous admin, as a channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from standin import files, formatting
from standin.changes import ChangeKind
from standin.chats import GENERAL, Chat, ChatKind, Member, Status
from standin.messages import Message
from standin.people import ANONYMOUS_ADMIN, CHANNEL_IDENTITY, TELEGRAM, Person, Wire
from standin.state import CannotDo, State, Where, Who

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Identity(Enum):
    """As whom a person speaks in a group."""

    SELF = auto()
    ANONYMOUS_ADMIN = auto()
    CHANNEL = auto()


@dataclass(frozen=True, slots=True)
class _Voice:
    sender: Person | None
    sender_chat_id: int | None = None


class Speaking(State):
    """The part of the world where people send, edit, forward and delete messages."""

    def person_sends(
        self,
        where: Where,
        who: Who,
        text: str,
        *,
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
        as_: Identity = Identity.SELF,
        channel_id: int | None = None,
    ) -> Message:
        """A person types a text; commands, mentions and links in it are found."""
        return self.person_sends_content(
            where,
            who,
            _text(text),
            reply_to=reply_to,
            thread_id=thread_id,
            as_=as_,
            channel_id=channel_id,
        )

    def person_sends_content(
        self,
        where: Where,
        who: Who,
        content: Wire,
        *,
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
        as_: Identity = Identity.SELF,
        channel_id: int | None = None,
        **details: object,
    ) -> Message:
        """A person sends anything that the Bot API has a field for, such as ``{"dice": ...}``."""
        person = self.person_of(who)
        chat = self.chat(where)
        self._check_may_speak(chat, person, thread_id)
        if chat.kind is ChatKind.PRIVATE:
            self._open_private(chat, person)
        voice = self._voice(chat, person, as_, channel_id)
        message = self.post(
            chat,
            content,
            sender=voice.sender,
            sender_chat_id=voice.sender_chat_id,
            author_id=person.id,
            **self._placed(chat, reply_to, thread_id),
            **details,
        )
        self.tell_bot(message)
        return message

    def _check_may_speak(self, chat: Chat, person: Person, thread_id: int | None) -> None:
        if chat.kind is ChatKind.PRIVATE:
            if chat.id != person.id:
                raise CannotDo(f"{person.full_name} cannot write in somebody else's private chat")
            return
        standing = chat.standing(person)
        if chat.migrated_to is not None or chat.deleted:
            raise CannotDo(
                f"nobody can write in {chat.title}: it is {chat.migrated_to or 'deleted'}"
            )
        if not standing.present:
            raise CannotDo(f"{person.full_name} is not in {chat.title}")
        if chat.kind is ChatKind.CHANNEL and not standing.has_right("can_post_messages"):
            raise CannotDo(f"{person.full_name} may not post in {chat.title}")
        if standing.status is Status.RESTRICTED and "can_send_messages" not in standing.permissions:
            raise CannotDo(f"{person.full_name} may not write in {chat.title}")
        topic = chat.topics.get(thread_id) if thread_id is not None else None
        missing = topic is None or topic.deleted
        if thread_id is not None and chat.is_forum and thread_id != GENERAL and missing:
            raise CannotDo(f"{chat.title} has no topic {thread_id}")
        closed = topic.closed if topic else (chat.is_forum and chat.general_closed)
        if closed and not standing.has_right("can_manage_topics"):
            raise CannotDo("the topic is closed")

    def _open_private(self, chat: Chat, person: Person) -> None:
        if chat.blocked:
            self.person_unblocks(person)
        if not chat.started:
            chat.started = True
            self.tell(ChangeKind.CHATS, chat.id)

    def _voice(self, chat: Chat, person: Person, as_: Identity, channel_id: int | None) -> _Voice:
        if chat.kind is ChatKind.CHANNEL:
            return _Voice(None, chat.id)
        standing = chat.standing(person)
        if as_ is Identity.ANONYMOUS_ADMIN or (standing.is_anonymous and as_ is Identity.SELF):
            if not standing.in_charge or chat.kind is not ChatKind.SUPERGROUP:
                raise CannotDo(f"{person.full_name} cannot be anonymous in {chat.title}")
            return _Voice(ANONYMOUS_ADMIN, chat.id)
        if as_ is Identity.CHANNEL:
            if channel_id is None or not self.chat(channel_id).standing(person).in_charge:
                raise CannotDo(f"{person.full_name} owns no such channel")
            return _Voice(CHANNEL_IDENTITY, channel_id)
        return _Voice(person)

    def _placed(self, chat: Chat, reply_to: Message | int | None, thread_id: int | None) -> Wire:
        """Where a message stands: the reply, the thread, and whether that is a topic."""
        replied = self._replied(chat, reply_to)
        topic = chat.topics.get(thread_id) if thread_id not in (None, GENERAL) else None
        if topic is None and replied is not None and replied.in_topic and thread_id is None:
            topic = chat.topics.get(replied.thread_id or 0)
        if chat.is_forum and topic is not None:
            # A message in a topic is written as a reply to the message that made the topic.
            root = topic.id if topic.id in chat.messages else None
            return {
                "reply_to": replied.id if replied else root,
                "thread_id": topic.id,
                "in_topic": True,
            }
        if replied is None:
            return {}
        threaded = chat.kind is ChatKind.SUPERGROUP
        return {
            "reply_to": replied.id,
            "thread_id": (replied.thread_id or replied.id) if threaded else None,
        }

    def _replied(self, chat: Chat, reply_to: Message | int | None) -> Message | None:
        if reply_to is None:
            return None
        message_id = reply_to.id if isinstance(reply_to, Message) else reply_to
        if message_id not in chat.messages:
            raise CannotDo(f"message {message_id} is not there to be answered")
        return chat.messages[message_id]

    def person_sends_sticker(
        self, where: Where, who: Who, emoji: str = "👍", **how: object
    ) -> Message:
        return self.person_sends_content(where, who, {"sticker": files.sticker(self, emoji)}, **how)  # type: ignore[arg-type]

    def person_sends_photo(
        self, where: Where, who: Who, caption: str = "", **how: object
    ) -> Message:
        content: Wire = {"photo": files.photo(self)} | _caption(caption)
        return self.person_sends_content(where, who, content, **how)  # type: ignore[arg-type]

    def person_sends_document(
        self,
        where: Where,
        who: Who,
        name: str = "letter.pdf",
        content: bytes = b"%PDF-1.4 invented",
        caption: str = "",
        **how: object,
    ) -> Message:
        document = files.document(self, name, "application/pdf", content)
        return self.person_sends_content(
            where,
            who,
            {"document": document} | _caption(caption),
            **how,  # type: ignore[arg-type]
        )

    def person_sends_voice(self, where: Where, who: Who, **how: object) -> Message:
        return self.person_sends_content(where, who, {"voice": files.voice(self)}, **how)  # type: ignore[arg-type]

    def person_sends_location(self, where: Where, who: Who, **how: object) -> Message:
        place = {"latitude": 38.72, "longitude": -9.14}
        return self.person_sends_content(where, who, {"location": place}, **how)  # type: ignore[arg-type]

    def person_forwards(self, where: Where, who: Who, message: Message, **how: object) -> Message:
        """A person forwards a message that stands somewhere else (or here)."""
        origin: Wire = {"date": message.date}
        if message.sender_chat_id is not None and message.sender is None:
            origin |= {
                "type": "channel",
                "chat": self.chat(message.sender_chat_id).wire(),
                "message_id": message.id,
            }
        elif message.sender is not None:
            origin |= {"type": "user", "sender_user": message.sender.wire()}
        content = dict(message.content)
        return self.person_sends_content(where, who, content, forward_origin=origin, **how)  # type: ignore[arg-type]

    def person_edits(self, where: Where, message_id: int, text: str) -> Message:
        """A person changes the text or the caption of an earlier message."""
        message = self.message(where, message_id)
        if "text" in message.content:
            content = _text(text)
        else:
            kept = (name for name in message.content if not name.startswith("caption"))
            content = {name: message.content[name] for name in kept} | _caption(text)
        changed = self.change_message(message, content=content, edit_date=self.now())
        self.tell_bot(changed, edited=True)
        return changed

    def person_deletes(self, where: Where, message_id: int) -> None:
        """A message vanishes; no bot is ever told."""
        self.remove_messages(self.chat(where), [message_id])

    def open_deep_link(self, who: Who, payload: str = "") -> Message:
        """A person follows ``t.me/<bot>?start=<payload>`` and presses Start."""
        person = self.person_of(who)
        if payload and not PAYLOAD.fullmatch(payload):
            raise CannotDo(f"Telegram's apps open no link with the payload {payload!r}")
        return self.person_sends(person.id, person, f"/start {payload}".strip())

    def person_blocks_bot(self, who: Who) -> None:
        self._set_blocked(self.person_of(who), True)

    def person_unblocks(self, who: Who) -> None:
        self._set_blocked(self.person_of(who), False)

    def _set_blocked(self, person: Person, blocked: bool) -> None:
        chat = self.chat(person.id)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        before = Member(self.bot, Status.MEMBER if blocked else Status.KICKED)
        after = Member(self.bot, Status.KICKED if blocked else Status.MEMBER)
        self.tell_standing(chat, person, before, after)

    def person_deletes_account(self, who: Who) -> None:
        """From now on the bot's messages to this person are refused: user is deactivated."""
        self.deleted_accounts.add(self.person_of(who).id)

    def channel_posts_to_group(self, channel: Where, text: str) -> Message | None:
        """A post in a channel, which Telegram copies into the linked group; gives the copy."""
        source = self.chat(channel)
        owner = next(m.person for m in source.present() if m.status is Status.CREATOR)
        post = self.person_sends(source, owner, text)
        group = next((c for c in self.chats.values() if c.linked_channel == source.id), None)
        if group is None:
            return None
        origin: Wire = {
            "type": "channel",
            "chat": source.wire(),
            "message_id": post.id,
            "date": post.date,
        }
        copy = self.post(
            group,
            dict(post.content),
            sender=TELEGRAM,
            sender_chat_id=source.id,
            automatic_forward=True,
            forward_origin=origin,
        )
        self.tell_bot(copy)
        return copy


def _text(text: str) -> Wire:
    plain, entities = formatting.typed(text)
    return {"text": plain} | ({"entities": entities} if entities else {})


def _caption(caption: str) -> Wire:
    if not caption:
        return {}
    plain, entities = formatting.typed(caption)
    return {"caption": plain} | ({"caption_entities": entities} if entities else {})
