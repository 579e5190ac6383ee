"""Rooms that keep rows about chats hear of what happens to them, within its transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.chats.model import ChatKind, ChatState
from bot.chats.store import Chats
from bot.clock import MovableClock
from bot.store.database import Database

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Hears:
    """Notes what it hears, or fails at it."""

    def __init__(self, name: str, heard: list[str]) -> None:
        self._name = name
        self._heard = heard
        self.fails = False

    async def on_suspended(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        self._hear(connection, f"{chat_id} {state} at {now:%H}")

    async def on_resumed(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        self._hear(connection, f"{chat_id} is back at {now:%H}")

    async def on_moved(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        self._hear(connection, f"{old_id} is {new_id} at {now:%H}")

    async def readable(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> dict[str, list[Any]]:
        del connection
        return {self._name: [chat_id]}

    def _hear(self, connection: aiosqlite.Connection, what: str) -> None:
        assert connection.in_transaction
        self._heard.append(f"{self._name}: {what}")
        if self.fails:
            raise ZeroDivisionError


class Rooms:
    """Chats, and two rooms that listen."""

    def __init__(self, database: Database) -> None:
        self.heard: list[str] = []
        self.first, self.second = Hears("first", self.heard), Hears("second", self.heard)
        clock = MovableClock(frozen_at=NOW)
        self.chats = Chats(database, clock, (self.first, self.second))


@pytest.fixture
async def rooms(tmp_path: Path) -> AsyncIterator[Rooms]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    yield Rooms(database)
    await database.close()


async def test_each_hears_in_its_order_of_all_that_happens(rooms: Rooms) -> None:
    await rooms.chats.remember(-5, ChatKind.GROUP)
    assert rooms.heard == []
    await rooms.chats.suspend(-5, ChatState.LEFT)
    await rooms.chats.remember(-5, ChatKind.GROUP)
    await rooms.chats.move(-5, -1005)
    assert rooms.heard == [
        "first: -5 left at 12",
        "second: -5 left at 12",
        "first: -5 is back at 12",
        "second: -5 is back at 12",
        "first: -5 is -1005 at 12",
        "second: -5 is -1005 at 12",
    ]


async def test_a_message_of_a_chat_that_was_not_away_is_no_return(rooms: Rooms) -> None:
    for language in (None, "en", "pt"):
        await rooms.chats.remember(7, ChatKind.PRIVATE, language)
    await rooms.chats.returned(7)
    await rooms.chats.returned(99)
    assert rooms.heard == []


async def test_a_move_that_is_told_of_again_or_changes_nothing_is_not_passed_on(
    rooms: Rooms,
) -> None:
    await rooms.chats.remember(-5, ChatKind.GROUP)
    await rooms.chats.move(-5, -1005)
    heard = len(rooms.heard)
    await rooms.chats.move(-5, -1005)
    await rooms.chats.move(-1005, -1005)
    assert len(rooms.heard) == heard


async def test_what_one_of_them_cannot_do_does_not_happen_at_all(rooms: Rooms) -> None:
    await rooms.chats.remember(-5, ChatKind.GROUP)
    rooms.second.fails = True
    with pytest.raises(ZeroDivisionError):
        await rooms.chats.suspend(-5, ChatState.LEFT)
    with pytest.raises(ZeroDivisionError):
        await rooms.chats.move(-5, -1005)
    kept = await rooms.chats.get(-5)
    assert kept is not None
    assert kept.state is ChatState.ACTIVE
    assert await rooms.chats.get(-1005) is None


async def test_what_they_make_readable_is_shown_with_the_rest(rooms: Rooms) -> None:
    await rooms.chats.remember(7, ChatKind.PRIVATE)
    found = await rooms.chats.export(7)
    assert {"chats", "first", "second"} == found.keys()
