"""What a message is, and how the Bot API writes it down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standin.people import Person, Wire

if TYPE_CHECKING:
    from standin.chats import Chat

SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "chat_shared",
        "users_shared",
    }
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message; ``content`` holds the Bot API's own fields (text, photo, event ...).

    ``author_id`` is whose hand it was, also behind an anonymous admin or a channel: no bot sees it.
    """

    chat_id: int
    id: int
    date: int
    content: Wire
    sender: Person | None = None
    sender_chat_id: int | None = None
    author_id: int | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    in_topic: bool = False
    inline_keyboard: Wire | None = None
    reply_keyboard: Wire | None = None
    edit_date: int | None = None
    forward_origin: Wire | None = None
    automatic_forward: bool = False
    via_bot: Person | None = None
    silent: bool = False
    protected: bool = False
    link_preview: Wire | None = None

    @property
    def text(self) -> str:
        """The text or the caption, as it is shown."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Wire]:
        found: list[Wire] = (
            self.content.get("entities") or self.content.get("caption_entities") or []
        )
        return found

    @property
    def is_service(self) -> bool:
        return not SERVICE.isdisjoint(self.content)

    @property
    def buttons(self) -> list[list[Wire]]:
        """The rows of the inline keyboard, empty where there is none."""
        rows: list[list[Wire]] = (self.inline_keyboard or {}).get("inline_keyboard", [])
        return rows

    def button(self, label_or_data: str) -> Wire:
        """The inline button with this data or label; KeyError when the message has none such."""
        flat = [button for row in self.buttons for button in row]
        for key in ("callback_data", "text"):
            for button in flat:
                if button.get(key) == label_or_data:
                    return button
        shown = [button["text"] for button in flat]
        raise KeyError(f"no button {label_or_data!r} on message {self.id}; it has {shown}")


def wire(message: Message, chat_of: Callable[[int], Chat], *, depth: int = 0) -> Wire:
    """The message as the Bot API's ``Message``; what it replies to is shown one level deep."""
    chat = chat_of(message.chat_id)
    out: Wire = {"message_id": message.id, "date": message.date, "chat": chat.wire()}
    out.update(_origin(message, chat_of))
    out.update({name: value for name, value in _marks(message) if value})
    if message.inline_keyboard is not None:
        out["reply_markup"] = message.inline_keyboard
    replied = chat.messages.get(message.reply_to) if message.reply_to and not depth else None
    if replied is not None:
        out["reply_to_message"] = wire(replied, chat_of, depth=1)
    out.update(message.content)
    pinned = message.content.get("pinned_message")
    if isinstance(pinned, int):
        out["pinned_message"] = _pinned(pinned, chat, chat_of)
    return out


def _origin(message: Message, chat_of: Callable[[int], Chat]) -> Wire:
    out: Wire = {}
    if message.sender is not None:
        out["from"] = message.sender.wire()
    if message.sender_chat_id is not None:
        out["sender_chat"] = chat_of(message.sender_chat_id).wire()
    if message.via_bot is not None:
        out["via_bot"] = message.via_bot.wire()
    return out


def _marks(message: Message) -> Iterator[tuple[str, object]]:
    """The fields that Telegram leaves out where they say nothing."""
    yield "message_thread_id", message.thread_id
    yield "is_topic_message", message.in_topic
    yield "edit_date", message.edit_date
    yield "forward_origin", message.forward_origin
    yield "is_automatic_forward", message.automatic_forward
    yield "has_protected_content", message.protected
    yield "link_preview_options", message.link_preview


def _pinned(message_id: int, chat: Chat, chat_of: Callable[[int], Chat]) -> Wire:
    message = chat.messages.get(message_id)
    if message is None:
        return {"message_id": message_id, "date": 0, "chat": chat.wire()}
    return wire(message, chat_of, depth=1)
