"""Version 3 kept deliveries by subscription: each is found again by chat, kind and slot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.versions import migrations
from tests.delivery.builders import engine_on

STEPS = migrations()
BEFORE = STEPS[:3]
NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
SLOT, WEEK = int(NOW.timestamp()), 604_800
CHATS = (9_000_000_001, 7, -1_001_000_000_001)  # in another order than their subscriptions
OLD_ROWS = f"""
INSERT INTO chats (chat_id, kind, language, state_at, created_at, seen_at) VALUES
    ({CHATS[0]}, 'private', 'en', 1, 1, 1), ({CHATS[1]}, 'private', 'en', 1, 1, 1),
    ({CHATS[2]}, 'supergroup', 'en', 1, 1, 1);
INSERT INTO subscriptions (id, chat_id, state, audience, weekday, minute_of_day, zone, next_due_at,
    thread_id, enabled_by, paused_until, last_message_id, created_at)
VALUES
    (1, {CHATS[0]}, 'active', 'both', 0, 600, 'Europe/Lisbon', {SLOT + WEEK}, NULL, NULL, 5, 41, 1),
    (2, {CHATS[1]}, 'active', 'both', 0, 600, 'UTC', {SLOT + WEEK}, NULL, NULL, NULL, NULL, 1),
    (3, {CHATS[2]}, 'paused', 'carer', 4, 1, 'UTC', NULL, 5, 7, NULL, NULL, 1);
INSERT INTO tips (tip_id) VALUES ('tip/one'), ('tip/two'), ('tip/gone');
INSERT INTO tip_history (chat_id, seen, latest) VALUES ({CHATS[0]}, x'02', 1);
INSERT INTO tallies (day, state, count) VALUES (20000, 'sent', 12);
INSERT INTO deliveries (subscription_id, slot_at, state, ready_at, attempts, tip, reason) VALUES
    (1, {SLOT}, 'queued', {SLOT + 30}, 2, 2, NULL),
    (1, {SLOT - WEEK}, 'sent', {SLOT - WEEK}, 1, 1, NULL),
    (2, {SLOT}, 'sending', {SLOT}, 1, 1, NULL),
    (2, {SLOT - WEEK}, 'dropped', {SLOT - WEEK}, 0, NULL, 'late'),
    (2, {SLOT - 2 * WEEK}, 'unknown', {SLOT - 2 * WEEK}, 1, 3, 'no answer'),
    (3, {SLOT}, 'failed', {SLOT}, 1, 1, 'topic-closed'),
    (3, {SLOT - WEEK}, 'queued', {SLOT - WEEK}, 0, NULL, NULL);
"""
DELIVERIES = """
SELECT chat_id, kind, slot_at, state, ready_at, attempts, payload, reason FROM deliveries
ORDER BY chat_id, slot_at
"""
FIRST, SECOND, GROUP = CHATS
WEEK_AGO, TWO_AGO = SLOT - WEEK, SLOT - 2 * WEEK
EXPECTED = [
    (GROUP, "tip", WEEK_AGO, "queued", WEEK_AGO, 0, None, None),
    (GROUP, "tip", SLOT, "failed", SLOT, 1, "tip/one", "topic-closed"),
    (SECOND, "tip", TWO_AGO, "unknown", TWO_AGO, 1, "tip/gone", "no answer"),
    (SECOND, "tip", WEEK_AGO, "dropped", WEEK_AGO, 0, None, "late"),
    (SECOND, "tip", SLOT, "sending", SLOT, 1, "tip/one", None),
    (FIRST, "tip", WEEK_AGO, "sent", WEEK_AGO, 1, "tip/one", None),
    (FIRST, "tip", SLOT, "queued", SLOT + 30, 2, "tip/two", None),
]
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database of version 3 with rows in every state."""
    path = tmp_path / "bot.sqlite3"
    await (await Database.open(path, steps=BEFORE)).close()
    with opened(path) as connection:
        connection.executescript(OLD_ROWS)
        (states,) = connection.execute("SELECT count(DISTINCT state) FROM deliveries").fetchone()
    assert states == 6
    return path


async def brought_up_to_date(path: Path) -> list[tuple[object, ...]]:
    """The deliveries as the present version has them."""
    await (await Database.open(path)).close()
    with opened(path) as connection:
        return connection.execute(DELIVERIES).fetchall()


async def test_every_row_is_found_again_as_it_was(path: Path) -> None:
    assert await brought_up_to_date(path) == EXPECTED
    with opened(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_what_nobody_reads_or_sets_is_gone_and_the_rest_of_a_subscription_stays(
    path: Path,
) -> None:
    before = subscriptions(path)
    await (await Database.open(path)).close()
    with opened(path) as connection:
        assert ("tallies",) not in connection.execute(TABLES).fetchall()
    assert {column for row in before for column in row} - {
        column for row in subscriptions(path) for column in row
    } == {"paused_until"}
    kept = [{k: v for k, v in row.items() if k != "paused_until"} for row in before]
    assert subscriptions(path) == kept


def subscriptions(path: Path) -> list[dict[str, object]]:
    with opened(path) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM subscriptions ORDER BY id").fetchall()
    return [dict(row) for row in rows]


async def test_the_bot_goes_on_where_the_old_version_ended(path: Path) -> None:
    async with engine_on(path, at=NOW) as engine:
        assert await engine.courier.recover() == 1
        engine.clock.advance(timedelta(minutes=1))
        await engine.courier.tick()
        # the tip that was chosen at an earlier try, not the next one
        assert [(d.chat_id, d.tip_id) for d in engine.messenger.tried] == [(CHATS[0], "tip/two")]
        assert await engine.counts() == {"sent": 2, "unknown": 2, "failed": 1, "dropped": 2}
        engine.clock.move_to(NOW + timedelta(weeks=1))
        await engine.courier.tick()
        assert {(d.chat_id, d.tip_id) for d in engine.messenger.sent[1:]} == {
            (CHATS[0], "tip/three"),
            (CHATS[1], "tip/one"),
        }


async def test_a_crash_in_the_midst_of_it_leaves_version_three_whole(path: Path) -> None:
    broken = replace(STEPS[3], script=f"{STEPS[3].script}; SELECT no_such();")
    with opened(path) as connection:
        before = list(connection.iterdump())
    with pytest.raises(sqlite3.OperationalError, match="no_such"):
        await Database.open(path, steps=(*BEFORE, broken))
    with opened(path) as connection:
        assert list(connection.iterdump()) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert await brought_up_to_date(path) == EXPECTED
