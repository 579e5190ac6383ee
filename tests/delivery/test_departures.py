"""What waits for its turn has not left: only what leaves is written down as on its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import tasks
from bot.chats.model import ChatState
from bot.delivery.departures import Departures
from bot.delivery.kind import Depart
from bot.delivery.outcome import Delivery, DeliveryState, Outcome, SlowDown
from bot.store.database import Database, DatabaseProblem
from bot.tips.tip_delivery import KIND, TipDelivery
from tests.delivery.builders import Engine, disk_that_takes_no_more, engine_on
from tests.delivery.reminders import Reminders
from tests.support.transactions import commits

OLD, NEW = -5, -1005
SOON = timedelta(minutes=1)


async def audience(engine: Engine, many: int) -> None:
    for chat_id in range(1, many + 1):
        await engine.subscribed(chat_id)


@asynccontextmanager
async def waiting(engine: Engine, many: int = 1) -> AsyncIterator[asyncio.Event]:
    """A run whose tips all wait for their turn, which the event gives them."""
    turn = engine.messenger.turn = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        run = group.create_task(engine.tick_when_due())
        await engine.messenger.has_asked(many)
        yield turn
        turn.set()
        await run
    engine.messenger.turn = None


async def test_what_waits_is_queued_and_what_leaves_is_on_its_way(engine: Engine) -> None:
    await audience(engine, 3)
    engine.messenger.gate = asyncio.Event()
    async with waiting(engine, 3) as turn:
        assert await engine.counts() == {DeliveryState.QUEUED: 3}
        turn.set()
        await engine.messenger.has_tried(3)
        assert await engine.counts() == {DeliveryState.SENDING: 3}
        engine.messenger.gate.set()
    assert await engine.counts() == {DeliveryState.SENT: 3}


async def test_those_that_leave_together_are_written_down_together(engine: Engine) -> None:
    await audience(engine, 40)
    engine.messenger.gate = asyncio.Event()
    async with waiting(engine, 40) as turn:
        async with commits(engine.database) as committed:
            turn.set()
            await engine.messenger.has_tried(40)
            assert len(committed) == 1
        engine.messenger.gate.set()


async def test_those_that_come_while_one_is_being_written_share_the_next_transaction(
    engine: Engine,
) -> None:
    await audience(engine, 4)
    departures = Departures(engine.outbox)
    noted = []
    for chat_id in range(1, 5):
        await engine.promised(chat_id, 0, DeliveryState.QUEUED)
    async with commits(engine.database) as committed:
        async with engine.database.transaction():
            for chat_id in range(1, 5):
                delivery = Delivery(KIND, chat_id, datetime.fromtimestamp(0, UTC), "tip/one")
                noted.append(tasks.start(departures.note(delivery), "departure"))
                await asyncio.sleep(0.001)
        assert await asyncio.gather(*noted) == [True] * 4
        assert len(committed) == 3  # the one that all waited for, the first's, all others'


async def test_what_is_claimed_and_waits_is_not_claimed_again(tmp_path: Path) -> None:
    async with engine_on(tmp_path / "bot.sqlite3", in_flight=8) as engine:
        await audience(engine, 30)
        async with waiting(engine, 8):
            held = [tip.chat_id for tip in engine.messenger.asked]
            await engine.courier.tick()
            assert len(engine.messenger.asked) == 8
        assert sorted(tip.chat_id for tip in engine.messenger.sent) == list(range(1, 31))
        assert [tip.chat_id for tip in engine.messenger.asked][:8] == held


async def test_a_disk_that_takes_no_more_lets_nothing_leave_and_all_of_it_leaves_later(
    engine: Engine,
) -> None:
    await audience(engine, 20)
    turn = engine.messenger.turn = asyncio.Event()
    engine.clock.advance(timedelta(days=6, hours=22))
    async with asyncio.TaskGroup() as group:
        run = group.create_task(problem_of(engine))
        await engine.messenger.has_asked(20)
        with disk_that_takes_no_more(engine):
            turn.set()
            assert "disk" in await run
    assert engine.messenger.tried == []
    engine.clock.advance(SOON)
    await engine.courier.tick()
    engine.clock.advance(SOON)
    await engine.courier.tick()
    assert len(engine.messenger.sent) == 20
    assert engine.alerts == []  # the way to Telegram was never in doubt
    assert await engine.rows("SELECT DISTINCT attempts FROM deliveries") == [(1,)]


async def problem_of(engine: Engine) -> str:
    with pytest.raises(DatabaseProblem) as caught:
        await engine.courier.tick()
    return str(caught.value)


async def stopped(engine: Engine) -> None:
    await engine.subscriptions.unsubscribe(7)


async def blocked(engine: Engine) -> None:
    await engine.chats.suspend(7, ChatState.BLOCKED)


async def forgotten(engine: Engine) -> None:
    await engine.chats.forget(7)


@pytest.mark.parametrize("event", [stopped, blocked, forgotten])
async def test_a_chat_that_is_gone_before_the_turn_comes_gets_nothing(
    engine: Engine, event: Callable[[Engine], Awaitable[None]]
) -> None:
    await engine.subscribed()
    async with waiting(engine):
        await event(engine)
    engine.clock.advance(SOON)
    await engine.courier.tick()
    assert engine.messenger.tried == []
    assert engine.alerts == []
    assert await engine.getting_tips() == 0


@pytest.mark.parametrize("event", [stopped, blocked])
async def test_who_comes_back_gets_the_tip_that_had_not_left(
    engine: Engine, event: Callable[[Engine], Awaitable[None]]
) -> None:
    await engine.subscribed()
    async with waiting(engine):
        await event(engine)
    await engine.subscribed()
    await engine.tick_when_due()
    assert [sent.tip_id for sent in engine.messenger.sent] == ["tip/one"]


async def test_many_who_stop_before_their_turn_are_no_outage(engine: Engine) -> None:
    await audience(engine, 30)
    async with waiting(engine, 30):
        for chat_id in range(1, 26):
            await engine.subscriptions.unsubscribe(chat_id)
    assert [tip.chat_id for tip in engine.messenger.sent] == [26, 27, 28, 29, 30]
    assert engine.alerts == []


async def test_a_group_that_moves_before_its_turn_gets_its_tip_once_and_where_it_is(
    engine: Engine,
) -> None:
    await engine.subscribed(OLD)
    async with waiting(engine):
        await engine.chats.move(OLD, NEW)
    engine.clock.advance(SOON)
    await engine.courier.tick()
    assert [(tip.chat_id, tip.tip_id) for tip in engine.messenger.tried] == [(NEW, "tip/one")]
    assert await engine.states() == [("sent", None)]


async def test_two_groups_that_prove_one_while_both_wait_get_one_tip(engine: Engine) -> None:
    await engine.subscribed(OLD)
    await engine.subscribed(NEW)
    async with waiting(engine, 2):
        await engine.chats.move(OLD, NEW)
    engine.clock.advance(SOON)
    await engine.courier.tick()
    assert [tip.chat_id for tip in engine.messenger.tried] == [NEW]
    assert await engine.states() == [("sent", None)]


async def test_a_stop_does_not_wait_for_turns_and_leaves_nothing_unknown(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with engine_on(path) as engine:
        await audience(engine, 5)
        async with waiting(engine, 5) as turn:
            await asyncio.wait_for(engine.courier.drain(60), 5)
            assert not turn.is_set()
        assert await engine.counts() == {DeliveryState.QUEUED: 5}
        assert engine.messenger.tried == []
        due = engine.clock.now()
    async with engine_on(path, at=due + SOON) as engine:
        assert await engine.courier.recover() == 0
        await engine.courier.tick()
        assert len(engine.messenger.sent) == 5


async def test_one_that_is_stopped_while_its_departure_is_being_written_is_not_unknown(
    engine: Engine,
) -> None:
    await audience(engine, 2)
    async with waiting(engine, 2) as turn:
        async with engine.database.transaction():
            turn.set()
            await asyncio.sleep(0.01)  # both departures wait for the database
            stop = tasks.start(engine.courier.drain(60), "stop")
            await asyncio.sleep(0.01)
        await stop
    assert engine.messenger.tried == []
    assert await engine.counts() == {DeliveryState.QUEUED: 2}


async def test_a_messenger_that_asks_twice_whether_it_may_leave_leaves_once(
    engine: Engine,
) -> None:
    await engine.subscribed()
    send = engine.messenger.send_tip

    async def asks_twice(tip: object, depart: Callable[[], Awaitable[None]]) -> object:
        await depart()
        return await send(tip, depart)  # type: ignore[arg-type]

    engine.messenger.send_tip = asks_twice  # type: ignore[method-assign, assignment]
    await engine.tick_when_due()
    assert await engine.rows("SELECT state, attempts FROM deliveries") == [("sent", 1)]


class SlowToLook(Reminders):
    """Is asked what is due, and says so when it is let."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.looks = 0
        self.may_look = asyncio.Event()

    async def enqueue_due(self, now: datetime, limit: int) -> int:
        self.looks += 1
        if self.looks > 1:
            await self.may_look.wait()
        return await super().enqueue_due(now, limit)


async def test_what_lands_without_having_left_is_held_until_that_is_written_down(
    tmp_path: Path,
) -> None:
    kinds: list[SlowToLook] = []

    def others(database: Database) -> list[SlowToLook]:
        kinds.append(SlowToLook(database))
        return kinds

    async with engine_on(tmp_path / "bot.sqlite3", in_flight=4, others=others) as engine:
        await audience(engine, 2)
        refused = asyncio.Event()
        send = engine.messenger.send_tip

        async def refused_at_first(tip: TipDelivery, depart: Depart) -> Outcome:
            if tip.chat_id == 2 and not refused.is_set():
                await refused.wait()
                return SlowDown(timedelta())
            return await send(tip, depart)

        engine.messenger.send_tip = refused_at_first  # type: ignore[method-assign]
        engine.messenger.gate = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(engine.tick_when_due())
            await engine.messenger.has_tried(1)
            await engine.courier.tick()  # asks for another look, after the next that lands
            engine.messenger.gate.set()
            await until(lambda: kinds[0].looks == 2)
            refused.set()
            await until(lambda: engine.courier.in_flight == 0)
            kinds[0].may_look.set()
        assert sorted(tip.chat_id for tip in engine.messenger.tried) == [1, 2]
        assert await engine.counts() == {DeliveryState.SENT: 2}


async def until(so: Callable[[], bool]) -> None:
    while not so():  # noqa: ASYNC110 -- nothing tells of it
        await asyncio.sleep(0.001)
