"""Agreeing to weekly tips, choosing when, changing that, and stopping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.actions.about import ShowMenu
from bot.actions.my_groups import ManageGroups
from bot.actions.privacy import ShowPrivacy
from bot.actions.resources import ShowTopic
from bot.actions.subscription import (
    PickDay,
    PickHour,
    PickQuiet,
    PickZone,
    SetQuiet,
    SetSchedule,
    ShowOptIn,
    ShowSettings,
    Unsubscribe,
)
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.places.cities import City
from bot.places.zones import COMMON_ZONES, city_of
from bot.replies.navigation import way_back
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.replies.typed_city import no_such_city, which_city
from bot.tips.schedule import QUIET_CHOICES, QuietHours, zone_named
from bot.tips.schedule_choices import HOURS, quiet_in_words

BEREAVEMENT = "bereavement"


@dataclass(frozen=True, slots=True)
class When:
    """A weekly time as a person sees it: weekday (0 is Monday), local hour and minute, zone."""

    weekday: int
    hour: int
    minute: int
    zone: str


def show_opt_in(edition: Edition) -> Reply:
    """What will come, how often, how to stop: said before anything is agreed to."""
    l10n = edition.l10n
    agree = Button(l10n.text("button-agree"), PickDay())
    privacy = Button(l10n.text("button-privacy"), ShowPrivacy())
    text = l10n.rich("opt-in", tips=len(edition.content.tips))
    return Reply(text, ((agree,), (privacy,), way_back(l10n, ShowMenu())))


def pick_day(edition: Edition, *, subscribed: bool) -> Reply:
    l10n = edition.l10n
    days = [Button(l10n.weekday(day).capitalize(), PickHour(day)) for day in range(7)]
    back = ShowSettings() if subscribed else ShowOptIn()
    return Reply(l10n.rich("pick-day"), (*in_columns(days, 2), way_back(l10n, back)))


def pick_hour(edition: Edition, weekday: int) -> Reply:
    l10n = edition.l10n
    hours = [Button(l10n.clock(hour), PickZone(weekday, hour)) for hour in HOURS]
    text = l10n.rich("pick-hour", weekday=l10n.weekday(weekday))
    return Reply(text, (*in_columns(hours, 4), way_back(l10n, PickDay())))


def pick_zone(edition: Edition, weekday: int, hour: int, likely: str) -> Reply:
    """The common zones by city, the likely one first; a typed city works as well."""
    l10n = edition.l10n
    zones = [likely, *(zone for zone in COMMON_ZONES if zone != likely)]
    cities = [Button(city_of(l10n, zone), SetSchedule(weekday, hour, zone)) for zone in zones]
    text = l10n.rich("pick-zone", weekday=l10n.weekday(weekday), time=l10n.clock(hour))
    return Reply(text, (*in_columns(cities, 3), way_back(l10n, PickHour(weekday))))


def offer_cities(edition: Edition, cities: Sequence[City], weekday: int, hour: int) -> Reply:
    """Several cities have the typed name: which one is meant?"""
    back = PickZone(weekday, hour)
    return which_city(edition.l10n, cities, lambda zone: SetSchedule(weekday, hour, zone), back)


def no_city_found(edition: Edition, weekday: int, hour: int) -> Reply:
    return no_such_city(edition.l10n, PickZone(weekday, hour))


def confirmed(edition: Edition, when: When, next_at: datetime, *, changed: bool) -> Reply:
    """Agreed or changed, in words: when, where, and the date of the next one."""
    l10n = edition.l10n
    key = "schedule-changed" if changed else "subscribed"
    return Reply(l10n.rich(key, **_in_words(l10n, when, next_at)), _panel(l10n))


def show_settings(edition: Edition, when: When | None, next_at: datetime | None) -> Reply:
    """The schedule and zone, each with a button to change it."""
    l10n = edition.l10n
    groups = Button(l10n.text("button-manage-groups"), ManageGroups())
    if when is None or next_at is None:
        subscribe = Button(l10n.text("button-subscribe"), ShowOptIn())
        privacy = Button(l10n.text("button-privacy"), ShowPrivacy())
        rows = ((subscribe,), (privacy,), (groups,), way_back(l10n, ShowMenu()))
        return Reply(l10n.rich("settings-none"), rows)
    text = l10n.rich("settings", **_in_words(l10n, when, next_at))
    zone = Button(l10n.text("button-change-zone"), PickZone(when.weekday, when.hour))
    change = Button(l10n.text("button-change-time"), PickDay())
    quiet = Button(l10n.text("button-quiet"), PickQuiet())
    stop = Button(l10n.text("button-stop-tips"), Unsubscribe())
    panel = ((change, zone), (quiet, stop), (groups,), way_back(l10n, ShowMenu()))
    return Reply(text, panel)


def pick_quiet(edition: Edition, present: QuietHours) -> Reply:
    """In which hours nothing must come, also when the bot is late."""
    l10n = edition.l10n
    buttons = [
        Button(quiet_in_words(l10n, QuietHours.of(choice)), SetQuiet(choice))
        for choice in QUIET_CHOICES
    ]
    text = l10n.rich("pick-quiet", quiet=quiet_in_words(l10n, present))
    return Reply(text, (*in_columns(buttons, 1), way_back(l10n, ShowSettings())))


def quiet_set(edition: Edition, quiet: QuietHours, when: When, next_at: datetime) -> Reply:
    l10n = edition.l10n
    words = _in_words(l10n, when, next_at)
    text = l10n.rich("quiet-set", quiet=quiet_in_words(l10n, quiet), **words)
    return Reply(text, _panel(l10n))


def unsubscribed(edition: Edition, *, had_one: bool) -> Reply:
    l10n = edition.l10n
    again = Button(l10n.text("button-subscribe"), ShowOptIn())
    if not had_one:
        return Reply(l10n.rich("not-subscribed"), ((again,), way_back(l10n)))
    # Some stop because somebody has died: what they need now is one tap away, and unasked.
    grief = Button(l10n.text("button-bereavement"), ShowTopic(BEREAVEMENT))
    return Reply(l10n.rich("unsubscribed"), ((grief,), (again,), way_back(l10n)))


def _panel(l10n: Localization) -> tuple[Row, ...]:
    settings = Button(l10n.text("button-settings"), ShowSettings())
    stop = Button(l10n.text("button-stop-tips"), Unsubscribe())
    return ((settings, stop), way_back(l10n))


def _in_words(l10n: Localization, when: When, next_at: datetime) -> dict[str, str]:
    return {
        "weekday": l10n.weekday(when.weekday),
        "time": l10n.clock(when.hour, when.minute),
        "city": city_of(l10n, when.zone),
        "next": l10n.day_and_date(next_at.astimezone(zone_named(when.zone) or UTC)),
    }
