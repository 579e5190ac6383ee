"""Urgent help: the card, the signs, the emergency numbers, lines for people in despair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowUrgent(Action):
    code: ClassVar[str] = "urgent"
    deep_link: ClassVar[str] = "urgent"
    never_withheld: ClassVar[bool] = True


@registered
@dataclass(frozen=True, slots=True)
class ShowRedFlags(Action):
    code: ClassVar[str] = "flags"
    never_withheld: ClassVar[bool] = True
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowCrisis(Action):
    """Crisis lines, of one country (ISO code) or, without one, the choice of countries.

    Page 1 of the choice holds the countries for which no line is listed.
    """

    code: ClassVar[str] = "crisis"
    deep_link: ClassVar[str] = "crisis"
    never_withheld: ClassVar[bool] = True
    country: str = ""
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowEmergencyNumber(Action):
    """The number for an ambulance in one country or, without one, the choice of countries."""

    code: ClassVar[str] = "ambulance"
    never_withheld: ClassVar[bool] = True
    country: str = ""
    page: int = 0
