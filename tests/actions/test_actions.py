"""Meaning to callback data and back; and nothing else is understood."""

from __future__ import annotations

import contextlib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.chat_ids import base36
from bot.actions.deep_links import for_item, from_payload, payload_of
from bot.actions.pages import ShowFaq, ShowSection
from bot.actions.registry import (
    ACTIONS,
    CALLBACK_LIMIT,
    Action,
    StaleAction,
    decode,
    encode,
    read_press,
)
from bot.actions.subscription import SetSchedule, Unsubscribe

KINDS = list(ACTIONS.values())
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)

NUMBERS = st.integers(-(1 << 52), 1 << 52).map(base36)
NAMED = {
    "opener": NUMBERS,
    "group": NUMBERS,
    "thread": NUMBERS,
    "field": st.sampled_from("tdhz"),
    "language": st.sampled_from(["", "es", "pt-br", "zh-hant"]),
}


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


# Like callback data, and wrong somewhere: a real code, then values that may be too many or odd.
ALMOST = st.tuples(
    st.sampled_from(["", "+"]),
    st.sampled_from(sorted(ACTIONS)),
    st.lists(st.one_of(st.text(max_size=9), st.sampled_from(["0", "-1", "!", "Mars/O", "zz"]))),
).map(lambda parts: ":".join([parts[0] + parts[1], *parts[2]]))


@given(st.one_of(st.text(max_size=80), ALMOST))
def test_any_text_is_understood_or_called_stale(data: str) -> None:
    pressed = read_press(data)
    if pressed.action is None:
        with pytest.raises(StaleAction):
            pressed.meant()
    elif len(data) < CALLBACK_LIMIT:
        assert type(pressed.action) is pressed.kind
        assert read_press(encode(pressed.action, as_new=pressed.as_new)) == pressed


@given(st.text(max_size=80))
def test_any_payload_is_understood_or_called_stale(payload: str) -> None:
    with contextlib.suppress(StaleAction):
        assert isinstance(from_payload(payload), Action)


def test_the_longest_zone_of_all_fits_on_a_button() -> None:
    zone = "America/Argentina/ComodRivadavia"
    assert decode(encode(SetSchedule(6, 23, zone))) == SetSchedule(6, 23, zone)


def test_what_telegram_would_refuse_is_never_written() -> None:
    with pytest.raises(ValueError, match="bytes"):
        encode(ShowFaq("x" * 64))
    with pytest.raises(ValueError, match="plain"):
        encode(ShowFaq("a:b"))


@pytest.mark.parametrize("item", ["faq/cure", "section/key-information", "term/car-t"])
def test_an_items_deep_link_leads_to_its_screen(item: str) -> None:
    assert from_payload(payload_of(item)) == for_item(item)


def test_the_first_codes_never_change_for_old_messages_bear_them() -> None:
    assert decode("faq:cure") == ShowFaq("cure")
    assert decode("section:treatment:1") == ShowSection("treatment", 1)
    assert decode("set:0:10:Europe/Lisbon") == SetSchedule(0, 10, "Europe/Lisbon")
    assert decode("stop") == Unsubscribe()


@pytest.mark.parametrize(
    "data", ["faq:cure\n", "day:1\n", "zone:0:\u0663", "set:0:10:Europe/\u00d6"]
)
def test_a_value_that_no_button_of_ours_can_hold_is_stale(data: str) -> None:
    assert read_press(data).action is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if fields(kind)])
def test_what_is_too_long_to_be_written_again_is_stale(kind: type[Action]) -> None:
    data = f"{kind.code}:" + "a" * (CALLBACK_LIMIT - len(kind.code) - 1)
    assert len(data) == CALLBACK_LIMIT
    assert read_press(data).action is None


@pytest.mark.parametrize("kind", ["faq", "tip", "term", "section", "resource"])
def test_a_payload_whose_action_no_button_can_hold_is_stale(kind: str) -> None:
    with pytest.raises(StaleAction):
        from_payload(f"{kind}-{'a' * (CALLBACK_LIMIT - len(kind) - 1)}")


def test_a_payload_with_a_line_break_behind_it_names_nothing() -> None:
    with pytest.raises(StaleAction):
        from_payload("faq-cure\n")
