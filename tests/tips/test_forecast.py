"""What would be sent, without sending it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.tips.forecast import Planned, forecast
from bot.tips.schedule import Schedule
from tests.delivery.builders import MONDAY_NOON, TIPS, Engine


async def planned(engine: Engine, weeks: int = 4) -> list[Planned]:
    path = Path(engine.database.path)
    plan = forecast(path, lambda *_: TIPS, start=MONDAY_NOON, weeks=weeks)
    return [tip async for tip in plan]


async def test_it_tells_what_then_happens(engine: Engine) -> None:
    await engine.subscribed(7)
    await engine.subscribed(8, Schedule(2, 18, 30, "Asia/Tokyo"))
    told = await planned(engine)
    end = MONDAY_NOON + timedelta(weeks=4)
    while (due := await engine.subscriptions.next_due_at()) and due <= end:
        await engine.tick_when_due()
    assert [each.tip for each in told] == engine.messenger.sent
    assert len(told) == 8


async def test_it_sends_nothing_and_changes_nothing(engine: Engine) -> None:
    await engine.subscribed()
    before = await engine.subscriptions.get(7)
    assert await planned(engine)
    assert engine.messenger.tried == []
    assert await engine.subscriptions.get(7) == before
    assert await engine.states() == []


async def test_its_progress_goes_from_start_to_end(engine: Engine) -> None:
    for weekday in range(7):
        await engine.subscribed(weekday + 1, Schedule(weekday, 10, 0, "UTC"))
    progress = [tip.progress for tip in await planned(engine, weeks=8)]
    assert progress == sorted(progress)
    assert 0 < progress[0] < 0.02
    assert 0.97 < progress[-1] <= 1


async def test_of_nobody_there_is_nothing_to_tell(engine: Engine) -> None:
    assert await planned(engine) == []
