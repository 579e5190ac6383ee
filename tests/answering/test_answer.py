"""The decision: an emergency beside the answer, one clear answer or a few to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Answer, answer
from bot.content.edition import Edition, editions
from bot.content.loading import load
from bot.safety_net.net import Recognised
from bot.safety_net.rules import Card
from bot.search.search import Hit

FEVER = Recognised(Card.REDFLAG, "fever", "invented-rule", "en")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return editions(load(Path("content"))).of("en")


def test_an_emergency_is_told_and_the_question_is_answered_all_the_same(edition: Edition) -> None:
    given = answer("a fever at night, what is it", edition, FEVER)
    assert given.urgent == FEVER
    assert given.hits[0].item_id == "faq/fever"


def test_an_emergency_is_told_where_there_is_no_answer(edition: Edition) -> None:
    given = answer("fever dream horoscope for leo", edition, FEVER)
    assert given.urgent == FEVER


def test_without_an_emergency_there_is_no_card(edition: Edition) -> None:
    assert answer("can it be cured?", edition).urgent is None


def test_one_that_leaves_the_others_behind_is_the_answer() -> None:
    assert Answer(None, [Hit("faq/one", 60), Hit("faq/two", 40)]).clear == Hit("faq/one", 60)
    assert Answer(None, [Hit("faq/one", 20)]).clear == Hit("faq/one", 20)


def test_of_several_near_ones_three_are_offered() -> None:
    near = [Hit(f"faq/{n}", 50 - n) for n in range(5)]
    assert Answer(None, near).clear is None
    assert Answer(None, near).offered == near[:3]
    assert Answer(None, []).clear is None
