"""The table of everything that can be set in a group: a new setting is one row here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.content.model import Audience
from bot.groups.model import Answers, Commanders, GroupSettings
from bot.tips.schedule import QUIET_CHOICES
from bot.tips.schedule_choices import HOURS

REPEAT_MINUTES = (0, 5, 10, 30, 60)


class Page(StrEnum):
    """A page of the panel that shows fields."""

    TIPS = "tips"
    ANSWERS = "answers"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting; ``code`` is its name in callback data and never changes."""

    name: str
    code: str
    page: Page
    in_channels: bool = True
    only_with_tips: bool = False
    # An administrator's right without which the setting is kept but has no effect yet.
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Toggle(Field):
    """On or off."""

    @property
    def values(self) -> tuple[str, ...]:
        return ("0", "1")


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of ``values``; without any, the values come from elsewhere (zones, languages).

    ``columns`` is how many stand in a row on the field's own page of the panel.
    """

    values: tuple[str, ...] = ()
    columns: int = 2


FIELDS: tuple[Toggle | Choice, ...] = (
    Toggle("tips", "t", Page.TIPS),
    Choice(
        "weekday", "d", Page.TIPS, only_with_tips=True, values=tuple(str(day) for day in range(7))
    ),
    Choice(
        "hour",
        "h",
        Page.TIPS,
        only_with_tips=True,
        values=tuple(str(hour) for hour in HOURS),
        columns=4,
    ),
    Choice("zone", "z", Page.TIPS, only_with_tips=True, columns=3),
    Choice("quiet", "q", Page.TIPS, only_with_tips=True, values=QUIET_CHOICES, columns=1),
    Choice("audience", "a", Page.TIPS, only_with_tips=True, values=tuple(Audience), columns=1),
    Toggle("delete_previous", "x", Page.TIPS, only_with_tips=True),
    Toggle("pin", "p", Page.TIPS, only_with_tips=True, needs="can_pin_messages"),
    Choice("answers", "w", Page.ANSWERS, False, values=tuple(Answers), columns=1),
    Choice("commands", "c", Page.ANSWERS, False, values=tuple(Commanders), columns=1),
    Choice(
        "repeat_minutes",
        "r",
        Page.ANSWERS,
        False,
        values=tuple(map(str, REPEAT_MINUTES)),
        columns=3,
    ),
    Toggle("delete_commands", "k", Page.ANSWERS, False, needs="can_delete_messages"),
    Toggle("welcome", "n", Page.ANSWERS, False),
    Choice("language", "l", Page.HOME),
)
BY_CODE = {field.code: field for field in FIELDS}
BY_NAME = {field.name: field for field in FIELDS}


def fields_of(page: Page, settings: GroupSettings) -> list[Toggle | Choice]:
    """What a page offers in this group: nothing that would have no effect there."""
    return [
        field
        for field in FIELDS
        if field.page is page
        and (field.in_channels or not settings.is_channel)
        and (settings.tips or not field.only_with_tips)
    ]


def value_of(field: Field, settings: GroupSettings) -> str:
    """The present value as callback data writes it; empty where nothing was chosen yet."""
    value = getattr(settings, field.name)
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)
