"""The screens that say what the bot is and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowStart(Action):
    code: ClassVar[str] = "start"


@registered
@dataclass(frozen=True, slots=True)
class ShowMenu(Action):
    code: ClassVar[str] = "menu"
    deep_link: ClassVar[str] = "menu"


@registered
@dataclass(frozen=True, slots=True)
class ShowHelp(Action):
    code: ClassVar[str] = "help"
    deep_link: ClassVar[str] = "help"


@registered
@dataclass(frozen=True, slots=True)
class ShowAbout(Action):
    code: ClassVar[str] = "about"
    deep_link: ClassVar[str] = "about"
