"""Words, their pairs and their letters: endings and slips cost little, other words everything."""

from __future__ import annotations

import pytest

from bot.search.wording import WordingIndex

PHRASES = ("palliative care", "a pain in the back", "what hurts", "what is palliation")
OWNERS = (0, 1, 1, 2)


def likelihood(text: str) -> list[float]:
    return [float(found) for found in WordingIndex(PHRASES, OWNERS, 4).likelihood(text)]


def test_what_is_asked_for_so_is_the_likeliest_by_far_and_strange_letters_tell_nothing() -> None:
    first, second, third, _ = likelihood("Palliative CARE")
    assert first > third + 5 > second + 10
    assert likelihood("zzzz qqqq") == likelihood("") == [0, 0, 0, 0]


@pytest.mark.parametrize("typed", ["palliatve care", "paliative cares", "palliative"])
def test_slips_and_endings_leave_it_the_likeliest(typed: str) -> None:
    found = likelihood(typed)
    assert max(found) == found[0] > sorted(found)[-2] + 1


def test_two_words_in_a_row_tell_more_than_each_alone() -> None:
    index = WordingIndex(("hot back pain", "pain hot back"), (0, 1), 2)
    first, second = index.likelihood("back pain")
    assert first > second
    first, second = index.likelihood("pain hot")
    assert first < second


def test_a_document_of_many_phrases_is_not_likelier_for_their_number() -> None:
    many = [f"other words {n}" for n in range(20)]
    index = WordingIndex(["a zibble", "the zibble", *many], [0, *[1] * 21], 2)
    first, second = index.likelihood("zibble")
    assert first > second
