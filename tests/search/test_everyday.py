"""A name that no text knows is read as the texts' word for it."""

from __future__ import annotations

from bot.search.everyday import EverydayWords

WORDS = EverydayWords(
    same=[("pembrolizumab", "Keytruda", "big K"), ("doctor", "medic")],
    kinds=[("immunotherapy", ("Keytruda",)), ("targeted drug", ("zibblinib",))],
)


def explained(question: str, *known: str) -> str:
    return WORDS.explained(question, frozenset(known).__contains__)


def test_an_unknown_name_becomes_the_usual_one_and_its_kind() -> None:
    assert explained("why keytruda", "why") == "why pembrolizumab immunotherapy"
    assert explained("zibblinib?") == "zibblinib targeted drug"


def test_a_name_of_two_words_is_one_name() -> None:
    assert explained("the Big K", "the", "big") == "the pembrolizumab immunotherapy"


def test_a_word_that_texts_know_is_left_as_it_is() -> None:
    assert explained("the medic wants Keytruda", "medic", "the", "wants", "keytruda") == (
        "the medic wants Keytruda"
    )
    assert explained("zibble the medic", "the", "medic") == "zibble the medic"
