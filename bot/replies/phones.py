"""How a number and its hours are written for whoever reads them, and the button that takes it."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from bot.content.localization import Localization
from bot.content.numbers import Hours, Opening, Phone
from bot.places.zones import city_of
from bot.replies.reply import Button


def for_home(phone: Phone) -> str:
    """For a reader in the number's own country: as people there write it, and, where it has one,
    the international form, which the apps make a link."""
    return phone.number if phone.short else f"{phone.at_home} ({phone.number})"


def for_anywhere(l10n: Localization, phone: Phone, country: str) -> str:
    """For a reader of whom nothing is known: as it is dialled from abroad, or in its own form with
    the only country in which it surely works."""
    if not phone.stays_at_home:
        return phone.number
    only = l10n.text("phone-home-only", country=l10n.country(country))
    return f"{phone.at_home} ({only})"


def take(l10n: Localization, phone: Phone) -> Button:
    """One tap takes the number, as it is dialled in its own country."""
    return Button(l10n.text("button-copy", number=phone.at_home), copy=phone.at_home)


def either(l10n: Localization, phones: Sequence[Phone]) -> str:
    """ "112 or 118"."""
    numbers = [phone.at_home for phone in phones]
    return str(format_list(numbers, style="or", locale=l10n.locale))


def hours_in_words(l10n: Localization, hours: Hours) -> str:
    """ "Monday to Friday 09:00 to 17:00, New York time; check the hours"."""
    openings = ", ".join(_opening(l10n, opening) for opening in hours.open)
    words = l10n.text("hours-always") if hours.always else openings
    if hours.zone:
        words = l10n.text("hours-in-zone", hours=words, city=city_of(l10n, hours.zone))
    return words if hours.sure else l10n.text("hours-unsure", hours=words)


def _opening(l10n: Localization, opening: Opening) -> str:
    every_day = (opening.first, opening.last) == (0, 6)
    days = l10n.text("hours-every-day") if every_day else _days(l10n, opening)
    return l10n.text("hours-open", days=days, start=opening.opens, end=opening.closes)


def _days(l10n: Localization, opening: Opening) -> str:
    first, last = l10n.weekday(opening.first), l10n.weekday(opening.last)
    return first if first == last else l10n.text("hours-days", first=first, last=last)
