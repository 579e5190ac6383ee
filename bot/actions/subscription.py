"""A person's weekly tips: agreeing, choosing when, stopping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowOptIn(Action):
    """What weekly tips are, before anything is agreed to."""

    code: ClassVar[str] = "subscribe"
    deep_link: ClassVar[str] = "subscribe"
    found_in_private: ClassVar[str] = "subscribe"


@registered
@dataclass(frozen=True, slots=True)
class PickDay(Action):
    code: ClassVar[str] = "day"
    found_in_private: ClassVar[str] = "subscribe"


@registered
@dataclass(frozen=True, slots=True)
class PickHour(Action):
    code: ClassVar[str] = "hour"
    found_in_private: ClassVar[str] = "subscribe"
    weekday: int = 0


@registered
@dataclass(frozen=True, slots=True)
class PickZone(Action):
    code: ClassVar[str] = "zone"
    found_in_private: ClassVar[str] = "subscribe"
    weekday: int = 0
    hour: int = 0


@registered
@dataclass(frozen=True, slots=True)
class SetSchedule(Action):
    """Agreed: weekly on this weekday (0 is Monday) at this local hour in this IANA zone."""

    code: ClassVar[str] = "set"
    found_in_private: ClassVar[str] = "subscribe"
    weekday: int = 0
    hour: int = 0
    zone: str = ""


@registered
@dataclass(frozen=True, slots=True)
class PickQuiet(Action):
    code: ClassVar[str] = "quiet"
    found_in_private: ClassVar[str] = "settings"


@registered
@dataclass(frozen=True, slots=True)
class SetQuiet(Action):
    """Nothing is sent in these local hours; ``hours`` as "21-8", "0-0" for none."""

    code: ClassVar[str] = "setquiet"
    found_in_private: ClassVar[str] = "settings"
    hours: str = ""


@registered
@dataclass(frozen=True, slots=True)
class Unsubscribe(Action):
    code: ClassVar[str] = "stop"
    found_in_private: ClassVar[str] = "settings"


@registered
@dataclass(frozen=True, slots=True)
class ShowSettings(Action):
    code: ClassVar[str] = "settings"
    deep_link: ClassVar[str] = "settings"
    found_in_private: ClassVar[str] = "settings"
