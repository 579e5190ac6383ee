"""A real database in a temporary folder, and the services that know groups."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chats.store import Chats
from bot.clock import MovableClock
from bot.groups.managers import Managers
from bot.groups.presence import Presence
from bot.groups.store import Groups
from bot.store.database import Database
from bot.tips.chat_listener import CHAT_LISTENERS
from bot.tips.subscriptions import Subscriptions
from tests.conversation import TODAY


@dataclass
class Stores:
    """What remembers groups, on one database."""

    database: Database
    clock: MovableClock
    chats: Chats
    subscriptions: Subscriptions
    groups: Groups
    managers: Managers
    presence: Presence


@asynccontextmanager
async def opened_stores(path: Path) -> AsyncIterator[Stores]:
    """The services on a database, which is made where there is none."""
    database = await Database.open(path)
    clock = MovableClock(frozen_at=TODAY)
    chats = Chats(database, clock, CHAT_LISTENERS)
    subscriptions = Subscriptions(database, clock, chats)
    managers = Managers(database, clock, chats)
    yield Stores(
        database,
        clock,
        chats,
        subscriptions,
        Groups(database, clock, chats, subscriptions, "Europe/Lisbon"),
        managers,
        Presence(database, clock, chats, subscriptions, managers),
    )
    await database.close()


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    async with opened_stores(tmp_path / "bot.sqlite3") as opened:
        yield opened
