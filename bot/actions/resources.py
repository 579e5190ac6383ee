"""Organisations that help, by country and by topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowResources(Action):
    """The choice of countries and topics."""

    code: ClassVar[str] = "resources"
    deep_link: ClassVar[str] = "resources"
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowCountry(Action):
    """Resources of a country (ISO code), or for everybody where it is empty."""

    code: ClassVar[str] = "country"
    country: str = ""
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowTopics(Action):
    code: ClassVar[str] = "topics"


@registered
@dataclass(frozen=True, slots=True)
class ShowTopic(Action):
    code: ClassVar[str] = "topic"
    topic: str = ""
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowResource(Action):
    code: ClassVar[str] = "resource"
    deep_link_of_item: ClassVar[str] = "resource"
    slug: str = ""
