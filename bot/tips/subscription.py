"""A chat's weekly tip as a value: when it comes, where, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.content.model import Audience
from bot.tips.schedule import QuietHours, Schedule


class SubscriptionState(StrEnum):
    """``suspended``: the chat is gone; ``paused``: its place cannot be written to; ``stopped``."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Subscription:
    """``next_due_at`` is set exactly while it is active."""

    id: int
    chat_id: int
    state: SubscriptionState
    reason: str | None
    thread_id: int | None
    enabled_by: int | None
    audience: Audience
    schedule: Schedule
    quiet: QuietHours
    next_due_at: datetime | None
    last_slot_at: datetime | None
    delete_previous: bool
    pin: bool
    created_at: datetime

    @property
    def active(self) -> bool:
        return self.state is SubscriptionState.ACTIVE
