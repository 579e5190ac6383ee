"""What is known of chats, and that all of it can be shown, moved and deleted."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.chats.model import ChatKind, ChatState
from bot.delivery.outcome import Sent
from bot.tips.subscriptions import SubscriptionState
from tests.delivery.builders import MONDAYS_AT_TEN, TIPS, Engine

ROLES = "CREATE TABLE roles (chat_id INTEGER, person_id INTEGER) STRICT"
SAVED = "CREATE TABLE saved_items (chat_id INTEGER, item TEXT, PRIMARY KEY (chat_id, item)) STRICT"


async def changes(engine: Engine) -> int:
    async with engine.database.transaction() as connection:
        return connection.total_changes


async def test_a_chat_is_remembered_with_as_little_as_possible(engine: Engine) -> None:
    chat = await engine.chats.remember(7, ChatKind.PRIVATE, "pt")
    assert chat == await engine.chats.get(7)
    assert (chat.kind, chat.language, chat.zone) == (ChatKind.PRIVATE, "pt", None)
    assert chat.created_at == chat.seen_at == engine.clock.now()


async def test_a_chat_nobody_met_is_none(engine: Engine) -> None:
    assert await engine.chats.get(7) is None


async def test_a_message_that_changes_nothing_writes_nothing(engine: Engine) -> None:
    await engine.chats.remember(7, ChatKind.PRIVATE, "en")
    before = await changes(engine)
    for _ in range(50):
        await engine.chats.remember(7, ChatKind.PRIVATE, "en")
    assert await changes(engine) == before
    engine.clock.advance(timedelta(days=2))
    assert (await engine.chats.remember(7, ChatKind.PRIVATE)).seen_at == engine.clock.now()


async def test_a_language_that_was_chosen_outlasts_the_one_of_the_app(engine: Engine) -> None:
    await engine.chats.remember(7, ChatKind.PRIVATE, "en")
    async with engine.database.transaction() as connection:
        await engine.chats.set_language_within(connection, 7, "pt")
        await engine.chats.set_zone_within(connection, 7, "Europe/Lisbon")
    engine.clock.advance(timedelta(days=2))
    chat = await engine.chats.remember(7, ChatKind.PRIVATE, "en")
    assert (chat.language, chat.zone) == ("pt", "Europe/Lisbon")


async def test_a_suspended_chat_keeps_its_settings_and_resumes(engine: Engine) -> None:
    before = await engine.subscribed()
    await engine.chats.suspend(7, ChatState.BLOCKED)
    kept = await engine.subscriptions.get(7)
    assert kept is not None
    assert kept.state is SubscriptionState.SUSPENDED
    await engine.chats.remember(7, ChatKind.PRIVATE)
    assert await engine.subscriptions.get(7) == before


async def test_who_had_unsubscribed_is_not_subscribed_by_coming_back(engine: Engine) -> None:
    await engine.subscribed()
    await engine.subscriptions.unsubscribe(7)
    await engine.chats.suspend(7, ChatState.BLOCKED)
    await engine.chats.remember(7, ChatKind.PRIVATE)
    kept = await engine.subscriptions.get(7)
    assert kept is not None
    assert kept.state is SubscriptionState.STOPPED


async def full(engine: Engine, chat_id: int) -> None:
    """A chat with a row in every table, one of them of another room."""
    await engine.subscribed(chat_id)
    await engine.tick_when_due()
    async with engine.database.transaction() as connection:
        await connection.execute(SAVED)
        await connection.execute("INSERT INTO saved_items VALUES (?, 'faq/cure')", (chat_id,))


async def test_an_export_shows_every_table_and_is_plain_json(engine: Engine) -> None:
    await full(engine, 7)
    found = await engine.chats.export(7)
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"chats", "subscriptions", "deliveries", "tip_history", "saved_items"}
    assert found["deliveries"][0]["payload"] == found["tip_history"][0] == "tip/one"
    assert found["subscriptions"][0]["created_at"] == "2026-11-23T12:00:00+00:00"


async def test_an_export_of_a_stranger_is_empty(engine: Engine) -> None:
    assert await engine.chats.export(99) == {}


async def test_forgetting_leaves_no_row_and_spares_the_others(engine: Engine) -> None:
    await full(engine, 7)
    await engine.subscribed(8)
    await engine.subscribed(-1001, MONDAYS_AT_TEN, enabled_by=7)
    await engine.chats.forget(7)
    assert await engine.chats.export(7) == {}
    assert await engine.rows("SELECT * FROM deliveries") == []
    assert await engine.subscriptions.get(8) is not None
    group = await engine.subscriptions.get(-1001)
    assert group is not None
    assert group.enabled_by is None


async def test_a_person_is_forgotten_where_other_rooms_name_them_too(engine: Engine) -> None:
    await engine.subscribed(7)
    await engine.subscribed(-1001)
    async with engine.database.transaction() as connection:
        await connection.execute(ROLES)
        await connection.execute("INSERT INTO roles VALUES (-1001, 7), (-1001, 8)")
    assert (await engine.chats.export(7))["roles"] == [{"chat_id": -1001, "person_id": 7}]
    await engine.chats.forget(7)
    assert await engine.rows("SELECT person_id FROM roles") == [(8,)]


async def test_a_chat_forgotten_while_its_tip_is_on_the_way_stays_forgotten(engine: Engine) -> None:
    await engine.subscribed()

    async def forgets(tip: object, depart: Callable[[], Awaitable[None]]) -> object:
        await depart()
        await engine.chats.forget(7)
        return Sent(1)

    engine.messenger.send_tip = forgets  # type: ignore[method-assign, assignment]
    await engine.tick_when_due()
    assert await engine.chats.get(7) is None
    assert await engine.rows("SELECT * FROM deliveries") == []


async def test_a_group_that_was_left_is_forgotten_after_a_while(engine: Engine) -> None:
    await engine.subscribed(-1001)
    await engine.subscribed(7)
    await engine.chats.suspend(-1001, ChatState.LEFT)
    await engine.chats.suspend(7, ChatState.BLOCKED)
    engine.clock.advance(timedelta(days=31))
    assert await engine.chats.forget_departed(engine.clock.now() - timedelta(days=30)) == 1
    assert await engine.chats.get(-1001) is None
    assert await engine.chats.get(7) is not None


async def test_a_kind_is_guessed_by_the_number() -> None:
    assert ChatKind.guessed(7) is ChatKind.PRIVATE
    assert ChatKind.guessed(-5) is ChatKind.GROUP
    assert ChatKind.guessed(-1001234) is ChatKind.SUPERGROUP


async def test_all_tips_seen_begin_again(engine: Engine) -> None:
    await engine.chats.remember(7, ChatKind.PRIVATE)
    taken = [await engine.history.take_tip(7, TIPS) for _ in range(4)]
    assert taken == [*TIPS, TIPS[0]]
