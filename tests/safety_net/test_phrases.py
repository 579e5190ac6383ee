"""The notation in which rules are written."""

from __future__ import annotations

import pytest

from bot.safety_net.phrases import LONGEST, Notation, Phrase, PhraseProblem
from bot.safety_net.spelling import Spelling
from tests.safety_net.rule_sets import hears, net_of, rule


def parse(phrase: str) -> Phrase:
    return Notation(Spelling({}, cyrillic=False), groups=()).read(phrase)


@pytest.mark.parametrize(
    ("phrase", "heard", "unheard"),
    [
        ("short of breath", "so short of breath", "of breath short"),
        ("can't|cannot breathe", "I cannot breathe", "I breathe"),
        ("(can't|not able to) breathe", "not able to breathe", "able to breathe"),
        ("so? cold", "cold", "so"),
        ("(all of)? this pain", "all of this pain", "all of this"),
        ("sick|throwing up|ill", "she is throwing up", "throwing it"),
        ("bleed*", "it bleeds", "it bled"),
        ("temp 37.5..43", "temp 38", "temp 37.4"),
        ("temp 37.5..43.0", "temp 38.4", "temp 38"),
        ("temp 37.5..43", "temp 38,4", "temp 44"),
        ("temp 37.5..43", "temp 38'5", "temp thirty"),
        ("fever + chemo", "chemo on monday and a fever", "a fever"),
        ("fever /", "chemo, fever, shivers", "fever pitch"),
        ("/ fever", "chemo. Fever!", "hay fever"),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase: str, heard: str, unheard: str) -> None:
    assert hears(heard, phrase)
    assert not hears(unheard, phrase)


def test_a_gap_holds_four_words_of_one_sentence() -> None:
    assert hears("blood", "blood")
    assert hears("blood came out of my nose", "blood ... nose")
    assert not hears("blood was all over the white pillow and nose", "blood ... nose")
    assert not hears("They took blood. It is cold in here. My nose runs", "blood ... nose")


def test_parts_that_are_joined_stand_near_one_another() -> None:
    far = " ".join(["word"] * 20)

    assert not hears(f"fever {far} chemo", "fever + chemo")


def test_a_group_stands_for_each_of_its_wordings_and_may_use_others() -> None:
    groups = {"relative": ["my (mum|dad)"], "she": ["she", "<relative>"]}

    assert hears("my dad faints", "<she> faints", groups=groups)
    assert not hears("the dog faints", "<she> faints", groups=groups)


def test_what_is_short_for_something_is_read_in_full_in_rules_and_texts() -> None:
    short = {"can not": ["can't", "cannot", "can t"], "because": ["coz"]}

    for typed in ("can't", "cant", "cannot", "can not", "can t", "can’t"):
        assert hears(f"I {typed} breathe coz of it", "can't breathe because", short=short)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("(a", "no ')'"),
        ("a)", "no '('"),
        ("a|", "missing after '|'"),
        ("(|a)", "missing beside"),
        ("...", "cannot be left out"),
        ("a?", "cannot be left out"),
        ("a + ", "cannot be left out"),
        ("a # b", "'#' has no meaning"),
        ("43..38", "smaller number comes first"),
        ("a " * LONGEST, "more than"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused_in_plain_words(phrase: str, said: str) -> None:
    with pytest.raises(PhraseProblem, match=said.replace("(", r"\(").replace(")", r"\)")) as caught:
        parse(phrase)

    assert str(caught.value)


@pytest.mark.parametrize("signs", ["(" * 900, "((" * 400 + "a" + "))" * 400, "a|" * 900, "?" * 99])
def test_signs_without_end_are_refused(signs: str) -> None:
    with pytest.raises(PhraseProblem):
        parse(signs)


def test_a_rule_without_a_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="says"):
        net_of(rule())
