"""A process that dies between claim and settle leaves the truth behind."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.delivery.outcome import DeliveryState
from tests.delivery.builders import MONDAY_NOON, engine_on

DUE = MONDAY_NOON + timedelta(days=6, hours=22)
PROGRAM = """
import asyncio, os, sys
from datetime import datetime
from tests.delivery.builders import engine_on

async def main():
    at = datetime.fromisoformat(sys.argv[2])
    async with engine_on(sys.argv[1], at=at, in_flight=4) as engine:
        send = engine.messenger.send_tip
        async def dies_at_the_third(delivery):
            if len(engine.messenger.tried) == 2:
                os.kill(os.getpid(), 9)
            return await send(delivery)
        engine.messenger.send_tip = dies_at_the_third
        await engine.courier.tick()

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


async def test_what_was_on_its_way_is_unknown_and_the_rest_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    await died(path)
    async with engine_on(path, at=DUE + timedelta(minutes=1)) as engine:
        assert await engine.counts() == {DeliveryState.SENDING: 4, DeliveryState.QUEUED: 6}
        assert await engine.courier.recover() == 4
        await engine.courier.tick()
        assert await engine.counts() == {DeliveryState.UNKNOWN: 4, DeliveryState.SENT: 6}
        assert len({d.chat_id for d in engine.messenger.sent}) == 6
        assert await engine.rows("PRAGMA integrity_check") == [("ok",)]
        assert await engine.courier.recover() == 0


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
