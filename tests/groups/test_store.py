"""What groups have settled is kept, follows them, and no change is lost to another."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chats.model import ChatKind, ChatState
from bot.groups.field_types import NoSuchValue
from bot.groups.fields import BY_NAME, CommandAccess, ForumTopic
from bot.store.database import Database
from bot.store.versions import migrations
from bot.tips.schedule_choices import HOURS
from tests.groups.conftest import Stores, opened_stores

GROUP, MOVED = -5000001, -1001000000001
ADMIN, OTHER = 1000001, 1000002


async def put(stores: Stores, name: str, value: str, chat_id: int = GROUP) -> None:
    await stores.groups.change(chat_id, BY_NAME[name], value, ForumTopic(), ADMIN)


async def test_a_group_that_nobody_set_up_has_the_usual_settings_and_no_row(
    stores: Stores,
) -> None:
    settings = await stores.groups.settings(GROUP)
    assert not settings.tips
    assert settings.zone == "Europe/Lisbon"
    assert await stores.chats.get(GROUP) is None


async def test_changes_at_the_same_time_lose_none_of_each_other(stores: Stores) -> None:
    await put(stores, "tips", "1")
    changes = []
    for number in range(50):
        changes += [
            put(stores, "weekday", str(number % 7)),
            put(stores, "hour", str(HOURS[number % len(HOURS)])),
            put(stores, "pin", str(number % 2)),
            put(stores, "delete_previous", str(number % 2)),
        ]
    await asyncio.gather(*changes)
    settings = await stores.groups.settings(GROUP)
    assert (settings.weekday, settings.hour) == (49 % 7, HOURS[49 % len(HOURS)])
    assert settings.pin
    assert settings.delete_previous


@pytest.mark.parametrize(
    ("name", "value"),
    [("hour", "3"), ("zone", "Mars/Base"), ("answers", "loud"), ("tips", "yes"), ("welcome", "2")],
)
async def test_a_value_that_a_field_does_not_have_is_refused(
    stores: Stores, name: str, value: str
) -> None:
    await put(stores, "tips", "1")
    before = await stores.groups.settings(GROUP)
    with pytest.raises(NoSuchValue):
        await put(stores, name, value)
    assert await stores.groups.settings(GROUP) == before


async def test_what_is_offered_no_more_is_as_if_it_had_never_been_chosen(stores: Stores) -> None:
    await put(stores, "repeat_minutes", "60")
    await put(stores, "welcome", "1")
    async with stores.database.transaction() as connection:
        await connection.execute("UPDATE group_settings SET repeat_minutes = 7")
    settings = await stores.groups.settings(GROUP)
    assert (settings.repeat_minutes, settings.welcome) == (10, True)


async def test_a_refused_change_writes_nothing_at_all(stores: Stores) -> None:
    with pytest.raises(NoSuchValue):
        await put(stores, "weekday", "3")
    assert await stores.chats.get(GROUP) is None


async def test_of_a_look_and_a_change_it_can_be_told_which_was_later(stores: Stores) -> None:
    before = await stores.groups.settings(GROUP)
    changed = await stores.groups.change(GROUP, BY_NAME["tips"], "1", None, ADMIN)
    after = await stores.groups.settings(GROUP)
    assert before.revision < changed.revision <= after.revision
    assert changed == after


async def test_what_a_group_had_set_before_is_still_set_under_the_tables_new_names(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.sqlite3"
    old = await Database.open(path, steps=migrations()[:3])
    async with old.transaction() as connection:
        await connection.execute(
            "INSERT INTO chats (chat_id, kind, state_at, created_at, seen_at)"
            " VALUES (?, 'group', 0, 0, 0)",
            (GROUP,),
        )
        await connection.execute(
            "INSERT INTO group_manners (chat_id, commands, welcome) VALUES (?, 'admins', 1)",
            (GROUP,),
        )
        await connection.execute("INSERT INTO group_silences VALUES (?, 0)", (GROUP,))
    await old.close()
    async with opened_stores(path) as stores:
        settings = await stores.groups.settings(GROUP)
        assert (settings.commands, settings.welcome) == (CommandAccess.ADMINS, True)
        await stores.managers.remember(GROUP, ChatKind.GROUP, ADMIN)
        assert await stores.presence.posting_refused(GROUP) is None  # they have been told


async def test_a_day_for_tips_that_were_never_on_is_refused(stores: Stores) -> None:
    with pytest.raises(NoSuchValue):
        await put(stores, "weekday", "3")


async def test_everything_follows_a_group_that_moves(stores: Stores) -> None:
    await put(stores, "tips", "1")
    await put(stores, "welcome", "1")
    await stores.groups.opened(GROUP, ChatKind.GROUP, ADMIN, ForumTopic(7, "Announcements"))
    before = await stores.groups.settings(GROUP)
    await stores.chats.move(GROUP, MOVED)
    after = await stores.groups.settings(MOVED)
    assert (after.tips, after.welcome, after.next_due_at) == (True, True, before.next_due_at)
    assert after.topics == (ForumTopic(7, "Announcements"),)
    assert await stores.managers.groups_of(ADMIN) == [MOVED]
    assert await stores.groups.current_id(GROUP) == MOVED
    assert await stores.groups.current_id(MOVED) == MOVED


async def test_of_two_rows_the_supergroups_own_settings_count(stores: Stores) -> None:
    await put(stores, "repeat_minutes", "60")
    await put(stores, "repeat_minutes", "5", MOVED)
    await stores.chats.move(GROUP, MOVED)
    assert (await stores.groups.settings(MOVED)).repeat_minutes == 5


async def test_only_topics_that_are_known_are_renamed(stores: Stores) -> None:
    await put(stores, "tips", "1")
    await stores.groups.opened(GROUP, ChatKind.SUPERGROUP, ADMIN, ForumTopic(7, "Old"))
    await stores.groups.topic_renamed(GROUP, 7, "New")
    await stores.groups.topic_renamed(GROUP, 8, "Unknown")
    assert (await stores.groups.settings(GROUP)).topics == (ForumTopic(7, "New"),)


async def test_managers_are_offered_the_latest_first_and_let_go_of_in_time(stores: Stores) -> None:
    await stores.managers.remember(GROUP, ChatKind.GROUP, ADMIN)
    stores.clock.advance(timedelta(days=10))
    await stores.managers.remember(MOVED, ChatKind.SUPERGROUP, ADMIN)
    await stores.managers.remember(MOVED, ChatKind.SUPERGROUP, OTHER)
    assert await stores.managers.groups_of(ADMIN) == [MOVED, GROUP]
    await stores.managers.prune(stores.clock.now() - timedelta(days=5))
    assert await stores.managers.groups_of(ADMIN) == [MOVED]


async def test_whoever_enabled_the_tips_is_told_before_whoever_else_manages(
    stores: Stores,
) -> None:
    await stores.managers.remember(GROUP, ChatKind.GROUP, OTHER)
    await put(stores, "tips", "1")
    assert await stores.presence.posting_refused(GROUP) == ADMIN
    assert await stores.presence.posting_refused(GROUP) is None
    await stores.presence.posting_allowed(GROUP)
    assert await stores.presence.posting_refused(GROUP) == ADMIN


async def test_a_group_nobody_set_up_has_nobody_to_tell(stores: Stores) -> None:
    assert await stores.presence.posting_refused(GROUP) is None


async def test_a_removal_that_was_not_told_is_noticed_on_the_return(stores: Stores) -> None:
    await put(stores, "tips", "1")
    await stores.chats.suspend(GROUP, ChatState.LEFT)
    assert await stores.presence.came_back(GROUP, ChatKind.GROUP, "en")
    assert not (await stores.groups.settings(GROUP)).tips
    await stores.presence.restore(GROUP, OTHER)
    assert (await stores.groups.settings(GROUP)).tips
    found = await stores.subscriptions.get(GROUP)
    assert found is not None
    assert found.enabled_by == OTHER
