"""What a message is: its content as the Bot API writes it, and all that is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from standin.state.accounts import Person
from standin.wire import Wire

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


class Details(TypedDict, total=False):
    """What may be known of a message beside its content; see the fields of ``Message``."""

    sender: Person | None
    sender_chat_id: int | None
    author_id: int | None
    reply_to: int | None
    thread_id: int | None
    in_topic: bool
    inline_keyboard: Wire | None
    reply_keyboard: Wire | None
    forward_origin: Wire | None
    automatic_forward: bool
    via_bot: Person | None
    silent: bool
    protected: bool
    link_preview: Wire | None


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
