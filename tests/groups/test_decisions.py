"""Who may, what is repeated, what can be set: decided without Telegram."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.chats.model import ChatKind
from bot.groups.fields import FIELDS, Choice, Page, Toggle, fields_of, value_of
from bot.groups.model import GroupSettings
from bot.groups.permissions import (
    NOBODY,
    Member,
    Speaker,
    has_right,
    is_admin,
    may_manage,
    speaker_of,
)
from bot.groups.throttle import MOST_PER_GROUP, MOST_PER_PERSON, Throttle, Verdict

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
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW) is Verdict.ANSWER
    throttle.answered(GROUP, "faq:cure", 77, NOW)
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + MINUTE) is Verdict.POINT_BACK
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + MINUTE) is Verdict.STAY_SILENT
    assert throttle.judge(GROUP, "faq:cure", 2, WINDOW, NOW + MINUTE) is Verdict.POINT_BACK
    assert throttle.judge(GROUP, "faq:cure", 1, WINDOW, NOW + WINDOW) is Verdict.ANSWER
    assert throttle.judge(CHANNEL, "faq:cure", 1, WINDOW, NOW + MINUTE) is Verdict.ANSWER


def test_a_clock_turned_back_does_not_silence_the_group() -> None:
    throttle = Throttle()
    for _ in range(MOST_PER_PERSON):
        throttle.judge(GROUP, "faq", 1, WINDOW, NOW)
    throttle.answered(GROUP, "faq", 77, NOW)
    assert throttle.judge(GROUP, "faq", 1, WINDOW, NOW - timedelta(days=1)) is Verdict.ANSWER


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
    return GroupSettings(GROUP, kind, "Europe/Lisbon", tips=tips)


def test_a_channel_is_offered_only_what_has_an_effect_there() -> None:
    assert fields_of(Page.ANSWERS, settings(ChatKind.CHANNEL)) == []
    assert [field.name for field in fields_of(Page.TIPS, settings(ChatKind.CHANNEL))] == [
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
    assert [field.name for field in fields_of(Page.TIPS, settings(tips=False))] == ["tips"]


def test_every_field_has_its_own_code_and_a_value_among_its_own() -> None:
    assert len({field.code for field in FIELDS}) == len(FIELDS)
    for field in FIELDS:
        present = value_of(field, settings())
        if isinstance(field, Toggle) or (isinstance(field, Choice) and field.values):
            assert present in field.values
