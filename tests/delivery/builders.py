"""A bot's engine on a real database, with a messenger that does as it is told."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import MovableClock
from bot.delivery.courier import Alert, Courier
from bot.delivery.kind import DeliveryKind, Depart
from bot.delivery.outbox import Outbox
from bot.delivery.outcome import DeliveryState, Outcome, Sent
from bot.store.database import Database
from bot.tips.chat_listener import CHAT_LISTENERS
from bot.tips.history import TipHistory
from bot.tips.schedule import Schedule
from bot.tips.subscriptions import Subscription, Subscriptions
from bot.tips.tip_delivery import TipDelivery
from bot.tips.weekly_tips import WeeklyTips
from tests.support.deliveries import delivery_counts

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONDAYS_AT_TEN = Schedule(0, 10, 0, "Europe/Lisbon")  # Lisbon is at UTC in winter
PROMISED = """
INSERT INTO deliveries (chat_id, kind, slot_at, state, ready_at) VALUES (?, 'tip', ?, ?, ?)
"""
# Kinds of messages that are carried beside the tips.
Others = Callable[[Database], Sequence[DeliveryKind]]
TIPS = ("tip/one", "tip/two", "tip/three")


class ToldMessenger:
    """Answers with the outcomes it was given, by chat, then with ``Sent``.

    What it is given waits for ``turn``, departs, and is on its way until ``gate`` opens.
    """

    def __init__(self) -> None:
        self.sent: list[TipDelivery] = []
        self.asked: list[TipDelivery] = []
        self.tried: list[TipDelivery] = []
        self.outcomes: dict[int, list[Outcome]] = {}
        self.always: Outcome | None = None
        self.turn: asyncio.Event | None = None
        self.gate: asyncio.Event | None = None
        self.at_most_at_once = 0
        self._at_once = 0

    async def send_tip(self, tip: TipDelivery, depart: Depart) -> Outcome:
        self.asked.append(tip)
        if self.turn is not None:
            await self.turn.wait()
        await depart()
        self.tried.append(tip)
        self._at_once += 1
        self.at_most_at_once = max(self.at_most_at_once, self._at_once)
        try:
            if self.gate is not None:
                await self.gate.wait()
            await asyncio.sleep(0)
            planned = self.outcomes.get(tip.chat_id)
            outcome = planned.pop(0) if planned else self.always or Sent(len(self.tried))
        finally:
            self._at_once -= 1
        if isinstance(outcome, Sent):
            self.sent.append(tip)
        return outcome

    async def has_asked(self, many: int) -> None:
        """Returns when that many tips wait, or have waited, for their turn."""
        while len(self.asked) < many:  # noqa: ASYNC110 -- as below
            await asyncio.sleep(0.001)

    async def has_tried(self, many: int) -> None:
        """Returns when that many tips are, or were, on their way."""
        while len(self.tried) < many:  # noqa: ASYNC110 -- an event would have to be told the number
            await asyncio.sleep(0.001)


class Engine:
    """What the tests touch, put together as the bot does."""

    def __init__(
        self,
        database: Database,
        clock: MovableClock,
        in_flight: int = 60,
        others: Others = lambda _database: (),
    ) -> None:
        self.database = database
        self.clock = clock
        self.tips: Sequence[str] = TIPS
        self.chats = Chats(database, clock, CHAT_LISTENERS)
        self.subscriptions = Subscriptions(database, clock, self.chats)
        self.history = TipHistory(database)
        self.messenger = ToldMessenger()
        self.alerts: list[Alert] = []
        weekly = WeeklyTips(database, lambda *_: self.tips, self.messenger)
        self.outbox = Outbox(database, self.chats, [weekly, *others(database)])
        self.courier = Courier(self.outbox, clock, in_flight=in_flight, on_alert=self._note)

    async def subscribed(
        self, chat_id: int = 7, schedule: Schedule = MONDAYS_AT_TEN, **settings: int | None
    ) -> Subscription:
        """A chat that has written and opted in."""
        await self.chats.remember(chat_id, ChatKind.guessed(chat_id), "en")
        return await self.subscriptions.subscribe(chat_id, schedule, **settings)  # type: ignore[arg-type]

    async def changed(
        self, chat_id: int, *, resume: bool = False, **settings: object
    ) -> Subscription:
        """A subscription with other settings."""

        def change(found: Subscription) -> Subscription:
            return replace(found, **settings)  # type: ignore[arg-type]

        return await self.subscriptions.change(chat_id, change, resume=resume)

    async def promised(self, chat_id: int, slot_at: int, state: DeliveryState) -> None:
        """A tip's row as an earlier time may have left it."""
        async with self.database.transaction() as connection:
            await connection.execute(PROMISED, (chat_id, slot_at, state, slot_at))

    async def tick_when_due(self) -> None:
        """Moves the clock to the next tip, never back, and lets the bot look."""
        due = await self.subscriptions.next_due_at()
        assert due is not None
        self.clock.move_to(max(due, self.clock.now()))
        await self.courier.tick()

    async def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        async with self.database.read() as connection:
            return [tuple(row) for row in await connection.execute_fetchall(sql, values)]

    async def states(self) -> list[tuple[object, ...]]:
        """Each delivery's state and reason, in the order of the slots."""
        return await self.rows("SELECT state, reason FROM deliveries ORDER BY slot_at")

    async def getting_tips(self) -> int:
        """How many chats have a tip coming."""
        (row,) = await self.rows("SELECT count(*) FROM subscriptions WHERE next_due_at IS NOT NULL")
        return int(str(row[0]))

    async def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        return await delivery_counts(self.database)

    async def _note(self, alert: Alert) -> None:
        self.alerts.append(alert)


@asynccontextmanager
async def engine_on(
    path: Path,
    *,
    at: datetime = MONDAY_NOON,
    in_flight: int = 60,
    others: Others = lambda _database: (),
) -> AsyncIterator[Engine]:
    """An engine whose clock stands still."""
    database = await Database.open(path)
    engine = Engine(database, MovableClock(frozen_at=at), in_flight, others)
    try:
        yield engine
    finally:
        for held in (engine.messenger.turn, engine.messenger.gate):
            if held is not None:
                held.set()
        await engine.courier.drain(1)
        await database.close()


@contextmanager
def disk_that_takes_no_more(engine: Engine) -> Iterator[None]:
    """No file may grow past the present size of the database's journal."""
    size = Path(f"{engine.database.path}-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
