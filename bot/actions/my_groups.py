"""The groups and channels that a person looks after, from the private chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ManageGroups(Action):
    """In private: the groups that this person may manage."""

    code: ClassVar[str] = "groups"
    deep_link: ClassVar[str] = "groups"
    found_in_private: ClassVar[str] = "groups"


@registered
@dataclass(frozen=True, slots=True)
class ManageGroup(Action):
    """In private: the settings of one group."""

    code: ClassVar[str] = "gm"
    deep_link_of_item: ClassVar[str] = "group"
    group: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ChooseChat(Action):
    """In private: let the person pick a group (or a channel) in Telegram's own list."""

    code: ClassVar[str] = "gpick"
    channel: int = 0
