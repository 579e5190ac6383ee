"""Who may, what is repeated, what can be set: decided without Telegram."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chats.model import ChatKind
from bot.groups.field_types import Field, NoSuchValue, Options, PanelPage
from bot.groups.fields import FIELDS, GroupSettings, fields_of, value_of
from bot.groups.permissions import (
    NOBODY,
    Member,
    Speaker,
    has_right,
    is_admin,
    may_manage,
    speaker_of,
)
from bot.groups.throttle import MOST_PER_GROUP, MOST_PER_PERSON, Throttle, ThrottleResult

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GROUP, CHANNEL = -1001000000001, -1001000000002
WINDOW = 10 * MINUTE


@pytest.mark.parametrize(
    ("member", "managing"),
    [
        (Member("creator"), True),
        (Member("administrator", frozenset({"can_change_info"})), True),
        (Member("administrator", frozenset({"can_delete_messages"})), False),
        (Member("administrator"), False),
        # A group may let every member change its info: that makes nobody an admin.
        (Member("member", frozenset({"can_change_info"})), False),
        (Member("restricted", frozenset({"can_change_info"})), False),
        (Member("kicked"), False),
        (NOBODY, False),
    ],
)
def test_only_creator_and_admins_with_the_right_may_manage(member: Member, managing: bool) -> None:
    assert may_manage(member) is managing


def test_an_admin_without_rights_is_an_admin_all_the_same() -> None:
    assert is_admin(Member("administrator"))
    assert not has_right(Member("administrator"), "can_pin_messages")
    assert has_right(Member("creator"), "can_pin_messages")


@pytest.mark.parametrize(
    ("sender_chat", "automatic", "speaker"),
    [
        (None, False, Speaker.PERSON),
        (GROUP, False, Speaker.ANONYMOUS_ADMIN),
        (CHANNEL, False, Speaker.CHANNEL),
        (CHANNEL, True, Speaker.LINKED_CHANNEL),
    ],
)
def test_as_whom_somebody_speaks_is_told_by_the_chat_they_speak_for(
    sender_chat: int | None, automatic: bool, speaker: Speaker
) -> None:
    assert speaker_of(GROUP, sender_chat, automatic_forward=automatic) is speaker


def test_a_repeat_is_pointed_back_once_for_each_person_until_the_window_ends() -> None:
    throttle = Throttle()
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW) is ThrottleResult.ANSWER
    throttle.answered(GROUP, "faq:cure", 77, NOW)
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + MINUTE) is ThrottleResult.POINT_BACK
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + MINUTE) is ThrottleResult.STAY_SILENT
    assert throttle.judge(GROUP, "faq:cure", 2, WINDOW, NOW + MINUTE) is ThrottleResult.POINT_BACK
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + WINDOW) is ThrottleResult.ANSWER
    assert throttle.judge(CHANNEL, "faq:cure", 1, WINDOW, NOW + MINUTE) is ThrottleResult.ANSWER


def test_a_clock_turned_back_does_not_silence_the_group() -> None:
    throttle = Throttle()
    for _ in range(MOST_PER_PERSON):
        throttle.judge(GROUP, "faq", 1, WINDOW, NOW)
    throttle.answered(GROUP, "faq", 77, NOW)
    assert throttle.judge(GROUP, "faq", 1, WINDOW, NOW - timedelta(days=1)) is ThrottleResult.ANSWER


def test_a_flood_is_let_go_by_and_ends_with_the_minute() -> None:
    throttle = Throttle()
    allowed = [throttle.allow(GROUP, 1, NOW) for _ in range(50)]
    assert sum(allowed) == MOST_PER_PERSON
    others = [throttle.allow(GROUP, person, NOW) for person in range(2, 50)]
    assert sum(others) == MOST_PER_GROUP - MOST_PER_PERSON
    assert throttle.allow(GROUP, 1, NOW + MINUTE)


def test_what_is_remembered_has_a_bound() -> None:
    throttle = Throttle()
    for number in range(10_500):
        throttle.answered(-number, "faq", 1, NOW)
    assert throttle.earlier(-1, "faq", WINDOW, NOW) is None
    assert throttle.earlier(-10_400, "faq", WINDOW, NOW) is not None


def settings(kind: ChatKind = ChatKind.SUPERGROUP, *, tips: bool = True) -> GroupSettings:
    return GroupSettings(GROUP, kind, zone="Europe/Lisbon", tips=tips)


def test_a_channel_is_offered_only_what_has_an_effect_there() -> None:
    assert fields_of(PanelPage.ANSWERS, settings(ChatKind.CHANNEL)) == []
    assert [field.name for field in fields_of(PanelPage.TIPS, settings(ChatKind.CHANNEL))] == [
        "tips",
        "weekday",
        "hour",
        "zone",
        "quiet",
        "audience",
        "delete_previous",
        "pin",
    ]


def test_without_tips_nothing_about_them_is_asked() -> None:
    assert [field.name for field in fields_of(PanelPage.TIPS, settings(tips=False))] == ["tips"]


def test_every_field_has_its_own_code() -> None:
    assert len({field.code for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_a_group_has_at_first_is_written_and_read_as_it_was(field: Field[Any]) -> None:
    present = value_of(field, settings())
    assert present is None or field.read(field.write(present)) == present


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_whatever_is_offered_is_read_as_it_was_written(field: Field[Any]) -> None:
    offered = [True, False]
    if isinstance(field, Options):
        offered = list(field.offers(value_of(field, settings()), ("en", "pt")))
    assert len(offered) > 1
    assert [field.read(field.write(value)) for value in offered] == offered


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_nobody_offered_is_refused(field: Field[Any]) -> None:
    if field.name == "language":  # of which the content alone knows
        assert not field.available("xx", {"en"})
        assert field.available("en", {"en"})
        return
    for text in ("", "nothing", "99", "1 ", "１", "None"):
        with pytest.raises(NoSuchValue):
            field.read(text)
