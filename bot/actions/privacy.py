"""What is kept about a person, and having it erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowPrivacy(Action):
    """What is kept; with ``more``, the screen behind it."""

    code: ClassVar[str] = "privacy"
    deep_link: ClassVar[str] = "privacy"
    more: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowMyData(Action):
    code: ClassVar[str] = "mydata"
    found_in_private: ClassVar[str] = "privacy"

    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class AskErase(Action):
    code: ClassVar[str] = "erase"
    found_in_private: ClassVar[str] = "privacy"


@registered
@dataclass(frozen=True, slots=True)
class Erase(Action):
    code: ClassVar[str] = "erased"
    found_in_private: ClassVar[str] = "privacy"
