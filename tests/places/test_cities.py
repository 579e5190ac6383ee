"""What people type for where they live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places.cities import City, find_cities
from bot.places.typed_city import Ambiguous, Recognised, Unrecognised, recognise
from bot.tips.schedule import zone_named


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("porto", "Europe/Lisbon"),
        ("Porto, Portugal", "Europe/Lisbon"),
        ("München", "Europe/Berlin"),
        ("munchen", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("sao paulo", "America/Sao_Paulo"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("America/New York", "America/New_York"),
        ("Lisbonn", "Europe/Lisbon"),
        ("UTC", "UTC"),
    ],
)
def test_the_first_place_found_is_the_one_that_is_meant(typed: str, zone: str) -> None:
    assert find_cities(typed)[0].zone == zone


@pytest.mark.parametrize("typed", ["", " ", "a", "🎉", "Qwxzvbn", "x" * 4096, "../../etc/passwd"])
def test_what_is_no_place_finds_none(typed: str) -> None:
    assert find_cities(typed) == []


CORK = City("Cork", "IE", "Europe/Dublin")
LIKE_CORK = City("Cork", "IE", "Europe/Dublin", sure=False)
YORK = City("York", "GB", "Europe/London", sure=False)


@pytest.mark.parametrize(
    ("found", "understood"),
    [
        ([], Unrecognised()),
        ([CORK], Recognised("Europe/Dublin")),
        ([LIKE_CORK], Ambiguous((LIKE_CORK,))),
        ([LIKE_CORK, YORK], Ambiguous((LIKE_CORK, YORK))),
        ([CORK, CORK], Ambiguous((CORK, CORK))),
    ],
)
def test_only_a_single_city_of_exactly_that_name_is_taken_unasked(
    found: list[City], understood: object
) -> None:
    assert recognise(found) == understood


def test_cities_of_one_name_are_told_apart_by_country() -> None:
    found = [(city.country, city.zone) for city in find_cities("London")]
    assert found[0] == ("GB", "Europe/London")
    assert ("CA", "America/Toronto") in found


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_only_zones_that_exist(typed: str) -> None:
    assert all(zone_named(city.zone) is not None for city in find_cities(typed))
