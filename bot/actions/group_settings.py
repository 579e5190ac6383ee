"""The settings of a group, where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class SetUpGroup(Action):
    """Under the bot's first message in a group: opens the settings for the admin who presses."""

    code: ClassVar[str] = "gnew"


@registered
@dataclass(frozen=True, slots=True)
class RestoreGroup(Action):
    """The group takes the bot back: its settings are as they were."""

    code: ClassVar[str] = "gback"


@registered
@dataclass(frozen=True, slots=True)
class StartGroupFresh(Action):
    code: ClassVar[str] = "gfresh"


@registered
@dataclass(frozen=True, slots=True)
class ShowPanel(Action):
    """A page of a group's settings. Of all panel actions: ``opener`` alone may press, and
    ``opener`` and ``group`` are numbers as ``base36`` writes them.
    """

    code: ClassVar[str] = "gp"
    opener: str = ""
    group: str = ""
    page: str = ""


@registered
@dataclass(frozen=True, slots=True)
class SetInGroup(Action):
    """One change; it names the new value, so that a second press or an old panel flips nothing."""

    code: ClassVar[str] = "gs"
    opener: str = ""
    group: str = ""
    field: str = ""
    value: str = ""


@registered
@dataclass(frozen=True, slots=True)
class MoveGroupTips(Action):
    """Tips go to this topic; without one, to no topic (in a forum that is General)."""

    code: ClassVar[str] = "gt"
    opener: str = ""
    group: str = ""
    thread: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ClosePanel(Action):
    code: ClassVar[str] = "gx"
    opener: str = ""
    group: str = ""
