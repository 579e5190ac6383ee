"""The table of everything that can be set in a group: a new setting is one row here."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.chats.model import ChatKind
from bot.content.localization import Localization
from bot.content.model import Audience
from bot.content.rich_text import RichText
from bot.groups.field_types import (
    Choice,
    Field,
    Kept,
    LanguageChoice,
    PanelPage,
    Toggle,
    ZoneChoice,
    fields_in,
    setting,
)
from bot.tips.schedule import DEFAULT_QUIET_HOURS, QUIET_CHOICES, QuietHours
from bot.tips.schedule_choices import HOURS, quiet_in_words

V = TypeVar("V")


class Answers(StrEnum):
    """Where answers go: in the group, or short there with the rest in private."""

    HERE = "here"
    PRIVATE = "private"


class CommandAccess(StrEnum):
    """Who may use the commands in the group."""

    EVERYONE = "everyone"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class ForumTopic:
    """A topic of a group with its name if known, or (without a thread) none."""

    thread_id: int | None = None
    name: str | None = None


def _day(l10n: Localization, weekday: int) -> str:
    return l10n.weekday(weekday).capitalize()


def _repeat(l10n: Localization, minutes: int) -> str:
    return l10n.text("group-value-repeat", minutes=minutes)


def _city_may_be_typed(l10n: Localization) -> RichText:
    return l10n.rich("group-zone-typed")


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """Everything that an admin can see and change.

    ``topic`` is where tips go; ``topics`` are those that are known by name. ``refused`` says why
    tips are on and yet cannot be sent; ``next_due_at`` is None then. Of two states of a group the
    one with the higher ``revision`` was stored later.
    """

    chat_id: int
    kind: ChatKind
    _: KW_ONLY

    tips: bool = setting(Toggle("t", PanelPage.TIPS, kept=Kept.SUBSCRIPTION_STATE), default=False)
    weekday: int = setting(
        Choice("d", PanelPage.TIPS, int, tuple(range(7)), kept=Kept.SCHEDULE, said=_day), default=0
    )
    hour: int = setting(
        Choice(
            "h", PanelPage.TIPS, int, HOURS, kept=Kept.SCHEDULE, said=Localization.clock, columns=4
        ),
        default=10,
    )
    zone: str = setting(
        ZoneChoice("z", PanelPage.TIPS, kept=Kept.SCHEDULE, columns=3, hint=_city_may_be_typed)
    )
    quiet: QuietHours = setting(
        Choice(
            "q",
            PanelPage.TIPS,
            QuietHours.of,
            tuple(map(QuietHours.of, QUIET_CHOICES)),
            kept=Kept.SUBSCRIPTION,
            said=quiet_in_words,
            columns=1,
        ),
        default=DEFAULT_QUIET_HOURS,
    )
    audience: Audience = setting(
        Choice("a", PanelPage.TIPS, Audience, tuple(Audience), kept=Kept.SUBSCRIPTION, columns=1),
        default=Audience.BOTH,
    )
    delete_previous: bool = setting(
        Toggle("x", PanelPage.TIPS, kept=Kept.SUBSCRIPTION), default=False
    )
    pin: bool = setting(
        Toggle("p", PanelPage.TIPS, kept=Kept.SUBSCRIPTION, needs="can_pin_messages"), default=False
    )
    answers: Answers = setting(
        Choice("w", PanelPage.ANSWERS, Answers, tuple(Answers), columns=1), default=Answers.HERE
    )
    commands: CommandAccess = setting(
        Choice("c", PanelPage.ANSWERS, CommandAccess, tuple(CommandAccess), columns=1),
        default=CommandAccess.EVERYONE,
    )
    repeat_minutes: int = setting(
        Choice("r", PanelPage.ANSWERS, int, (0, 5, 10, 30, 60), said=_repeat, columns=3), default=10
    )
    delete_commands: bool = setting(
        Toggle("k", PanelPage.ANSWERS, needs="can_delete_messages"), default=False
    )
    welcome: bool = setting(Toggle("n", PanelPage.ANSWERS), default=False)
    language: str | None = setting(
        LanguageChoice("l", PanelPage.HOME, kept=Kept.CHAT), default=None
    )

    topic: ForumTopic = ForumTopic()
    topics: tuple[ForumTopic, ...] = ()
    next_due_at: datetime | None = None
    refused: str | None = None
    revision: int = field(default=0, compare=False)

    @property
    def is_channel(self) -> bool:
        return self.kind is ChatKind.CHANNEL


FIELDS = fields_in(GroupSettings)
BY_CODE = {field.code: field for field in FIELDS}
BY_NAME = {field.name: field for field in FIELDS}


def fields_of(page: PanelPage, settings: GroupSettings) -> list[Field[Any]]:
    """What a page offers in this group: nothing that would have no effect there."""
    return [
        field
        for field in FIELDS
        if field.page is page
        and not (page is PanelPage.ANSWERS and settings.is_channel)
        and (settings.tips or not field.only_with_tips)
    ]


def value_of(field: Field[V], settings: GroupSettings) -> V:
    """The present value."""
    value: V = getattr(settings, field.name)
    return value
