"""Which tip comes next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.tips.choice import Seen, choose


def rounds(numbers: list[int], count: int, seen: Seen | None = None) -> list[int]:
    seen, taken = seen or Seen(), []
    for _ in range(count):
        chosen = choose(numbers, seen)
        assert chosen is not None
        number, seen = chosen
        taken.append(number)
    return taken


def test_tips_come_in_order_and_then_again() -> None:
    assert rounds([3, 1, 2], 7) == [3, 1, 2, 3, 1, 2, 3]


def test_without_tips_there_is_none() -> None:
    assert choose([], Seen()) is None


def test_a_single_tip_comes_again() -> None:
    assert rounds([5], 3) == [5, 5, 5]


@given(st.lists(st.integers(1, 200), unique=True, min_size=1, max_size=30))
def test_nothing_repeats_until_all_were_seen(numbers: list[int]) -> None:
    taken = rounds(numbers, len(numbers) * 3)
    for start in range(0, len(taken), len(numbers)):
        assert sorted(taken[start : start + len(numbers)]) == sorted(numbers)


def test_a_new_tip_comes_before_any_is_repeated() -> None:
    _, seen = choose([1, 2], Seen()) or (0, Seen())
    assert rounds([9, 1, 2], 2, seen) == [9, 2]


def test_a_tip_taken_away_is_passed_over() -> None:
    _, seen = choose([1, 2, 3], Seen()) or (0, Seen())
    assert rounds([1, 3], 2, seen) == [3, 1]


def test_a_new_round_does_not_begin_with_the_tip_that_came_last() -> None:
    seen = Seen().with_latest(2).with_latest(1)
    assert rounds([1, 2], 3, seen) == [2, 1, 2]


def test_tips_for_others_stay_seen_in_a_new_round() -> None:
    seen = Seen().with_latest(50).with_latest(1)
    _, after = choose([1, 2], seen.with_latest(2)) or (0, Seen())
    assert after.has(50)


@given(
    st.lists(
        st.lists(st.integers(1, 12), unique=True, min_size=2, max_size=8), min_size=1, max_size=40
    )
)
def test_no_tip_comes_twice_running_however_the_tips_change(weeks: list[list[int]]) -> None:
    seen, before = Seen(), None
    for numbers in weeks:
        chosen = choose(numbers, seen)
        assert chosen is not None
        number, seen = chosen
        assert number != before
        before = number


def test_a_tip_that_did_not_arrive_comes_again() -> None:
    number, seen = choose([1, 2], Seen()) or (0, Seen())
    assert rounds([1, 2], 1, seen.without(number)) == [1]
