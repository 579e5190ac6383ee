"""Meaning to callback data and back; and nothing else is understood."""

from __future__ import annotations

import contextlib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import actions
from bot.replies.actions import (
    CALLBACK_LIMIT,
    Action,
    StaleAction,
    decode,
    encode,
    for_item,
    from_payload,
    payload_of,
)

KINDS = list(actions._ACTIONS.values())  # noqa: SLF001 -- every kind, also those to come
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)

NUMBERS = st.integers(-(1 << 52), 1 << 52).map(actions.written)
NAMED = {"opener": NUMBERS, "group": NUMBERS, "thread": NUMBERS, "field": st.sampled_from("tdhz")}


@st.composite
def anything_meant(draw: st.DrawFn) -> Action:
    kind = draw(st.sampled_from(KINDS))
    values = {
        field.name: draw(
            NAMED.get(field.name, st.integers(0, 999) if isinstance(field.default, int) else SLUGS)
        )
        for field in fields(kind)
    }
    return kind(**values)


@given(anything_meant())
def test_a_meaning_survives_being_written_on_a_button(action: Action) -> None:
    data = encode(action)
    assert len(data.encode()) < CALLBACK_LIMIT
    assert decode(data) == action


@given(st.text(max_size=80))
def test_any_text_is_understood_or_called_stale(data: str) -> None:
    with contextlib.suppress(StaleAction):
        assert isinstance(decode(data), Action)


@given(st.text(max_size=80))
def test_any_payload_is_understood_or_called_stale(payload: str) -> None:
    with contextlib.suppress(StaleAction):
        assert isinstance(from_payload(payload), Action)


def test_the_longest_zone_of_all_fits_on_a_button() -> None:
    zone = "America/Argentina/ComodRivadavia"
    assert decode(encode(actions.SetSchedule(6, 23, zone))) == actions.SetSchedule(6, 23, zone)


def test_what_telegram_would_refuse_is_never_written() -> None:
    with pytest.raises(ValueError, match="bytes"):
        encode(actions.ShowFaq("x" * 64))
    with pytest.raises(ValueError, match="plain"):
        encode(actions.ShowFaq("a:b"))


@pytest.mark.parametrize("item", ["faq/cure", "section/key-information", "term/car-t"])
def test_an_items_deep_link_leads_to_its_screen(item: str) -> None:
    assert from_payload(payload_of(item)) == for_item(item)


def test_the_first_codes_never_change_for_old_messages_bear_them() -> None:
    assert decode("faq:cure") == actions.ShowFaq("cure")
    assert decode("section:treatment:1") == actions.ShowSection("treatment", 1)
    assert decode("set:0:10:Europe/Lisbon") == actions.SetSchedule(0, 10, "Europe/Lisbon")
    assert decode("stop") == actions.Unsubscribe()
