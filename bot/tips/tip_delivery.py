"""A tip on its way to one chat, as whoever sends it needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# How promises of weekly tips are stored; it never changes.
KIND = "tip"


@dataclass(frozen=True, slots=True)
class TipDelivery:
    """``language`` is ``None`` for a chat that has none yet.

    ``delete_message_id`` is last week's tip where the chat wants it gone, ``pin`` whether the new
    one is pinned.
    """

    chat_id: int
    thread_id: int | None
    language: str | None
    tip_id: str
    slot_at: datetime
    delete_message_id: int | None = None
    pin: bool = False
