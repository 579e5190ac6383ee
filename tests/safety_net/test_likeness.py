"""What is learned from sayings is heard in words that no rule knows, and in no others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.findings import ContentProblem
from bot.content.make_likeness import digest
from bot.content.sayings_file import NAME, read_sayings
from bot.safety_net.folding import folded
from bot.safety_net.learn_likeness import Saying, learn
from bot.safety_net.likeness import STORED, Likeness, buckets_of, card_of
from bot.safety_net.net import SOUNDS_LIKE, SafetyNet
from bot.safety_net.rules import Card

CONTENT = Path(__file__).parents[2] / "content"
SAYINGS = [
    *(Saying(f"zibble the frob {n}", "crisis") for n in ("now", "soon", "tonight", "again")),
    *(Saying(f"wug is quoxing {n}", "redflag") for n in ("now", "soon", "tonight", "again")),
    *(Saying(f"plain talk of tea {n}", "neither") for n in ("now", "soon", "tonight", "again")),
]


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return learn(SAYINGS).likeness()


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("zibbled the frob yesterday", Card.CRISIS),
        ("my wug was quoxing", Card.REDFLAG),
        ("talk of tea", None),
        ("", None),
    ],
)
def test_what_sounds_like_a_saying_asks_for_its_card(
    text: str, card: Card | None, likeness: Likeness
) -> None:
    assert card_of(likeness.leaning(folded(text))) is card


def test_one_sentence_is_heard_in_a_long_text(likeness: Likeness) -> None:
    long = " ".join(["plain talk of tea"] * 40)

    assert card_of(likeness.leaning(folded(long))) is None
    heard = likeness.leaning(folded(f"{long} zibble the frob tonight {long}"))
    assert heard.crisis > likeness.leaning(folded(long)).crisis + 1


def test_the_net_hears_it_without_any_rule(likeness: Likeness) -> None:
    recognised = SafetyNet((), likeness).read("zibbling the frob")

    assert recognised is not None
    assert (recognised.card, recognised.rule) == (Card.CRISIS, SOUNDS_LIKE)
    assert SafetyNet(()).read("zibbling the frob") is None


def test_the_same_sayings_give_the_same_weights_in_any_order() -> None:
    one, other = learn(SAYINGS), learn(list(reversed(SAYINGS)))

    assert np.allclose(one.weights, other.weights, atol=1e-3)


def test_what_is_kept_is_what_was_learned(tmp_path: Path, likeness: Likeness) -> None:
    learn(SAYINGS).store("some digest", tmp_path / "kept.npz")

    kept = Likeness.stored(tmp_path / "kept.npz")
    words = folded("zibble the frob")
    assert kept.leaning(words).crisis == pytest.approx(likeness.leaning(words).crisis, abs=1e-3)


def test_russian_is_heard_in_either_letters() -> None:
    assert set(buckets_of(["жить"])) == set(buckets_of(["zhit"]))


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)))
def test_any_words_are_weighed(words: list[str]) -> None:
    leaning = Likeness.stored().leaning(words)

    assert all(np.isfinite((leaning.redflag, leaning.crisis, leaning.neither)))


def test_the_shipped_weights_were_learned_from_the_shipped_sayings() -> None:
    """After a change of the sayings: ``python -m bot.content.make_likeness``."""
    with np.load(STORED) as kept:
        assert str(kept["digest"]) == digest(read_sayings(CONTENT))


def test_a_broken_file_of_sayings_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / NAME).write_text("redflag: []\ncrisis: []\nneiter:\n  - tea\n", encoding="utf-8")

    with pytest.raises(ContentProblem) as caught:
        read_sayings(tmp_path)

    assert {finding.position.line for finding in caught.value.findings} >= {3}
    assert all(finding.position.file == folder / NAME for finding in caught.value.findings)
