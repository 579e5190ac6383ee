"""The numbers that nobody of us has dialled, or not for long, as rows to tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel import Locale

from bot.content.library import Content
from bot.content.numbers import Phone, TextLine
from bot.content.numbers_file import NumbersFile, PlacedPhone
from bot.editorial.checks.numbers import is_dialled


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number: where it is dialled, who answers, and who says so."""

    place: str
    name: str
    number: str
    sources: tuple[str, ...]


def number_rows(file: NumbersFile, content: Content, today: date) -> list[NumberRow]:
    """Emergency numbers and crisis lines country by country, then the organisations' phones."""
    return [
        NumberRow(
            _place(placed, content),
            _name(placed, file, content),
            _dialled(placed.phone),
            tuple(file.numbers.sources[key].name for key in placed.phone.sources),
        )
        for placed in _in_order(file)
        if not is_dialled(placed.phone, today)
    ]


def _in_order(file: NumbersFile) -> Iterator[PlacedPhone]:
    phones = list(file.phones())
    for country in file.numbers.countries:
        yield from (placed for placed in phones if placed.country == country)
    yield from (placed for placed in phones if not placed.country)


def _dialled(phone: Phone) -> str:
    match phone:
        case TextLine(keyword=str(word)):
            return f"{phone.number} (text {word})"
        case TextLine():
            return f"{phone.number} (text)"
        case _:
            return phone.number


def _place(placed: PlacedPhone, content: Content) -> str:
    if not placed.country:
        return ""
    names = Locale.parse(content.language, sep="-").territories
    return str(names.get(placed.country, placed.country))


def _name(placed: PlacedPhone, file: NumbersFile, content: Content) -> str:
    if placed.room == "resources":
        resource = content.resources.get(f"resource/{placed.field[1]}")
        return resource.title if resource else str(placed.field[1])
    line = next((line for place, line in file.lines() if placed.field[: len(place)] == place), None)
    if line is None:
        return "Emergency number"
    words = content.crisis_names[line.id]
    return f"{words.name}: {words.remark}" if words.remark else words.name
