"""What a kind of message supplies: when it is due, what it says, and what follows for its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import aiosqlite

from bot.delivery.outcome import Delivery, Outcome, Refusal
from bot.delivery.promises import Promise

# Awaited once the message's turn has come, right before it leaves: returns when it is written down
# that it does. Raises ``HeldBack`` when it must stay.
Depart = Callable[[], Awaitable[None]]
# Renders and sends one message, within Telegram's limits, and names what became of it. Before it
# departs it is known not to have left: ``HeldBack`` and a cancellation may simply pass. A
# cancellation that passes afterwards makes the outcome unknown.
Send = Callable[[Depart], Awaitable[Outcome]]


class HeldBack(Exception):
    """It must not leave: it is not wanted any more, or it cannot be written down that it does."""


@dataclass(frozen=True, slots=True)
class Ready:
    """It leaves when its turn comes. ``payload`` is stored, so that another try says the same."""

    payload: str
    send: Send
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class PutOff:
    """It may not leave before an instant, when it is asked for again."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not wanted any more, or too late."""

    reason: str


Verdict = Ready | PutOff | Drop


class DeliveryKind(Protocol):
    """What is told with a connection happens within the transaction that settles the delivery."""

    @property
    def name(self) -> str:
        """How promises of this kind are stored; it never changes."""

    async def enqueue_due(self, now: datetime, limit: int) -> int:
        """Promises up to ``limit`` that are due, in one transaction; how many, 0 for none."""

    async def rewind(self, now: datetime) -> None:
        """Mends what a clock that ran ahead has done to its due times; safe at any time."""

    async def prepare(
        self, connection: aiosqlite.Connection, promises: Sequence[Promise], now: datetime
    ) -> Sequence[Verdict]:
        """What is to be done now with each of these promises, in their order."""

    async def sent(
        self, connection: aiosqlite.Connection, delivery: Delivery, message_id: int
    ) -> None:
        """It arrived. ``delivery`` names the chat it arrived in, which may have moved since."""

    async def unsent(self, connection: aiosqlite.Connection, delivery: Delivery) -> None:
        """It will not arrive: what was chosen for it may be chosen again."""

    async def refused(
        self, connection: aiosqlite.Connection, delivery: Delivery, reason: Refusal
    ) -> None:
        """Its place cannot be written to: nothing more goes there until somebody mends that."""

    async def admitted(
        self, connection: aiosqlite.Connection, delivery: Delivery, now: datetime
    ) -> None:
        """A refusal was part of an outage: what it stopped goes on."""
