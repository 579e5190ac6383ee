"""What is delivered has a kind, and the delivery knows none of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import bot.delivery
from bot.delivery.courier import PlaceRefused, RunStopped
from bot.delivery.kind import DeliveryKind
from bot.delivery.outcome import Failed, Moved, Refusal, Refused, SlowDown, Unreachable
from bot.store.database import Database
from bot.tips.subscriptions import SubscriptionState
from tests.delivery.builders import Engine, engine_on
from tests.delivery.reminders import Reminders

ROWS = "SELECT chat_id, kind, state, payload, reason FROM deliveries ORDER BY chat_id, kind"


class Both:
    """An engine that carries tips and reminders."""

    def __init__(self, engine: Engine, reminders: Reminders) -> None:
        self.engine = engine
        self.reminders = reminders

    async def due_together(self, chat_id: int = 7) -> datetime:
        """A chat whose tip and whose reminder are due at the same instant."""
        made = await self.engine.subscribed(chat_id)
        assert made.next_due_at is not None
        await self.reminders.add(chat_id, made.next_due_at, "Bring the list")
        return made.next_due_at


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Both]:
    made: list[Reminders] = []

    def others(database: Database) -> list[DeliveryKind]:
        made.append(Reminders(database))
        return [*made]

    async with engine_on(tmp_path / "bot.sqlite3", others=others) as engine:
        yield Both(engine, made[0])


async def test_two_kinds_are_carried_side_by_side_for_one_instant(both: Both) -> None:
    await both.due_together()
    await both.engine.tick_when_due()
    assert [tip.tip_id for tip in both.engine.messenger.sent] == ["tip/one"]
    assert both.reminders.said == [(7, "Bring the list")]
    assert both.reminders.told == [("sent", 7)]
    assert await both.engine.rows(ROWS) == [
        (7, "reminder", "sent", "Bring the list", None),
        (7, "tip", "sent", "tip/one", None),
    ]


async def test_a_place_that_refuses_one_kind_does_not_pause_the_other(both: Both) -> None:
    await both.due_together(-1001)
    both.reminders.outcomes[-1001] = [Refused(Refusal.NO_RIGHTS)]
    await both.engine.tick_when_due()
    await asyncio.sleep(0)
    kept = await both.engine.subscriptions.get(-1001)
    assert kept is not None
    assert kept.state is SubscriptionState.ACTIVE
    assert both.reminders.told == [("unsent", -1001), ("refused: no-rights", -1001)]
    assert both.engine.alerts == [PlaceRefused("reminder", -1001, None, Refusal.NO_RIGHTS)]


async def test_a_chat_that_is_gone_gets_nothing_of_any_kind(both: Both) -> None:
    await both.due_together()
    both.reminders.outcomes[7] = [SlowDown(timedelta(minutes=5))]
    both.engine.messenger.outcomes[7] = [Unreachable("blocked")]
    await both.engine.tick_when_due()
    both.engine.clock.advance(timedelta(minutes=10))
    await both.engine.courier.tick()
    assert await both.engine.rows(ROWS) == [
        (7, "reminder", "dropped", "Bring the list", "blocked"),
        (7, "tip", "failed", "tip/one", "blocked"),
    ]
    assert both.reminders.said == []


async def test_stopping_the_tips_stops_no_other_kind(both: Both) -> None:
    await both.due_together()
    wait = SlowDown(timedelta(minutes=5))
    both.reminders.outcomes[7], both.engine.messenger.outcomes[7] = [wait], [wait]
    await both.engine.tick_when_due()
    await both.engine.subscriptions.unsubscribe(7)
    both.engine.clock.advance(timedelta(minutes=10))
    await both.engine.courier.tick()
    assert both.reminders.said == [(7, "Bring the list")]
    assert both.engine.messenger.sent == []


async def test_a_group_that_moves_takes_every_kind_along(both: Both) -> None:
    await both.due_together(-5)
    both.reminders.outcomes[-5] = [Moved(-1005)]
    await both.engine.tick_when_due()
    assert both.reminders.said == [(-1005, "Bring the list")]
    rows = await both.engine.rows(ROWS)
    assert [row[:3] for row in rows] == [(-1005, "reminder", "sent"), (-1005, "tip", "sent")]


async def test_failures_of_all_kinds_are_counted_together_and_taken_back_by_each(
    both: Both,
) -> None:
    for chat_id in range(1, 6):
        due_at = await both.due_together(chat_id)
        both.reminders.outcomes[chat_id] = [Refused(Refusal.NO_RIGHTS)]
        both.engine.messenger.outcomes[chat_id] = [Failed("no")]
    both.engine.clock.move_to(due_at)
    await both.engine.courier.tick()
    await asyncio.sleep(0)
    assert RunStopped in {type(alert) for alert in both.engine.alerts}
    assert await both.engine.counts() == {"queued": 10}
    assert both.reminders.told.count(("admitted", 3)) == 1


async def test_a_kind_that_is_no_more_is_dropped_and_holds_up_nobody(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with engine_on(path, others=lambda database: [Reminders(database)]) as engine:
        reminders = engine.outbox.kinds[1]
        assert isinstance(reminders, Reminders)
        await Both(engine, reminders).due_together()
        due_at = await engine.subscriptions.next_due_at()
        assert due_at is not None
        await reminders.enqueue_due(due_at, 10)
    async with engine_on(path, at=due_at) as engine:
        await engine.courier.tick()
        assert await engine.rows(ROWS) == [
            (7, "reminder", "dropped", None, "no such kind"),
            (7, "tip", "sent", "tip/one", None),
        ]


def test_no_file_of_the_delivery_says_tip() -> None:
    files = sorted(Path(bot.delivery.__path__[0]).glob("*.py"))
    assert len(files) > 5
    named = re.compile(r"\b[Tt]ips?\b|[Tt]ips?_|_tips?\b|Tips?[A-Z]|[Ss]ubscription")
    said = [
        f"{file.name}: {line.strip()}"
        for file in files
        for line in file.read_text().splitlines()
        if named.search(line)
    ]
    assert said == []
