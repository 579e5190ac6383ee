"""What is known of a chat: as little as the tips need, and no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChatKind(StrEnum):
    """Telegram's kinds of chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"

    @classmethod
    def guessed(cls, chat_id: int) -> ChatKind:
        """By the number alone, as Telegram deals them out; for a chat that never wrote."""
        if chat_id > 0:
            return cls.PRIVATE
        return cls.SUPERGROUP if str(chat_id).startswith("-100") else cls.GROUP


class ChatState(StrEnum):
    """``blocked``: a person stopped the bot; ``left``: the bot is no longer in the group."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Chat:
    """A person's chat, a group or a channel; ``seen_at`` is exact to a day.

    ``country`` (ISO code) was chosen with a button, and is never guessed.
    """

    chat_id: int
    kind: ChatKind
    language: str | None
    zone: str | None
    country: str | None
    state: ChatState
    created_at: datetime
    seen_at: datetime
