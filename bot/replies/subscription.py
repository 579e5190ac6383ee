"""Agreeing to weekly tips, choosing when, changing that, and stopping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import get_timezone_location

from bot.library.edition import Edition
from bot.library.strings import Strings
from bot.places.cities import Place, city_part
from bot.replies.actions import (
    ManageGroups,
    PickDay,
    PickHour,
    PickQuiet,
    PickZone,
    SetQuiet,
    SetSchedule,
    ShowMenu,
    ShowOptIn,
    ShowPrivacy,
    ShowSettings,
    Unsubscribe,
)
from bot.replies.navigation import way_back
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.tips.schedule import QUIET_CHOICES, QuietHours, zone_named

# Inside the default quiet hours (21:00 to 08:00) nothing is sent, so none of them is offered.
HOURS = (8, 9, 10, 11, 12, 14, 16, 17, 18, 19, 20)
COMMON_ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Rome",
    "Europe/Kyiv",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Pacific/Auckland",
)


@dataclass(frozen=True, slots=True)
class When:
    """A weekly time as a person sees it: weekday (0 is Monday), local hour and minute, zone."""

    weekday: int
    hour: int
    minute: int
    zone: str


def show_opt_in(edition: Edition) -> Reply:
    """What will come, how often, how to stop: said before anything is agreed to."""
    strings = edition.strings
    agree = Button(strings.text("button-agree"), PickDay())
    privacy = Button(strings.text("button-privacy"), ShowPrivacy())
    text = strings.rich("opt-in", tips=len(edition.content.tips))
    return Reply(text, ((agree,), (privacy,), way_back(strings, ShowMenu())))


def pick_day(edition: Edition, *, subscribed: bool) -> Reply:
    strings = edition.strings
    days = [Button(strings.weekday(day).capitalize(), PickHour(day)) for day in range(7)]
    back = ShowSettings() if subscribed else ShowOptIn()
    return Reply(strings.rich("pick-day"), (*in_columns(days, 2), way_back(strings, back)))


def pick_hour(edition: Edition, weekday: int) -> Reply:
    strings = edition.strings
    hours = [Button(strings.clock(hour), PickZone(weekday, hour)) for hour in HOURS]
    text = strings.rich("pick-hour", weekday=strings.weekday(weekday))
    return Reply(text, (*in_columns(hours, 4), way_back(strings, PickDay())))


def pick_zone(edition: Edition, weekday: int, hour: int, likely: str) -> Reply:
    """The common zones by city, the likely one first; a typed city works as well."""
    strings = edition.strings
    zones = [likely, *(zone for zone in COMMON_ZONES if zone != likely)]
    cities = [Button(city(strings, zone), SetSchedule(weekday, hour, zone)) for zone in zones]
    text = strings.rich("pick-zone", weekday=strings.weekday(weekday), time=strings.clock(hour))
    return Reply(text, (*in_columns(cities, 3), way_back(strings, PickHour(weekday))))


def offer_places(edition: Edition, places: list[Place], weekday: int, hour: int) -> Reply:
    """Several places have the typed name: which one is meant?"""
    strings = edition.strings
    rows: list[Row] = []
    for place in places:
        country = f", {strings.country(place.country)}" if place.country else ""
        name = f"{place.name}{country} ({city(strings, place.zone)})"
        rows.append((Button(name, SetSchedule(weekday, hour, place.zone)),))
    back = way_back(strings, PickZone(weekday, hour))
    return Reply(strings.rich("which-place"), (*rows, back))


def no_such_place(edition: Edition, weekday: int, hour: int) -> Reply:
    strings = edition.strings
    return Reply(strings.rich("no-such-place"), (way_back(strings, PickZone(weekday, hour)),))


def confirmed(edition: Edition, when: When, next_at: datetime, *, changed: bool) -> Reply:
    """Agreed or changed, in words: when, where, and the date of the next one."""
    strings = edition.strings
    key = "schedule-changed" if changed else "subscribed"
    return Reply(strings.rich(key, **_in_words(strings, when, next_at)), _panel(strings))


def show_settings(edition: Edition, when: When | None, next_at: datetime | None) -> Reply:
    """The schedule and zone, each with a button to change it."""
    strings = edition.strings
    groups = Button(strings.text("button-manage-groups"), ManageGroups())
    if when is None or next_at is None:
        subscribe = Button(strings.text("button-subscribe"), ShowOptIn())
        privacy = Button(strings.text("button-privacy"), ShowPrivacy())
        rows = ((subscribe,), (privacy,), (groups,), way_back(strings, ShowMenu()))
        return Reply(strings.rich("settings-none"), rows)
    text = strings.rich("settings", **_in_words(strings, when, next_at))
    zone = Button(strings.text("button-change-zone"), PickZone(when.weekday, when.hour))
    change = Button(strings.text("button-change-time"), PickDay())
    quiet = Button(strings.text("button-quiet"), PickQuiet())
    stop = Button(strings.text("button-stop-tips"), Unsubscribe())
    panel = ((change, zone), (quiet, stop), (groups,), way_back(strings, ShowMenu()))
    return Reply(text, panel)


def pick_quiet(edition: Edition, present: QuietHours) -> Reply:
    """In which hours nothing must come, also when the bot is late."""
    strings = edition.strings
    buttons = [
        Button(quiet_in_words(strings, QuietHours.of(choice)), SetQuiet(choice))
        for choice in QUIET_CHOICES
    ]
    text = strings.rich("pick-quiet", quiet=quiet_in_words(strings, present))
    return Reply(text, (*in_columns(buttons, 1), way_back(strings, ShowSettings())))


def quiet_set(edition: Edition, quiet: QuietHours, when: When, next_at: datetime) -> Reply:
    strings = edition.strings
    words = _in_words(strings, when, next_at)
    text = strings.rich("quiet-set", quiet=quiet_in_words(strings, quiet), **words)
    return Reply(text, _panel(strings))


def quiet_in_words(strings: Strings, quiet: QuietHours) -> str:
    """ "21:00 to 08:00", or that no hour is quiet."""
    if quiet.start == quiet.end:
        return strings.text("quiet-none")
    start, end = strings.clock(quiet.start.hour), strings.clock(quiet.end.hour)
    return strings.text("quiet-hours", start=start, end=end)


def unsubscribed(edition: Edition, *, had_one: bool) -> Reply:
    strings = edition.strings
    key = "unsubscribed" if had_one else "not-subscribed"
    again = Button(strings.text("button-subscribe"), ShowOptIn())
    return Reply(strings.rich(key), ((again,), way_back(strings)))


def city(strings: Strings, zone: str) -> str:
    """A zone by its city, in the reader's language."""
    try:
        name = get_timezone_location(zone, locale=strings.locale, return_city=True)
    except LookupError:  # a zone that Babel's tables do not know
        return city_part(zone)
    return str(name).rpartition("/")[2] or city_part(zone)


def _panel(strings: Strings) -> tuple[Row, ...]:
    settings = Button(strings.text("button-settings"), ShowSettings())
    stop = Button(strings.text("button-stop-tips"), Unsubscribe())
    return ((settings, stop), way_back(strings))


def _in_words(strings: Strings, when: When, next_at: datetime) -> dict[str, str]:
    return {
        "weekday": strings.weekday(when.weekday),
        "time": strings.clock(when.hour, when.minute),
        "city": city(strings, when.zone),
        "next": strings.day_and_date(next_at.astimezone(zone_named(when.zone) or UTC)),
    }
