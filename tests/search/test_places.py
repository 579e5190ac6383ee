"""Countries are found inside a question, by any of their names."""

from __future__ import annotations

import pytest

from bot.search.places import Places

PLACES = Places({"uk": "GB", "unitedkingdom": "GB", "portugal": "PT", "theus": "US"})


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("leukaemia nurses uk", {"GB"}),
        ("a line in the United Kingdom, please", {"GB"}),
        ("from Portugal to the U.S.", {"PT", "US"}),
        ("help us", set()),
        ("", set()),
    ],
)
def test_a_country_is_known_by_its_names_and_by_no_part_of_them(
    question: str, codes: set[str]
) -> None:
    assert PLACES.mentioned_in(question) == codes
