"""What a group or channel has settled, as one value that a panel can be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.chats.model import ChatKind
from bot.content.model import Audience
from bot.tips.schedule import DEFAULT_QUIET_HOURS, QuietHours

USUAL_WEEKDAY = 0
USUAL_HOUR = 10


class Answers(StrEnum):
    """Where answers go: in the group, or short there with the rest in private."""

    HERE = "here"
    PRIVATE = "private"


class Commanders(StrEnum):
    """Who may use the commands in the group."""

    EVERYONE = "everyone"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a group: a topic with its name if known, or (without a thread) no topic."""

    thread_id: int | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """Everything that an admin can see and change.

    ``refused`` says why tips are on and yet cannot be sent; ``next_due_at`` is None then.
    """

    chat_id: int
    kind: ChatKind
    zone: str
    language: str | None = None
    tips: bool = False
    weekday: int = USUAL_WEEKDAY
    hour: int = USUAL_HOUR
    audience: Audience = Audience.BOTH
    quiet: QuietHours = DEFAULT_QUIET_HOURS
    place: Place = Place()
    delete_previous: bool = False
    pin: bool = False
    next_due_at: datetime | None = None
    refused: str | None = None
    answers: Answers = Answers.HERE
    commands: Commanders = Commanders.EVERYONE
    repeat_minutes: int = 10
    delete_commands: bool = False
    welcome: bool = False

    @property
    def is_channel(self) -> bool:
        return self.kind is ChatKind.CHANNEL
