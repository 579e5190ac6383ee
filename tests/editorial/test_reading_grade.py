"""The reading grade: syllables as English has them, and words that are explained."""

from __future__ import annotations

import re

import pytest

from bot.editorial.checks.reading_grade import SyllableCount, flesch_kincaid

# As the pronouncing dictionaries have them.
SYLLABLES = {
    "eat": 1,
    "through": 1,
    "nurse": 1,
    "doctor": 2,
    "cancer": 2,
    "table": 2,
    "hospital": 3,
    "emergency": 4,
    "immediately": 5,
    "24-hour": 2,
    "follow-up": 3,
    "nurse’s": 1,
    "hospital's": 3,
    "FDA": 3,
    "WHO": 5,
    "2026": 1,
    "xyzzyq": 2,
}
TERM = re.compile("immunotherapy", re.IGNORECASE)


@pytest.mark.parametrize("word", SYLLABLES)
def test_a_word_has_so_many_syllables(word: str) -> None:
    assert SyllableCount().of(word) == SYLLABLES[word]


def test_an_editor_may_say_how_a_word_is_spoken() -> None:
    told = SyllableCount({"longer": 2, "doesn't": 2, "carer": 2})

    assert [told.of(word) for word in ("Longer", "doesn’t", "carer's")] == [2, 2, 2]


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # Two sentences, eight words, eleven syllables.
    grade = flesch_kincaid(["The doctor is in the hospital.", "Call now."])

    assert grade == pytest.approx(0.39 * 8 / 2 + 11.8 * 11 / 8 - 15.59)


def test_an_explained_word_makes_its_sentence_longer_and_not_harder() -> None:
    hard = flesch_kincaid(["You may get immunotherapy."])
    explained = flesch_kincaid(["You may get immunotherapy."], TERM)

    assert explained == pytest.approx(flesch_kincaid(["You may get this."]))
    assert explained < hard


def test_a_text_of_explained_words_alone_is_as_hard_as_they_are() -> None:
    assert flesch_kincaid(["Immunotherapy."], TERM) == flesch_kincaid(["Immunotherapy."])


def test_no_words_are_read_by_anybody() -> None:
    assert flesch_kincaid([]) == 0
    assert flesch_kincaid(["..."]) == 0
