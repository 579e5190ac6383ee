"""Numbers to call: as the number plans have them, with a reason where they do not, and dialled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.content.findings import Finding, Position, Severity
from bot.content.library import Library
from bot.content.numbers import Phone
from bot.content.numbers_file import NumbersFile, PlacedPhone
from bot.editorial.checks.addresses import unsafe
from bot.editorial.number_plan import Forms, forms_of, is_emergency, is_known_at_home, is_of

NumberRule = Callable[[NumbersFile, Library, date], Iterator[Finding]]
# Numbers change hands: after so long one has to be dialled again.
AGAIN = timedelta(days=180)
_ROOMS = {
    "crisis": (
        "numbers on the crisis page",
        "Each is named by at least two independent sources; dial them before launch.",
    ),
    "emergency": (
        "emergency numbers",
        "Each is named by at least one source; ask in each country before launch.",
    ),
    "resources": ("numbers of organisations", "Dial them."),
}
FIX = 'Run "python main.py check --fix", which writes the forms.'


def in_the_plan(file: NumbersFile, library: Library, _: date) -> Iterator[Finding]:
    """A number that the tables do not have needs a reason; one that they have needs none."""
    for placed in file.phones():
        known = _is_known(placed, _country_of(placed, library))
        where = file.where(*placed.field)
        if not known and not placed.phone.unlisted:
            yield Finding(
                where,
                "number-plan",
                f"phonenumbers does not have '{placed.phone.number}' there.",
                "Mend it, or say in 'unlisted' why it stands here all the same.",
            )
        if known and placed.phone.unlisted:
            yield Finding(
                where,
                "number-plan",
                f"phonenumbers has '{placed.phone.number}' now.",
                "Take 'unlisted' out.",
            )


def written_as_dialled(file: NumbersFile, *_: object) -> Iterator[Finding]:
    """The international form as phonenumbers writes it, and the same digits at home."""
    for placed in file.phones():
        phone, forms = placed.phone, forms_of(placed.phone.number)
        if forms is None:  # a short number has one form; an impossible one is told already
            continue
        for message, advice in _wrong_forms(phone, forms):
            yield Finding(file.where(*placed.field), "number-form", message, advice)
        if phone.home_only != forms.home_only:
            yield Finding(
                file.where(*placed.field),
                "number-form",
                f"'{phone.number}' may {'' if forms.home_only else 'not '}fail from abroad.",
                FIX,
            )


def of_its_country(file: NumbersFile, library: Library, _: date) -> Iterator[Finding]:
    for placed in file.phones():
        country, forms = _country_of(placed, library), forms_of(placed.phone.number)
        if not country:
            yield Finding(
                file.where(*placed.field),
                "phone-country",
                f"'{placed.phone.number}' does not say for which country it is.",
                "Add 'countries:' to the organisation.",
                Severity.WARNING,
            )
        elif forms is not None and not is_of(forms, country):
            yield Finding(
                file.where(*placed.field),
                "phone-country",
                f"'{placed.phone.number}' is no number of {country}.",
                "Mend the number or the country.",
            )


def dialled(file: NumbersFile, _: Library, today: date) -> Iterator[Finding]:
    """Said once for each kind, with the day: what nobody of us has called, or not for long."""
    for room, (what, advice) in _ROOMS.items():
        phones = [placed.phone for placed in file.phones() if placed.room == room]
        open_ones = [phone for phone in phones if not is_dialled(phone, today)]
        if open_ones:
            yield Finding(
                file.where(),
                "phone-undialled",
                f"{len(open_ones)} of {len(phones)} {what} have not been dialled by us "
                f"(as of {today.isoformat()}).",
                f"{advice} Then set 'dialled_on'.",
                Severity.WARNING,
            )


def hours(file: NumbersFile, *_: object) -> Iterator[Finding]:
    """Whoever calls in vain once may not call again."""
    listed = file.numbers.resources.values()
    without = [resource for resource in listed if resource.hours is None]
    if without:
        yield Finding(
            file.where("resources"),
            "phone-hours",
            f"{len(without)} of {len(listed)} organisations with a phone have no hours.",
            "Add 'hours' where they are known.",
            Severity.WARNING,
        )


def addresses(file: NumbersFile) -> Iterator[tuple[str, Position]]:
    """Every address in the file: of lines, of chats, of what says that the numbers are right."""
    for key, source in file.numbers.sources.items():
        if source.url:
            yield str(source.url), file.where("sources", key, "url")
    for place, line in file.lines():
        for name, url in (("url", line.url), ("chat", line.chat)):
            if url:
                yield str(url), file.where(*place, name)


def safe_addresses(file: NumbersFile, *_: object) -> Iterator[Finding]:
    for address, position in addresses(file):
        yield from unsafe(address, position)


RULES: tuple[NumberRule, ...] = (
    in_the_plan,
    written_as_dialled,
    of_its_country,
    safe_addresses,
    dialled,
    hours,
)


def check_numbers(file: NumbersFile, library: Library, today: date) -> list[Finding]:
    """Everything to mend in the numbers, which are the same for every language."""
    return [finding for rule in RULES for finding in rule(file, library, today)]


def _is_known(placed: PlacedPhone, country: str) -> bool:
    number = placed.phone.number
    if not placed.phone.short:
        return forms_of(number) is not None
    if placed.room == "emergency":
        return is_emergency(number, country)
    return is_known_at_home(number, country)


def _wrong_forms(phone: Phone, forms: Forms) -> Iterator[tuple[str, str]]:
    if phone.number != forms.international:
        yield f"'{phone.number}' is written '{forms.international}'.", FIX
    if not forms.are_those_of(phone.at_home):
        yield (
            f"at home '{phone.number}' is dialled as '{forms.national}', not '{phone.at_home}'.",
            "Mend 'local': the digits count, the gaps are yours.",
        )


def _country_of(placed: PlacedPhone, library: Library) -> str:
    """Of an organisation's phone: the first of the organisation's countries."""
    if placed.country or placed.room != "resources":
        return placed.country
    resource_id = f"resource/{placed.field[1]}"
    for content in library.languages.values():
        if resource_id in content.resources:
            return next(iter(content.resources[resource_id].countries), "")
    return ""


def is_dialled(phone: Phone, today: date) -> bool:
    """Whether one of us has called it, and not too long ago."""
    return phone.dialled_on is not None and today - phone.dialled_on <= AGAIN
