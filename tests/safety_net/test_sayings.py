"""Every saying raises its card and no other; each was invented, or stands in the fact sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.urgent_rules_file import read_urgent_rules
from bot.safety_net.net import SafetyNet
from tests.safety_net.english_sayings import AFTER, BEFORE, FROM_THE_FACT_SHEET, Saying

CONTENT = Path(__file__).parents[2] / "content"
NO_CARD = {"none", "benign"}


def others(language: str) -> list[Saying]:
    text = Path(__file__).with_name(f"phrases_{language}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t", 1) for line in text.splitlines() if line.strip()]
    return [Saying(words, None if card in NO_CARD else card) for card, words in rows]


@pytest.fixture(scope="module")
def net() -> SafetyNet:
    return read_urgent_rules(CONTENT).safety_net


@pytest.mark.parametrize("saying", FROM_THE_FACT_SHEET, ids=lambda saying: saying.text)
def test_a_saying_of_the_fact_sheet_raises_its_card(saying: Saying, net: SafetyNet) -> None:
    assert_right(saying, net)


@pytest.mark.parametrize("saying", [*BEFORE, *AFTER], ids=lambda saying: saying.text)
def test_an_english_saying_raises_its_card_and_no_other(saying: Saying, net: SafetyNet) -> None:
    assert_right(saying, net)


@pytest.mark.parametrize("language", ["en", "es", "pt", "ru"])
def test_sayings_of_a_language_raise_their_cards(language: str, net: SafetyNet) -> None:
    sayings = others(language)

    wrong = [saying for saying in sayings if card_of(saying.text, net) not in right_for(saying)]

    assert len(sayings) > 40
    assert wrong == []


def assert_right(saying: Saying, net: SafetyNet) -> None:
    assert card_of(saying.text, net) in right_for(saying)


def card_of(text: str, net: SafetyNet) -> str | None:
    recognised = net.read(text)
    return recognised.card.value if recognised else None


def right_for(saying: Saying) -> tuple[str | None, ...]:
    return ("redflag", "crisis") if saying.card == "any" else (saying.card,)
