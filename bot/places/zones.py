"""Time zones as people know them: by a city."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from bot.content.localization import Localization

# Offered to choose from; any other is found by typing a city's name.
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


def typed_zone(typed: str) -> str | None:
    """The IANA zone of this name, however its letters are cased; None where there is none."""
    return _zones().get(typed.strip().replace(" ", "_").casefold())


def city_of(l10n: Localization, zone: str) -> str:
    """A zone by its city, in the reader's language."""
    try:
        name = get_timezone_location(zone, locale=l10n.locale, return_city=True)
    except LookupError:  # a zone that Babel's tables do not know
        return city_part(zone)
    return str(name).rpartition("/")[2] or city_part(zone)


def city_part(zone: str) -> str:
    """ "America/Argentina/Buenos_Aires" -> "Buenos Aires"."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"}
