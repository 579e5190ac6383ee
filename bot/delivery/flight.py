"""One message from its claim to its outcome: until it departs it is known not to have left."""

from __future__ import annotations

import asyncio
import logging

from bot.delivery.departures import Departures
from bot.delivery.kind import HeldBack
from bot.delivery.outbox import ClaimedDelivery
from bot.delivery.outcome import NotSent, Outcome, Unknown, Withdrawn
from bot.store.database import DatabaseProblem

log = logging.getLogger(__name__)


class Flight:
    """Waits for its turn, departs, arrives or does not."""

    def __init__(self, claimed: ClaimedDelivery, departures: Departures) -> None:
        self.delivery = claimed.delivery
        self.departed = False
        self._send = claimed.send
        self._departures = departures

    async def fly(self) -> Outcome:
        """What became of it; a cancellation ends it, and is not passed on."""
        try:
            return await self._send(self._depart)
        except HeldBack:
            return Withdrawn()
        except asyncio.CancelledError:
            if not self.departed:
                return NotSent()
            log.warning("a message was still on its way at the end: it counts as unknown")
        except Exception:
            log.exception("a messenger failed without an outcome: the message counts as unknown")
        return Unknown()

    async def _depart(self) -> None:
        try:
            may_leave = self.departed or await self._departures.note(self.delivery)
        except DatabaseProblem as problem:
            raise HeldBack from problem  # who settles it meets the same, and tells of it
        if not may_leave:
            raise HeldBack
        self.departed = True
