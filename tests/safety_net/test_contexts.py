"""Denial, general questions, times long past, and what outweighs them."""

from __future__ import annotations

import pytest

from bot.safety_net.rules import Card, RuleSet
from tests.safety_net.rule_sets import net_in, net_of, rule, rule_set

LISTS = {
    "denied_before": ["no|without", "signs of"],
    "denied_after": ["went away", "<number> years ago"],
    "general": ["/ how common is", "what causes"],
    "past": ["as a child"],
    "now": ["tonight", "i have"],
    "groups": {"number": ["1..99", "two"]},
}
NET = net_of(
    rule("fever", unless=["hay"]),
    rule(id="breath", card="redflag", flag="breath", surely=["cannot breathe"], unless=["film"])
    | {"says": []},
    **LISTS,
)


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "without fever",
        "signs of fever",
        "the fever went away",
        "a fever two years ago",
        "fever 12 years ago",
        "How common is fever?",
        "do you know what causes fever",
        "as a child I had fever",
        "hay fever",
    ],
)
def test_a_sign_that_is_denied_general_or_past_is_passed_over(text: str) -> None:
    assert NET.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "No, fever",  # the comma ends what is denied
        "no fever this morning but a fever at noon",
        "how common is it? I ask because of a fever",  # another sentence
        "how common is fever, tonight I am boiling",
        "fever, two years ago I was ill",
        "what causes this? Fever!",
        "what causes that I cannot breathe",  # sure whatever stands around it
        "I cannot breathe in this film",
    ],
)
def test_it_is_heard_where_it_is_not_itself_denied_or_is_of_now(text: str) -> None:
    assert NET.read(text)


def test_what_is_sure_can_still_be_denied() -> None:
    net = net_of({**rule(id="kill"), "surely": ["kill myself"], "says": []}, denied_before=["not"])

    assert net.read("I will not kill myself") is None
    assert net.read("I will kill myself")


def test_of_joined_parts_one_may_be_in_a_sentence_that_asks() -> None:
    net = net_of(rule("diarrhoea + 9 times"), general=["is it common"])

    assert net.read("is it common to have diarrhoea? 9 times today")
    assert net.read("is it common to have diarrhoea 9 times") is None


def test_a_wish_to_die_comes_before_a_red_flag_and_danger_before_all() -> None:
    crisis = {"card": "crisis", "flag": "hints"}
    net = net_of(
        rule("fever"),
        rule("done with it all", id="hint", **crisis),
        rule("took them all", id="taken", **(crisis | {"flag": "danger"})),
    )

    hint = net.read("fever and done with it all")
    taken = net.read("fever, done with it all, took them all")

    assert hint is not None
    assert (hint.card, hint.rule, hint.flag) == (Card.CRISIS, "hint", "hints")
    assert taken is not None
    assert (taken.rule, taken.flag) == ("taken", "danger")
    assert len(net.by_rules("fever, done with it all, took them all")) == 3


def test_one_language_passes_over_what_another_one_explains() -> None:
    net = net_in(
        {
            "es": _rule_set("suicidio", "película"),
            "pt": _rule_set("suicídio", "filme"),
        }
    )

    assert net.read("una película sobre el suicidio") is None
    assert net.read("um filme sobre suicídio") is None
    assert net.read("suicídio")


def _rule_set(says: str, unless: str) -> RuleSet:
    return rule_set(rule(says, id="death", unless=[unless]))
