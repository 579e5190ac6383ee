"""What may be confirmed to Telegram."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.runtime.unconfirmed_updates import CROWD, UnconfirmedUpdates


def of_many(*numbers: int) -> dict[int, int | None]:
    """Each from a chat of its own."""
    return {number: number for number in numbers}


def test_what_comes_again_is_not_new() -> None:
    updates = UnconfirmedUpdates()
    assert updates.take(of_many(5, 6), now=0.0) == [5, 6]
    assert updates.take(of_many(5, 6, 7), now=1.0) == [7]


def test_what_an_earlier_process_handled_is_done() -> None:
    updates = UnconfirmedUpdates(handled=[6])
    assert updates.take(of_many(5, 6), now=0.0) == [5]
    updates.done(5)
    assert updates.offset() == 7


def test_an_answer_to_an_earlier_question_may_bring_what_is_done_meanwhile() -> None:
    updates = UnconfirmedUpdates()
    updates.take(of_many(5), now=0.0)
    assert updates.offset() == 5  # asked with this
    updates.done(5)
    assert updates.take(of_many(5, 6), now=1.0) == [6]


def test_what_has_been_let_go_of_may_end_later() -> None:
    updates = UnconfirmedUpdates()
    updates.take(of_many(5, 6), now=0.0)
    assert updates.let_go(begun_before=1.0) == 2
    updates.done(5)
    assert updates.offset() == 7


def test_a_chat_that_is_flooded_is_let_go_of_and_the_others_are_not() -> None:
    updates = UnconfirmedUpdates()
    flood: dict[int, int | None] = dict.fromkeys(range(5, 5 + CROWD + 1), -77)
    updates.take({1: 7, **flood, 99: None}, now=0.0)
    assert updates.let_go(begun_before=0.0) == CROWD + 1
    assert updates.offset() == 1
    updates.done(1)
    assert updates.offset() == 99


@given(st.lists(st.one_of(st.integers(0, 9), st.none()), max_size=60))
def test_nothing_open_is_ever_confirmed_and_all_before_it_is(steps: list[int | None]) -> None:
    """A number is an update that ends; None is a question, answered with two more updates."""
    updates, came, ended = UnconfirmedUpdates(), 0, set[int]()
    for step in steps:
        if step is None:
            offset = updates.offset()
            assert all(number in ended for number in range(1, offset))
            assert offset not in ended
            updates.take(of_many(*range(max(offset, 1), came + 3)), now=0.0)
            came += 2
        elif 0 < step <= came:
            updates.done(step)
            ended.add(step)
    assert updates.are_open == (len(ended) < came)
