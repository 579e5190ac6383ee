"""A number and its hours, as they are written for whoever reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.content.edition import Edition, editions
from bot.content.loading import load
from bot.content.localization import Localization
from bot.content.numbers import Hours, Phone
from bot.replies.phones import either, for_anywhere, for_home, hours_in_words, take
from bot.replies.reply import Button, packed

CONTENT = Path(__file__).parents[2] / "content"
ORDINARY = Phone(number="+39 02 2327 2327", local="02 2327 2327")
TOLL_FREE = Phone(number="+49 800 1110111", local="0800 111 0 111", home_only=True)
SHORT = Phone(number="988")


@cache
def english() -> Edition:
    return editions(load(CONTENT)).of("en")


@pytest.mark.parametrize(
    ("phone", "country", "home", "elsewhere"),
    [
        (ORDINARY, "IT", "02 2327 2327 (+39 02 2327 2327)", "+39 02 2327 2327"),
        (TOLL_FREE, "DE", "0800 111 0 111 (+49 800 1110111)", "0800 111 0 111 (Germany only)"),
        (SHORT, "US", "988", "988 (United States only)"),
    ],
)
def test_a_number_is_national_at_home_and_international_elsewhere(
    phone: Phone, country: str, home: str, elsewhere: str
) -> None:
    assert for_home(phone) == home
    assert for_anywhere(english().l10n, phone, country) == elsewhere


def test_a_button_takes_the_number_as_it_is_dialled_at_home() -> None:
    button = take(english().l10n, TOLL_FREE)

    assert (button.label, button.copy) == ("Copy 0800 111 0 111", "0800 111 0 111")


def test_several_numbers_are_joined_as_the_language_does() -> None:
    numbers = [Phone(number="112"), Phone(number="118"), Phone(number="15")]

    assert either(english().l10n, numbers[:1]) == "112"
    assert either(english().l10n, numbers[:2]) == "112 or 118"
    assert either(Localization("pt", []), numbers) == "112, 118 ou 15"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"always": True}, "24 hours, every day"),
        ({"always": True, "sure": False}, "24 hours, every day; check the hours"),
        ({"open": ["mo-su 09:00-24:00"]}, "every day 09:00 to 24:00"),
        (
            {"open": ["mo-th 10:00-18:00", "fr 10:00-17:00"], "zone": "America/New_York"},
            "Monday to Thursday 10:00 to 18:00, Friday 10:00 to 17:00, New York time",
        ),
    ],
)
def test_hours_are_said_in_words(hours: dict[str, object], words: str) -> None:
    assert hours_in_words(english().l10n, Hours.model_validate(hours)) == words


def test_buttons_stand_side_by_side_where_a_phone_shows_them_whole() -> None:
    labels = ["Copy 112", "Copy 118", "Copy 0800 111 0 111", "Copy 0800 111 0 222", "Copy 15"]
    rows = packed([Button(label) for label in labels])

    assert [[button.label for button in row] for row in rows] == [
        ["Copy 112", "Copy 118"],
        ["Copy 0800 111 0 111"],
        ["Copy 0800 111 0 222", "Copy 15"],
    ]
