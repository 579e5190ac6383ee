"""The sayings of the fact sheet raise their cards, and most of those that editors keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.sayings_file import read_sayings
from bot.content.urgent_rules_file import read_urgent_rules
from bot.safety_net import learn_likeness as kept
from bot.safety_net.net import SafetyNet
from tests.safety_net.fact_sheet_sayings import FROM_THE_FACT_SHEET, Saying

CONTENT = Path(__file__).parents[2] / "content"
# Of the kept sayings; those that nobody learned from are measured by ``bench safety_net``.
LEAST_HEARD = {"redflag": 0.9, "crisis": 0.8}
MOST_FALSE = 0.1


@pytest.fixture(scope="module")
def net() -> SafetyNet:
    return read_urgent_rules(CONTENT).safety_net


@pytest.mark.parametrize("saying", FROM_THE_FACT_SHEET, ids=lambda saying: saying.text)
def test_a_saying_of_the_fact_sheet_raises_its_card(saying: Saying, net: SafetyNet) -> None:
    recognised = net.read(saying.text)

    raised = recognised.card.value if recognised else None
    assert raised in (("redflag", "crisis") if saying.card == "any" else (saying.card,))


@pytest.mark.parametrize("language", ["en", "es", "pt", "ru"])
def test_kept_sayings_are_heard_and_everyday_talk_is_left_alone(
    language: str, net: SafetyNet
) -> None:
    sayings = read_sayings(CONTENT, language)

    for kind, least in LEAST_HEARD.items():
        asked_for = [saying for saying in sayings if saying.kind == kind]
        assert len(asked_for) > 400
        assert share(asked_for, net) >= least
    assert share([s for s in sayings if s.kind == "neither"], net) <= MOST_FALSE


def share(sayings: list[kept.Saying], net: SafetyNet) -> float:
    """How many of them raise a card."""
    return sum(net.read(saying.text) is not None for saying in sayings) / len(sayings)
