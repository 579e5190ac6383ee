"""The panel is drawn from settings alone; whatever they are, Telegram takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.actions.chat_ids import base36, from_base36
from bot.actions.group_settings import SetInGroup
from bot.actions.registry import StaleAction, decode, encode
from bot.chats.model import ChatKind
from bot.content.edition import Edition
from bot.content.live import LiveEditions
from bot.groups.field_types import Field
from bot.groups.fields import BY_NAME, FIELDS, ForumTopic, GroupSettings
from bot.replies.group_settings import ALERT_LIMIT, Panel, changed_in_words, draw
from bot.replies.reply import Reply
from tests.conversation import CONTENT

# The longest that Telegram deals out: people's ids have up to 52 bits.
PERSON, GROUP = (1 << 52) - 1, -1009999999999
LONGEST_ZONE = "America/Argentina/ComodRivadavia"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return LiveEditions(CONTENT, "en").current.of("en")


def panel(**changes: object) -> Panel:
    settings = GroupSettings(GROUP, ChatKind.SUPERGROUP, zone="Europe/Lisbon", tips=True)
    settings = replace(settings, **{"refused": "no-rights", **changes})  # type: ignore[arg-type]
    return Panel(settings, "Support", PERSON, ForumTopic(), languages=("en",))


def data_of(reply: Reply) -> list[str]:
    return [encode(button.action) for row in reply.rows for button in row if button.action]


@pytest.mark.parametrize("number", [0, 1, -1, 35, 36, PERSON, -PERSON, GROUP])
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert from_base36(base36(number)) == number


@pytest.mark.parametrize("text", ["", "-", "A", "x_", "00", "+1", "zzzzzzzzzzzzzzz", "١"])
def test_what_nobody_wrote_is_no_number(text: str) -> None:
    with pytest.raises(StaleAction):
        from_base36(text)


def test_the_longest_numbers_and_zone_fit_into_callback_data() -> None:
    zone = BY_NAME["zone"].code
    data = encode(SetInGroup(base36(PERSON), base36(-PERSON), zone, LONGEST_ZONE))
    assert len(data) <= 63
    assert decode(data) == SetInGroup(base36(PERSON), base36(-PERSON), zone, LONGEST_ZONE)


@pytest.mark.parametrize("kind", [ChatKind.GROUP, ChatKind.SUPERGROUP, ChatKind.CHANNEL])
@pytest.mark.parametrize("tips", [True, False])
def test_every_page_that_a_page_leads_to_can_be_drawn(
    edition: Edition, kind: ChatKind, tips: bool
) -> None:
    shown = panel(kind=kind, tips=tips)
    seen: set[str] = set()
    waiting = [""]
    while waiting:
        page = waiting.pop()
        if page not in seen:
            seen.add(page)
            actions = [decode(data) for data in data_of(draw(edition, shown, page))]
            waiting += [action.page for action in actions if hasattr(action, "page")]
    assert len(seen) > 1


@pytest.mark.parametrize("page", ["nowhere", "f", "ft", "fzz", "f%"])
def test_a_page_that_does_not_exist_is_stale(edition: Edition, page: str) -> None:
    with pytest.raises(StaleAction):
        draw(edition, panel(), page)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("forum", [True, False])
def test_every_change_can_be_said_in_words(
    edition: Edition, field: Field[Any], forum: bool
) -> None:
    words = changed_in_words(edition.l10n, panel().settings, field, forum=forum)
    assert 0 < len(words) <= ALERT_LIMIT


@pytest.mark.parametrize("reason", ["no-rights", "topic-closed", "topic-gone"])
def test_tips_that_wait_say_why(edition: Edition, reason: str) -> None:
    assert "Tips are waiting" in draw(edition, panel(refused=reason)).text.text
