"""A frozen clock, a world with people and chats in it, and a way to ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clock import MovableClock
from standin.world import World
from tests.standin.asking import Asker, Town, build_town


@pytest.fixture(autouse=True)
def spans_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns without it, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(frozen_at=datetime(2026, 3, 10, 9, 0, tzinfo=UTC))


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock)


@pytest.fixture
def town(world: World) -> Town:
    return build_town(world)


@pytest.fixture
async def ask(world: World) -> AsyncIterator[Asker]:
    async with Asker(world) as asker:
        yield asker
