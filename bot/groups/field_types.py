"""The kinds of settings: where one is kept, how it is written in a button, and how it is said."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import Enum, StrEnum, auto
from typing import Any, Generic, TypeVar, cast, overload

from bot.content.localization import Localization
from bot.content.rich_text import RichText
from bot.places.zones import COMMON_ZONES, city_of
from bot.tips.schedule import zone_named

V = TypeVar("V")
# Under this name a dataclass attribute's metadata hold its field.
FIELD = "field"


class NoSuchValue(ValueError):
    """The field does not have this value (any more), or there are no tips to have it for."""


class PanelPage(StrEnum):
    """A page of the panel that shows fields; in channels nobody asks, so nothing is answered."""

    TIPS = "tips"
    ANSWERS = "answers"
    HOME = "home"


class Kept(Enum):
    """Whose row in the database holds a setting, under the setting's own name."""

    CHAT = auto()
    GROUP = auto()  # group_settings: a new one is a column, made by a migration
    SUBSCRIPTION = auto()
    SCHEDULE = auto()  # the subscription's
    SUBSCRIPTION_STATE = auto()  # whether the subscription is on


@dataclass(frozen=True, slots=True)
class Field(Generic[V]):
    """One setting. Its ``name`` is that of its attribute, of its column and of its sentences.

    ``code`` is its name in callback data and never changes. ``needs`` is an administrator's right
    without which the setting is kept but has no effect yet.
    """

    code: str
    page: PanelPage
    _: KW_ONLY
    kept: Kept = Kept.GROUP
    needs: str | None = None
    name: str = ""

    @property
    def only_with_tips(self) -> bool:
        """Whether it is there once tips were switched on, and not before."""
        return self.kept in {Kept.SUBSCRIPTION, Kept.SCHEDULE}

    @property
    def in_tips_line(self) -> bool:
        """Whether the panel's line about the tips tells of it: whether they come, and when."""
        return self.kept in {Kept.SUBSCRIPTION_STATE, Kept.SCHEDULE}

    def read(self, text: str) -> V:
        """The value that a button or the database names; raises NoSuchValue."""
        try:
            value = self.parse(text)
        except ValueError as error:
            raise NoSuchValue(f"{self.name}: {text[:40]}") from error
        if self.write(value) != text:  # such as a number with a space, which nobody wrote
            raise NoSuchValue(f"{self.name}: {text[:40]}")
        return value

    def parse(self, text: str) -> V:
        """The value that ``write`` wrote; raises ValueError for anything else."""
        raise NotImplementedError

    def write(self, value: V) -> str:
        """As buttons and the database have it; empty where nothing was chosen yet."""
        return "" if value is None else str(value)

    def in_words(self, l10n: Localization, value: V) -> str:
        """How the value is said."""
        raise NotImplementedError

    def label(self, l10n: Localization) -> str:
        """How the setting is called."""
        return l10n.text(f"group-field-{self.name}")

    def available(self, text: str, languages: Collection[str]) -> bool:
        """Whether the bot can do this at present, with the languages that it has."""
        del text, languages
        return True


@dataclass(frozen=True, slots=True)
class Toggle(Field[bool]):
    """On or off."""

    def parse(self, text: str) -> bool:
        if text not in {"0", "1"}:
            raise ValueError(text)
        return text == "1"

    def write(self, value: bool) -> str:
        return "1" if value else "0"

    def in_words(self, l10n: Localization, value: bool) -> str:
        return l10n.text("group-value-on" if value else "group-value-off")


@dataclass(frozen=True, slots=True)
class Options(Field[V]):
    """Several values, on a page of their own in so many ``columns``, with a ``hint`` above."""

    _: KW_ONLY
    columns: int = 2
    hint: Callable[[Localization], RichText] | None = None

    def offers(self, present: V, languages: Sequence[str]) -> Sequence[V]:
        """What there is to choose from; ``languages`` are those that the bot has."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Choice(Options[V]):
    """One of ``values``; ``type`` makes it of its text.

    It is said by ``said``, or by a sentence of its own: "group-value-", the field and the value.
    """

    type: Callable[[str], V]
    values: tuple[V, ...]
    _: KW_ONLY
    said: Callable[[Localization, V], str] | None = None

    def parse(self, text: str) -> V:
        value = self.type(text)
        if value not in self.values:
            raise ValueError(text)
        return value

    def in_words(self, l10n: Localization, value: V) -> str:
        if self.said is not None:
            return self.said(l10n, value)
        return l10n.text(f"group-value-{self.name}-{self.write(value)}")

    def offers(self, present: V, languages: Sequence[str]) -> Sequence[V]:
        del present, languages
        return self.values


@dataclass(frozen=True, slots=True)
class ZoneChoice(Options[str]):
    """Any time zone; the common ones are offered, after the present one."""

    def parse(self, text: str) -> str:
        if zone_named(text) is None:
            raise ValueError(text)
        return text

    def in_words(self, l10n: Localization, value: str) -> str:
        return city_of(l10n, value)

    def offers(self, present: str, languages: Sequence[str]) -> Sequence[str]:
        del languages
        return (present, *(zone for zone in COMMON_ZONES if zone != present))


@dataclass(frozen=True, slots=True)
class LanguageChoice(Options[str | None]):
    """A language that the bot has; until one was chosen, that of whoever asks."""

    def parse(self, text: str) -> str:
        return text

    def in_words(self, l10n: Localization, value: str | None) -> str:
        return l10n.language_name(value or l10n.language)

    def offers(self, present: str | None, languages: Sequence[str]) -> Sequence[str]:
        del present
        return languages

    def available(self, text: str, languages: Collection[str]) -> bool:
        return text in languages


@overload
def setting(field: Field[V]) -> V: ...
@overload
def setting(field: Field[V], default: V) -> V: ...
def setting(field: Field[V], default: Any = dataclasses.MISSING) -> V:
    """A dataclass attribute that an admin can set, as ``dataclasses.field`` makes a plain one."""
    return cast("V", dataclasses.field(default=default, metadata={FIELD: field}))


def fields_in(settings: type[Any]) -> tuple[Field[Any], ...]:
    """The settings of a dataclass in their order, each under its attribute's name."""
    return tuple(
        dataclasses.replace(attribute.metadata[FIELD], name=attribute.name)
        for attribute in dataclasses.fields(settings)
        if FIELD in attribute.metadata
    )
