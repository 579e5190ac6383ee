"""Letters in a row: endings and slips of the finger cost little, other words everything."""

from __future__ import annotations

import pytest

from bot.search.gram_index import GramIndex

PHRASES = ("palliative care", "a pain in the back", "what is palliation")


def likeness(text: str) -> list[float]:
    return [float(found) for found in GramIndex(PHRASES).likeness(text)]


def test_the_phrase_itself_is_wholly_alike_and_strange_letters_not_at_all() -> None:
    assert likeness("Palliative CARE")[0] == pytest.approx(1)
    assert likeness("zzzz qqqq") == likeness("") == [0, 0, 0]


@pytest.mark.parametrize("typed", ["palliatve care", "paliative cares", "palliative"])
def test_slips_and_endings_leave_it_the_nearest(typed: str) -> None:
    found = likeness(typed)
    assert max(found) == found[0] > 0.4
