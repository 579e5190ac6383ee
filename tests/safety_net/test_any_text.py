"""Whatever is typed is read without an error, in steps that grow as the text does."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.urgent_rules_file import read_urgent_rules
from bot.safety_net.folding import MOST_CHARACTERS
from bot.safety_net.net import Recognised, SafetyNet

NET = read_urgent_rules(Path(__file__).parents[2] / "content").safety_net
ANY_TEXT = st.text(max_size=MOST_CHARACTERS)
# What the reader takes notice of, thickly strewn.
TRICKY = st.text(alphabet="aeioun kilmysf0137.,'’*@$!?-+()\n\u200bяжить°🙂ﷺ", max_size=600)
PIECES = st.lists(
    st.sampled_from(
        ["can't", "breathe", "fever", "no", "38.4", "kill", "myself", "не", "жить", "."]
    )
    | st.text(max_size=6),
    max_size=120,
).map(" ".join)
# Python calls a call of a function written in Python; 200,000 of them are a tenth of a second.
MOST_CALLS = 400_000


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | TRICKY | PIECES)
def test_any_text_is_read(text: str) -> None:
    recognised = NET.read(text)

    assert recognised is None or isinstance(recognised, Recognised)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_a_text_is_always_read_the_same_way(text: str) -> None:
    assert NET.by_rules(text) == NET.by_rules(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "i ",
        "a.",
        "k i l l ",
        "can't ",
        "fever ",
        "fevver ",
        "38.4 ",
        "no ",
        "*",
        "я ",
        "ﷺ",
    ],
)
def test_twice_the_text_takes_no_more_than_twice_the_steps(piece: str) -> None:
    times = MOST_CHARACTERS // len(piece)  # a piece cut off at the end would be another word
    half, whole = (calls_to_read(NET, piece * count) for count in (times // 2, times))

    assert whole <= MOST_CALLS
    assert whole <= 2.2 * half + 2_000


def calls_to_read(net: SafetyNet, text: str) -> int:
    """Calls of Python functions: they can be counted where time would be guessed."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        net.read(text)
    finally:
        sys.setprofile(None)
    return calls
