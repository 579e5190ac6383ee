from __future__ import annotations

from handlers.runtime.sliding_window import ShortestRecentSpan

SLOW, QUICK = 0.4, 0.15


def test_the_first_few_round_trips_prove_nothing() -> None:
    quickest = ShortestRecentSpan()
    for _ in range(19):
        quickest.note(SLOW)
        assert quickest.span == 0.0
    quickest.note(SLOW)
    assert quickest.span == SLOW


def test_the_quickest_is_known_as_soon_as_enough_are() -> None:
    quickest = ShortestRecentSpan()
    for span in (SLOW, QUICK, *[SLOW] * 18):
        quickest.note(span)
    assert quickest.span == QUICK


def test_an_old_record_is_forgotten() -> None:
    quickest = ShortestRecentSpan()
    for span in (QUICK, *[SLOW] * 99):
        quickest.note(span)
    assert quickest.span == SLOW


def test_while_a_new_count_begins_the_one_before_still_holds() -> None:
    quickest = ShortestRecentSpan()
    for _ in range(51):
        quickest.note(QUICK)
    assert quickest.span == QUICK
