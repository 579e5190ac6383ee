"""Urgent help: the card, the signs, the emergency numbers, lines for people in despair.

``home`` (1 or 0) says that the country is the one which the reader has had kept. ``language`` is
the one in which somebody wrote, where their Telegram speaks another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, TypeGuard

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowUrgent(Action):
    """The card; with the emergency number of a country where one is given."""

    code: ClassVar[str] = "urgent"
    deep_link: ClassVar[str] = "urgent"
    never_withheld: ClassVar[bool] = True
    country: str = ""
    home: int = 0
    language: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ShowRedFlags(Action):
    code: ClassVar[str] = "flags"
    never_withheld: ClassVar[bool] = True
    page: int = 0
    language: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ShowCrisis(Action):
    """Crisis lines, of one country (ISO code) or, without one, the choice of countries.

    Page 1 of the choice holds the countries for which no line is listed. ``choose`` asks for the
    choice even where a country is kept.
    """

    code: ClassVar[str] = "crisis"
    deep_link: ClassVar[str] = "crisis"
    never_withheld: ClassVar[bool] = True
    country: str = ""
    page: int = 0
    home: int = 0
    choose: int = 0
    language: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ShowEmergencyNumber(Action):
    """The number for an ambulance in one country or, without one, the choice of countries."""

    code: ClassVar[str] = "ambulance"
    never_withheld: ClassVar[bool] = True
    country: str = ""
    page: int = 0
    home: int = 0
    choose: int = 0
    language: str = ""


@registered
@dataclass(frozen=True, slots=True)
class KeepCountry(Action):
    """From now on the numbers of this country (ISO code) come at once; empty: of none."""

    code: ClassVar[str] = "home"
    found_in_private: ClassVar[str] = "urgent"
    country: str = ""
    language: str = ""


NumbersOfACountry: TypeAlias = ShowUrgent | ShowCrisis | ShowEmergencyNumber
UrgentHelp: TypeAlias = NumbersOfACountry | ShowRedFlags | KeepCountry


def is_urgent_help(action: Action) -> TypeGuard[UrgentHelp]:
    """Whether the action is urgent help or belongs to it, and so has words in more languages."""
    return isinstance(action, UrgentHelp)


def needs_a_country(action: Action) -> TypeGuard[NumbersOfACountry]:
    """Whether a country that the reader has had kept says what this action leaves open."""
    match action:
        case ShowUrgent(country=""):
            return True
        case ShowCrisis(country="", page=0, choose=0):
            return True
        case ShowEmergencyNumber(country="", page=0, choose=0):
            return True
        case _:
            return False
