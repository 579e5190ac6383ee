"""Carries messages of every kind: looks what is due, claims, sends many at once, settles."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot import tasks
from bot.clock import Clock
from bot.delivery.circuit_breaker import CircuitBreaker, Tripped
from bot.delivery.departures import Departures
from bot.delivery.flight import Flight
from bot.delivery.outbox import Outbox
from bot.delivery.outcome import (
    Consequence,
    Delivery,
    NotSent,
    Outcome,
    Refusal,
    Refused,
    Unknown,
    Withdrawn,
    decide,
)
from bot.delivery.settlement import Settlement

log = logging.getLogger(__name__)

ENQUEUED_AT_ONCE = 250
DUE_LOOKED_FOR = timedelta(seconds=20)
TURNED_BACK = timedelta(minutes=1)
SETTLED_WITHIN = 2.0


@dataclass(frozen=True, slots=True)
class RunStopped:
    """Deliveries fail in a row: nothing is sent before ``until``, and nobody was suspended."""

    outcome: Outcome
    until: datetime


@dataclass(frozen=True, slots=True)
class RunResumed:
    """After a stop, deliveries arrive again."""


@dataclass(frozen=True, slots=True)
class PlaceRefused:
    """Nothing of this kind goes to a place until somebody puts it right."""

    kind: str
    chat_id: int
    thread_id: int | None
    reason: Refusal


Alert = RunStopped | RunResumed | PlaceRefused


class Courier:
    """Ticked by a heartbeat; a missed tick costs nothing: all due times are in the database."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        *,
        in_flight: int = 60,
        on_alert: Callable[[Alert], Awaitable[None]] | None = None,
        on_suspended: Callable[[int], None] = lambda _chat_id: None,
    ) -> None:
        # ``on_suspended`` is told of each chat once it is written down that it cannot be reached.
        self._outbox = outbox
        self._clock = clock
        self._most_in_flight = in_flight
        self._on_alert = on_alert
        self._on_suspended = on_suspended
        self._breaker = CircuitBreaker()
        self._departures = Departures(outbox)
        self._flying: dict[Flight, asyncio.Task[Outcome]] = {}
        self._landed: list[tuple[Flight, Outcome]] = []
        self._landing = asyncio.Event()
        self._unwanted: set[int] = set()
        self._run: asyncio.Task[Exception | None] | None = None
        self._asked_again = False
        self._stopping = False
        self._last_look: datetime | None = None

    @property
    def in_flight(self) -> int:
        """How many messages are on their way now, or wait for their turn to leave."""
        return len(self._flying)

    async def recover(self) -> int:
        """At the start, before the first tick: what a crash left on its way becomes ``unknown``.

        What still waited for its turn goes on.
        """
        now = self._clock.now()
        await self._outbox.rewind(now)
        self._last_look = now
        return await self._outbox.recover()

    async def tick(self) -> None:
        """Sends all that is due and returns when it is settled; at once when a run is going on.

        Cancelling the tick does not stop the run: only ``drain`` does. Raises what ended the run,
        such as DatabaseProblem; the next tick begins where it ended.
        """
        if self._run is not None and not self._run.done():
            self._asked_again = True
            return
        if not self._stopping:
            self._run = tasks.start(_error_of(self._deliver()), "deliveries")
            _raise(await asyncio.shield(self._run))

    def hold_back(self, chat_id: int) -> None:
        """This chat has said no more: that what is on its way does not leave is no failure."""
        if any(flight.delivery.chat_id == chat_id for flight in self._flying):
            self._unwanted.add(chat_id)

    async def drain(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 -- it cancels, and settles
        """Lets nothing more leave and settles what is on its way, so that nothing is left unknown.

        What still waits for its turn goes on after the next start. What has left and not landed
        after ``timeout`` seconds is cancelled and settled as it then says. Raises what kept it from
        being settled.
        """
        self._stopping = True
        self._landing.set()
        self._cancel(flight for flight in self._flying if not flight.departed)
        deadline = asyncio.get_running_loop().call_later(timeout, self._cancel_all)
        if self._run is None or self._run.done():
            self._run = tasks.start(_error_of(self._deliver()), "deliveries")
        try:
            await asyncio.wait([self._run], timeout=timeout + SETTLED_WITHIN)
        finally:
            deadline.cancel()
        if self._run.done():
            _raise(self._run.result())

    async def prune(self) -> int:
        """Once a day: deletes old rows; how many."""
        return await self._outbox.prune(self._clock.now())

    async def _deliver(self) -> None:
        self._asked_again = True
        while self._flying or self._landed or (self._asked_again and not self._stopping):
            if self._landed:
                await self._settle_landed()
            if not self._stopping:
                await self._enqueue_due()
                await self._take_off()
            if self._flying and not self._landed:
                self._landing.clear()
                await self._landing.wait()

    async def _enqueue_due(self) -> None:
        now = self._clock.now()
        if not self._asked_again and not self._is_time_to_look(now):
            return
        self._asked_again = False
        if self._last_look is not None and now < self._last_look - TURNED_BACK:
            await self._outbox.rewind(now)
        self._last_look = now
        # Until none is left: after weeks of downtime one chat has several slots behind it.
        for kind in self._outbox.kinds:
            while not self._stopping and await kind.enqueue_due(now, ENQUEUED_AT_ONCE):
                pass

    def _is_time_to_look(self, now: datetime) -> bool:
        return self._last_look is None or abs(now - self._last_look) >= DUE_LOOKED_FOR

    async def _take_off(self) -> None:
        """Fills up what is in flight, by halves: each claim is a transaction."""
        while not self._stopping:
            # what has landed counts until it is settled: a crash would leave it unknown
            free = self._most_in_flight - len(self._flying) - len(self._landed)
            if free < (self._most_in_flight + 1) // 2:
                return
            now = self._clock.now()
            allowed = self._breaker.allows(now)
            if allowed is not None:
                free = min(free, allowed - len(self._flying))
            if free <= 0:
                return
            claim = await self._outbox.claim(now, free, self._held())
            if self._stopping:  # what was claimed meanwhile is queued still
                return
            for claimed in claim.deliveries:
                self._begin(Flight(claimed, self._departures))
            if not claim.looked_at:
                return

    def _held(self) -> list[Delivery]:
        # what has landed is as it was claimed until it is settled
        landed = (flight for flight, _ in self._landed)
        return [flight.delivery for flight in (*self._flying, *landed)]

    def _begin(self, flight: Flight) -> None:
        task = tasks.start(flight.fly(), "delivery")
        self._flying[flight] = task
        task.add_done_callback(partial(self._land, flight))

    def _land(self, flight: Flight, task: asyncio.Task[Outcome]) -> None:
        del self._flying[flight]
        # A flight takes note of being cancelled: one that did not has never begun.
        outcome = NotSent() if task.cancelled() else task.result()
        chat_id = flight.delivery.chat_id
        taken_back = self._stopping or chat_id in self._unwanted
        self._unwanted.discard(chat_id)
        if isinstance(outcome, NotSent) and taken_back:
            outcome = Withdrawn()
        self._landed.append((flight, outcome))
        self._landing.set()

    async def _settle_landed(self) -> None:
        now = self._clock.now()
        landed = tuple(self._landed)
        settlements = [_settlement(flight, outcome, now) for flight, outcome in landed]
        await self._outbox.settle(settlements, now)
        # Kept until it is written: when the disk is full, the next tick begins with it.
        del self._landed[: len(landed)]
        for settlement in settlements:
            await self._draw_conclusions(settlement, now)

    async def _draw_conclusions(self, settlement: Settlement, now: datetime) -> None:
        if settlement.decision.consequence is Consequence.SUSPEND:
            self._on_suspended(settlement.delivery.chat_id)
        if self._stopping and isinstance(settlement.outcome, Unknown):
            return  # cut short by the stop: it tells nothing of the way
        was_stopped = self._breaker.is_open
        tripped = self._breaker.record(settlement.outcome, settlement.delivery, now)
        if tripped is not None:
            await self._stop_run(tripped, now)
        elif was_stopped and not self._breaker.is_open:
            self._alert(RunResumed())
        refused = isinstance(settlement.outcome, Refused) and tripped is None
        if refused and settlement.decision.consequence is Consequence.PAUSE:
            self._tell_of_refusal(settlement)

    async def _stop_run(self, tripped: Tripped, now: datetime) -> None:
        await self._outbox.take_back(tripped.undo, now, tripped.until)
        if tripped.first:
            log.error("deliveries fail in a row (%s): stopped", type(tripped.outcome).__name__)
            self._alert(RunStopped(tripped.outcome, tripped.until))

    def _tell_of_refusal(self, settlement: Settlement) -> None:
        if isinstance(settlement.outcome, Refused):
            to = settlement.delivery
            reason = settlement.outcome.reason
            self._alert(PlaceRefused(to.kind, to.chat_id, to.thread_id, reason))

    def _alert(self, alert: Alert) -> None:
        if self._on_alert is not None:
            tasks.start(_awaited(self._on_alert(alert)), "alert")

    def _cancel_all(self) -> None:
        self._cancel(self._flying)

    def _cancel(self, flights: Iterable[Flight]) -> None:
        for flight in tuple(flights):
            self._flying[flight].cancel()


def _settlement(flight: Flight, outcome: Outcome, now: datetime) -> Settlement:
    decision = decide(outcome, flight.delivery, now)
    return Settlement(flight.delivery, outcome, decision, departed=flight.departed)


async def _awaited(work: Awaitable[None]) -> None:
    await work


async def _error_of(work: Awaitable[None]) -> Exception | None:
    # It belongs to whoever waits for the run: as the task's own it would be logged a second time.
    try:
        await work
    except Exception as error:  # noqa: BLE001 -- raised again by whoever waits
        return error
    return None


def _raise(error: Exception | None) -> None:
    if error is not None:
        raise error
