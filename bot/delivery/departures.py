"""Writes down what leaves before it does; what leaves at one moment shares a transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot import tasks
from bot.delivery.outbox import Outbox
from bot.delivery.outcome import Delivery

_Asked = tuple[Delivery, asyncio.Future[bool]]


class Departures:
    """Each commit waits for the disk: while one does, those that come gather for the next."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._asked: list[_Asked] = []
        self._writer: asyncio.Task[None] | None = None

    async def note(self, delivery: Delivery) -> bool:
        """Whether it may leave, once it is written down that it does. Raises DatabaseProblem.

        Cancelled, it may be written down all the same.
        """
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked.append((delivery, written))
        if self._writer is None or self._writer.done():
            self._writer = tasks.start(self._write(), "departures")
        return await written

    async def _write(self) -> None:
        while self._asked:
            batch = [(delivery, written) for delivery, written in self._asked if not written.done()]
            self._asked = []
            await self._write_together(batch)

    async def _write_together(self, batch: Sequence[_Asked]) -> None:
        try:
            may_leave = await self._outbox.depart([delivery for delivery, _ in batch])
        except Exception as error:  # noqa: BLE001 -- raised again by whoever waits
            for written in _still_awaited(batch):
                written.set_exception(error)
            return
        for (_, written), may in zip(batch, may_leave, strict=True):
            if not written.done():
                written.set_result(may)


def _still_awaited(batch: Sequence[_Asked]) -> list[asyncio.Future[bool]]:
    return [written for _, written in batch if not written.done()]
