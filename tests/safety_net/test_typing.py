"""What people type is read through slips, tricks of spelling and other letters."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

from bot.safety_net.folding import MOST_CHARACTERS
from tests.safety_net.rule_sets import hears, net_in, net_of, rule, rule_set


@pytest.mark.parametrize(
    "typed",
    [
        "I CAN’T BREATHE",
        "i cant breathe",
        "i can´t breathe!!!",
        "I can`t breathe",
        "cant breeeeathe",
        "cant breathhhe",
        "caaan't breathe",
        "can't 😱 breathe",
        "can't\u200b bre\u200bathe",
        "ｃａｎ＇ｔ ｂｒｅａｔｈｅ",
        "𝐜𝐚𝐧'𝐭 𝒃𝒓𝒆𝒂𝒕𝒉𝒆",
        "can't b r e a t h e",
        "c.a.n.t b.r.e.a.t.h.e",
        "can't br3ath3",
        "can't bre*the",
        "can't brethe",
        "can't braethe",
        "can't breathw",
        "can't bréáthe",
        "can't breаthe",  # with a Cyrillic letter
        "cantbreathe",
        "can't\nbreathe",
    ],
)
def test_a_sign_is_heard_however_it_is_typed(typed: str) -> None:
    assert hears(typed, "can't breathe")


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("never", "fever"),  # people hit the first letter
        ("good", "food"),
        ("kid", "kim"),  # too short
        ("the rapist", "therapist"),
        ("I can't. His breath", "can't ... breathe"),
    ],
)
def test_another_word_is_no_slip(typed: str, phrase: str) -> None:
    assert not hears(typed, phrase)


def test_a_long_word_may_have_two_slips() -> None:
    assert hears("my diahroea", "diarrhoea")
    assert not hears("my dhrea", "diarrhoea")


def test_a_real_word_is_no_slip() -> None:
    assert hears("doing", "dying")
    assert not hears("doing", "dying", real_words=["doing"])


def test_a_stem_is_heard_with_a_slip_in_it() -> None:
    assert hears("vimoting", "vomitin*") is False  # two slips
    assert hears("vomitng", "vomiting")
    assert hears("hemorhaging", "hemorrhag*")


@pytest.mark.parametrize("typed", ["38.4C", "38.4°C", "38,4 °", "38·4c", "temp38.4c"])
def test_a_number_is_read_with_its_unit(typed: str) -> None:
    assert hears(typed, "37.5..43 (c|°)")


def test_what_is_far_beyond_a_message_is_not_read() -> None:
    assert hears("x" * 100 + " fever", "fever")
    assert not hears("x " * MOST_CHARACTERS + " fever", "fever")


RUSSIAN = rule_set(rule("не хочу жить"), rule("не могу дыш*", id="breath"), rule("жуть", id="awe"))


@pytest.mark.parametrize(
    "typed",
    [
        "не хочу жить",
        "Не хочу жить!",
        "ne hochu zhit",
        "ne xochu jit",
        "nе khochu zhitʹ",
        "ne ho4u jit'",
        "ne mogu dyshat",
        "ne mogu dishat",
        "ne mogu dyshatь",
        "не магу дышать, не могу дыштаь",
    ],
)
def test_russian_is_heard_in_both_kinds_of_letters(typed: str) -> None:
    assert net_in({"ru": RUSSIAN}).read(typed)


def test_another_language_is_not_taken_for_russian_in_latin_letters() -> None:
    english = rule_set(rule("suicidal"), general=["how common is", "in the"])
    russian = rule_set(rule("суицид*"))
    net = net_in({"en": english, "ru": russian})

    assert net.read("how common is it in the suicide ward") is None
    assert net.read("суицид")


def test_the_language_that_knows_more_of_the_words_is_the_one_to_answer_in() -> None:
    rules = {
        "es": rule_set(rule("falta de aire"), rule("falta de", id="short")),
        "pt": rule_set(rule("falta de ar"), rule("falta de", id="short")),
    }
    net = net_in(rules)

    assert next(found.language for found in net.by_rules("falta de aire")) == "es"
    assert next(found.language for found in net.by_rules("falta de ar")) == "pt"


def test_two_languages_may_be_mixed() -> None:
    net = net_in(
        {
            "en": rule_set(rule("can't breathe"), now=["the doctor said to wait"]),
            "es": rule_set(rule("no puedo respirar")),
        }
    )

    recognised = net.read("the doctor said to wait pero no puedo respirar")

    assert recognised is not None
    assert recognised.language == "es"


def test_nothing_of_the_text_is_kept() -> None:
    net = net_of(rule("kill myself"))
    net.read("I want to kill myself")

    net.read("my name is Zibblewick and I want to kill myself, zibblewickk")

    assert not any("zibblewick" in text.casefold() for text in _strings_in(net))


def _strings_in(start: object) -> Iterator[str]:
    """Every string that can be reached from an object of the safety net, functions left out."""
    seen: set[int] = set()
    ahead = [start]
    while ahead:
        for found in gc.get_referents(ahead.pop()):
            if isinstance(found, str):
                yield found
            elif id(found) not in seen and not isinstance(found, type | ModuleType | FunctionType):
                seen.add(id(found))
                ahead.append(found)
