"""Shows what would be sent when, by running the real courier on a copy under a simulated clock."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.chats.store import Chats
from bot.clock import Clock, MovableClock
from bot.delivery.courier import Courier
from bot.delivery.kind import Depart
from bot.delivery.outbox import Outbox
from bot.delivery.outcome import Sent
from bot.store.database import Database, copy_database
from bot.tips.chat_listener import CHAT_LISTENERS
from bot.tips.preparation import TipIds
from bot.tips.subscriptions import Subscriptions
from bot.tips.tip_delivery import TipDelivery
from bot.tips.weekly_tips import WeeklyTips

IN_FLIGHT = 500  # nothing is in flight: it is how many are reckoned in one transaction
STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A tip that would leave at ``at``; ``progress`` of the whole time is between 0 and 1."""

    at: datetime
    tip: TipDelivery
    progress: float


async def forecast(
    database: Path, tip_ids: TipIds, *, start: datetime, weeks: int = 4
) -> AsyncIterator[Planned]:
    """The deliveries of the coming weeks in their order; sends nothing, changes nothing.

    The bot may go on running on the database meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="forecast-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        await copy_database(database, copy)
        opened = await Database.open(copy)
        try:
            async for planned in _run(opened, tip_ids, start, start + timedelta(weeks=weeks)):
                yield planned
        finally:
            await opened.close()


async def _run(
    database: Database, tip_ids: TipIds, start: datetime, end: datetime
) -> AsyncIterator[Planned]:
    clock = MovableClock(frozen_at=start)
    notes = _Notes(clock)
    chats = Chats(database, clock, CHAT_LISTENERS)
    outbox = Outbox(database, chats, [WeeklyTips(database, tip_ids, notes)])
    courier = Courier(outbox, clock, in_flight=IN_FLIGHT)
    subscriptions = Subscriptions(database, clock, chats)
    await courier.recover()
    while (due := await subscriptions.next_due_at()) is not None and due <= end:
        clock.move_to(max(due, clock.now()))
        await courier.tick()
        for at, tip in notes.take():
            yield Planned(at, tip, (at - start) / (end - start))
        if await subscriptions.next_due_at() == due:  # not moved by it: time must do it
            clock.advance(STEP)


class _Notes:
    """A messenger that writes down and sends nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._noted: list[tuple[datetime, TipDelivery]] = []

    async def send_tip(self, tip: TipDelivery, depart: Depart) -> Sent:
        await depart()
        self._noted.append((self._clock.now(), tip))
        return Sent(message_id=0)

    def take(self) -> list[tuple[datetime, TipDelivery]]:
        noted, self._noted = self._noted, []
        return noted
