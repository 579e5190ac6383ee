"""Urgent help: the card, the signs, lines for people in despair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowUrgent(Action):
    code: ClassVar[str] = "urgent"
    deep_link: ClassVar[str] = "urgent"


@registered
@dataclass(frozen=True, slots=True)
class ShowRedFlags(Action):
    code: ClassVar[str] = "flags"
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowCrisis(Action):
    """Crisis lines, of one country (ISO code) or, without one, the choice of countries."""

    code: ClassVar[str] = "crisis"
    country: str = ""
