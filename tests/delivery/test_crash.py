"""A process that dies leaves the truth behind: what had left, and what only waited to."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.delivery.outcome import DeliveryState
from tests.delivery.builders import MONDAY_NOON, Engine, engine_on

DUE = MONDAY_NOON + timedelta(days=6, hours=22)
CHOSEN = """
SELECT chat_id, state, payload, attempts FROM deliveries WHERE payload IS NOT NULL ORDER BY chat_id
"""
PROGRAM = """
import asyncio, os, sys
from datetime import datetime
from bot import tasks
from tests.delivery.builders import engine_on

async def main():
    at = datetime.fromisoformat(sys.argv[2])
    async with engine_on(sys.argv[1], at=at, in_flight=4) as engine:
        engine.messenger.gate = asyncio.Event()
        send = engine.messenger.send_tip
        async def two_have_their_turn(tip, depart):
            if tip.chat_id > 2:
                await asyncio.Event().wait()
            return await send(tip, depart)
        engine.messenger.send_tip = two_have_their_turn
        tasks.start(engine.courier.tick(), "run")
        await engine.messenger.has_tried(2)
        os.kill(os.getpid(), 9)

asyncio.run(main())
"""


async def died(path: Path) -> None:
    async with engine_on(path) as engine:
        for chat_id in range(1, 11):
            await engine.subscribed(chat_id)
    run = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(path), DUE.isoformat()
    )
    assert await run.wait() == -9


async def test_what_had_left_is_unknown_and_all_that_waited_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    await died(path)
    async with engine_on(path, at=DUE + timedelta(minutes=1)) as engine:
        assert await engine.counts() == {DeliveryState.SENDING: 2, DeliveryState.QUEUED: 8}
        assert await engine.courier.recover() == 2
        await engine.courier.tick()
        assert await engine.counts() == {DeliveryState.UNKNOWN: 2, DeliveryState.SENT: 8}
        assert sorted(d.chat_id for d in engine.messenger.sent) == list(range(3, 11))
        assert await engine.rows("PRAGMA integrity_check") == [("ok",)]
        assert await engine.courier.recover() == 0


async def test_what_waited_for_its_turn_goes_on_as_the_same_tip_and_as_its_first_try(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bot.sqlite3"
    await died(path)
    async with engine_on(path, at=DUE + timedelta(minutes=1)) as engine:
        assert await engine.rows(CHOSEN) == [
            (1, "sending", "tip/one", 1),
            (2, "sending", "tip/one", 1),
            (3, "queued", "tip/one", 0),
            (4, "queued", "tip/one", 0),
        ]
        await engine.courier.recover()
        await engine.courier.tick()
        assert {d.tip_id for d in engine.messenger.sent} == {"tip/one"}
        assert {row[3] for row in await engine.rows(CHOSEN)} == {1}


async def test_what_an_older_version_had_claimed_may_have_left_and_is_not_sent_again(
    engine: Engine,
) -> None:
    """It wrote a whole claim down as on its way."""
    await engine.subscribed()
    await engine.promised(7, int(MONDAY_NOON.timestamp()), DeliveryState.SENDING)
    assert await engine.courier.recover() == 1
    await engine.courier.tick()
    assert await engine.states() == [("unknown", "interrupted")]
    assert engine.messenger.tried == []


async def test_a_chat_whose_tip_is_unknown_gets_the_next_one_in_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    await died(path)
    async with engine_on(path, at=DUE + timedelta(minutes=1)) as engine:
        await engine.courier.recover()
        await engine.courier.tick()
        engine.messenger.sent.clear()
        await engine.tick_when_due()
        assert {d.tip_id for d in engine.messenger.sent} == {"tip/two"}
        assert len(engine.messenger.sent) == 10
