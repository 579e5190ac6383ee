"""The numbers as shipped: for many countries, each with what says so, none below the rule."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bot.content.library import Library
from bot.content.loading import load
from bot.content.numbers import INDEPENDENT
from bot.content.numbers_file import NumbersFile, read_numbers
from bot.editorial.checks.numbers import check_numbers
from bot.editorial.number_plan import is_emergency

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 25)
# Each stands in the file with its reason. A new one is a decision: it needs a row here as well.
NOT_IN_THE_PLAN = {
    ("AM", "911"), ("LK", "1990"), ("MA", "150"), ("NG", "112"), ("PE", "106"), ("PY", "141"),
    ("RS", "194"), ("UZ", "103"),
}  # fmt: skip


@cache
def file() -> NumbersFile:
    return read_numbers(CONTENT)


@cache
def library() -> Library:
    return load(CONTENT)


def test_at_least_seventy_five_countries_have_an_emergency_number() -> None:
    assert len(file().numbers.countries) >= 75


def test_at_least_forty_five_countries_have_a_crisis_line() -> None:
    assert len(file().numbers.with_a_line()) >= 45


def test_no_crisis_number_rests_on_less_than_two_independent_sources() -> None:
    crisis = [placed.phone for placed in file().phones() if placed.room == "crisis"]

    assert len(crisis) > 70
    assert [p.number for p in crisis if file().numbers.independent(p) < INDEPENDENT] == []


def test_every_number_names_a_source_and_every_source_its_day() -> None:
    shown = [p.phone for p in file().phones() if p.room != "resources"]

    assert [phone.number for phone in shown if not phone.sources] == []
    assert all(source.seen for source in file().numbers.sources.values())


def test_every_source_is_used() -> None:
    used = {key for placed in file().phones() for key in placed.phone.sources}

    assert set(file().numbers.sources) - used == set()


def test_each_emergency_number_agrees_with_the_plan_or_has_its_reason() -> None:
    emergency = [placed for placed in file().phones() if placed.room == "emergency"]
    outside = {
        (placed.country, placed.phone.number)
        for placed in emergency
        if not is_emergency(placed.phone.number, placed.country)
    }

    assert outside == NOT_IN_THE_PLAN
    assert outside == {(p.country, p.phone.number) for p in emergency if p.phone.unlisted}


def test_the_check_asks_for_nothing_but_to_dial_them_and_for_hours() -> None:
    found = check_numbers(file(), library(), TODAY)

    assert {finding.rule for finding in found} <= {"phone-undialled", "phone-hours"}


def test_support_in_grief_is_listed_for_at_least_fifteen_countries() -> None:
    resources = library().content("en").resources.values()
    grief = [resource for resource in resources if "bereavement" in resource.topics]

    assert len({country for resource in grief for country in resource.countries}) >= 15


def test_no_organisations_phone_is_lost() -> None:
    assert len(file().numbers.resources) >= 45


def test_somebody_whose_country_is_not_listed_has_lists_of_the_world() -> None:
    assert [line.url for line in file().numbers.everywhere if line.url]


def test_every_country_with_a_crisis_line_says_whom_to_call_in_danger() -> None:
    numbers = file().numbers

    assert all(numbers.emergency(country) for country in numbers.with_a_line())
