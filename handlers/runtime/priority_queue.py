"""Lets sends through one by one: replies before broadcasts, each chat at its own pace."""

from __future__ import annotations

import asyncio
import bisect
import heapq
import math
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

from telegram.error import RetryAfter

from handlers.runtime.request import NeverLeft
from handlers.runtime.sliding_window import NEVER, Limit, ShortestRecentSpan, SlidingWindow

ChatKey = int | str

# A send that is not answered within this keeps its place no longer, or a few that hang would
# stop all others until they time out.
_UNANSWERED = 3.0
# So much later than the quickest a send may arrive without counting later: the windows are longer
# than Telegram's by a little more. Without it every hiccup of the machine would lower the rate.
_GRANTED = 0.008
# So late an alarm may ring without the rate falling: what it delayed leaves close together. A busy
# loop is late by some milliseconds, which at a high rate is several sends.
_CAUGHT_UP = 0.02


class Priority(IntEnum):
    """Whose turn it is: what a person waits for always goes before what nobody waits for."""

    # Not 0: python-telegram-bot takes a false value for none given.
    REPLY = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be sent. ``for_broadcasts`` is the overall one less what is kept for replies."""

    overall: Limit
    for_broadcasts: Limit
    per_chat: Limit
    per_group: Limit


@dataclass(slots=True, eq=False)
class Ticket:
    """One send: who waits, and once it was let through, when it left and when it counts."""

    chat_queue: _ChatQueue
    priority: Priority
    number: int
    turn: asyncio.Future[None]
    is_offered: bool = False
    left_at: float = NEVER
    stamp: float = NEVER


@dataclass(slots=True, eq=False)
class _ChatQueue:
    """One chat: what it was sent lately, until when it is paused, who waits for it."""

    windows: tuple[SlidingWindow, ...]
    paused_until: float = NEVER
    wakes_at: float = math.inf
    # In the order in which they leave. One list for both priorities: with thousands of chats in
    # memory each further container costs a megabyte.
    waiting: list[Ticket] = field(default_factory=list)

    def free_at(self, now: float) -> float:
        return max(self.paused_until, *(window.free_at(now) for window in self.windows))

    def add(self, ticket: Ticket) -> None:
        bisect.insort(self.waiting, ticket, key=lambda other: (other.priority, other.number))

    def head(self) -> Ticket | None:
        """Who is next; whoever has left, or is not waited for any more, is let go of."""
        if self.waiting and self.waiting[0].turn.done():
            self.waiting = [ticket for ticket in self.waiting if not ticket.turn.done()]
        return self.waiting[0] if self.waiting else None

    def is_idle(self, now: float) -> bool:
        if self.paused_until > now or any(window.used(now) for window in self.windows):
            return False
        return self.head() is None


class PrioritySendQueue:
    """A queue in front of all sends.

    A reply that may go (its chat is neither paused nor at its limit) goes before every broadcast;
    within a priority, chats go in the order in which they asked, and within a chat and priority
    sends keep their order. Sends are spaced evenly: a reply that meets a full window waits for one
    place to fall free and not for a second to pass, and no more are on the wire at once than the
    round trip needs, of all of which a crash would leave unknown whether they arrived. Replies can
    starve broadcasts, never the reverse; a chat that waits delays no other chat. A waiter that is
    cancelled leaves no trace, and one that is cancelled with its turn in hand gives it back.

    Telegram counts a send when it arrives, and two may draw nearer to each other on the way. So a
    send keeps its place until it is answered, and then counts from the latest instant at which it
    can have arrived: later than it left by as much as its round trip exceeds the quickest.
    """

    def __init__(self, limits: Limits, *, longest_wait: float) -> None:
        self._limits = limits
        self._longest_wait = longest_wait
        self._overall = SlidingWindow(limits.overall)
        self._broadcasts = SlidingWindow(limits.for_broadcasts)
        self._gaps = {
            Priority.REPLY: limits.overall.seconds / limits.overall.count,
            Priority.BROADCAST: limits.for_broadcasts.seconds / limits.for_broadcasts.count,
        }
        self._next_at = dict.fromkeys(Priority, NEVER)
        self._round_trip = ShortestRecentSpan()
        self._halted_until = NEVER
        self._chats: dict[ChatKey, _ChatQueue] = {}
        self._numbers = count()
        self._ready: dict[Priority, list[tuple[int, Ticket]]] = {
            priority: [] for priority in Priority
        }
        self._resting: list[tuple[float, int, _ChatQueue]] = []
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = math.inf

    @property
    def chats(self) -> int:
        """How many chats are held in memory: those sent to lately, paused or waited for."""
        return len(self._chats)

    async def enter(self, chat: ChatKey, priority: Priority) -> Ticket:
        """Returns when the send may leave, which is now in most cases; ``settle`` it afterwards.

        Raises ``RetryAfter`` without waiting if Telegram asked for a longer pause than a caller
        should sit through.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        chat_queue = self._queue_of(chat, now)
        pause = max(chat_queue.paused_until, self._halted_until) - now
        if pause > self._longest_wait:
            raise _refusal(pause)
        ticket = Ticket(chat_queue, priority, next(self._numbers), loop.create_future())
        chat_queue.add(ticket)
        self._offer(chat_queue, now)
        self._advance(now)
        if not ticket.turn.done():
            try:
                await ticket.turn
            except asyncio.CancelledError:
                self._leave(ticket, loop.time())
                raise
        return ticket

    def settle(self, ticket: Ticket, *, answered: bool) -> None:
        """Counts the send from when it can have arrived, now that it is over."""
        now = asyncio.get_running_loop().time()
        if answered:
            self._round_trip.note(now - ticket.left_at)
        arrived_at = now - self._round_trip.span - _GRANTED if answered else now
        for window in self._windows_of(ticket):
            window.move(ticket.stamp, max(ticket.left_at, arrived_at))
        self._offer(ticket.chat_queue, now)
        self._advance(now)

    def pause(self, chat: ChatKey, seconds: float) -> None:
        """Holds one chat's sends back, and refuses them if that takes too long."""
        now = asyncio.get_running_loop().time()
        chat_queue = self._queue_of(chat, now)
        chat_queue.paused_until = max(chat_queue.paused_until, now + seconds)
        if seconds > self._longest_wait:
            _refuse_all(chat_queue, seconds)

    def withdraw(self, chat: ChatKey, priority: Priority) -> None:
        """Turns away what waits for a chat of one priority: ``NeverLeft``, for it never left."""
        chat_queue = self._chats.get(chat)
        for ticket in tuple(chat_queue.waiting) if chat_queue else ():
            if ticket.priority is priority and not ticket.turn.done():
                ticket.turn.set_exception(NeverLeft("It was no longer wanted."))

    def halt(self, seconds: float) -> None:
        """Holds every send back, and refuses them if that takes too long."""
        now = asyncio.get_running_loop().time()
        self._halted_until = max(self._halted_until, now + seconds)
        if seconds > self._longest_wait:
            for chat_queue in self._chats.values():
                _refuse_all(chat_queue, seconds)

    def close(self) -> None:
        """Stops the alarm that would let the next one through."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm, self._alarm_at = None, math.inf

    def _queue_of(self, chat: ChatKey, now: float) -> _ChatQueue:
        self._forget_idle(now)
        chat_queue = self._chats.pop(chat, None)
        if chat_queue is None:
            is_group = isinstance(chat, str) or chat < 0
            limits = (self._limits.per_chat, self._limits.per_group)[: 1 + is_group]
            chat_queue = _ChatQueue(tuple(SlidingWindow(limit) for limit in limits))
        self._chats[chat] = chat_queue
        return chat_queue

    def _forget_idle(self, now: float) -> None:
        # Some looks for each chat that comes: faster than chats are added, and never a long stop.
        for _ in range(min(4, len(self._chats))):
            chat = next(iter(self._chats))
            chat_queue = self._chats.pop(chat)
            if not chat_queue.is_idle(now):
                self._chats[chat] = chat_queue

    def _offer(self, chat_queue: _ChatQueue, now: float) -> None:
        """Puts the place's first ticket where it belongs: ready now, or resting until it is."""
        head = chat_queue.head()
        if head is None or head.is_offered:
            return
        at = chat_queue.free_at(now)
        if at <= now:
            head.is_offered = True
            heapq.heappush(self._ready[head.priority], (head.number, head))
        elif at < chat_queue.wakes_at:
            chat_queue.wakes_at = at
            heapq.heappush(self._resting, (at, next(self._numbers), chat_queue))

    def _advance(self, now: float) -> None:
        """Lets through whoever may go, then sets the alarm for the next one."""
        self._wake(now)
        at = math.inf
        while ticket := self._next(Priority.REPLY, now) or self._next(Priority.BROADCAST, now):
            at = self._opens_at(ticket.priority, now)
            if at > now:
                break
            self._let_through(ticket, now)
            at = math.inf
        self._set_alarm(min(at, self._first_waking()), now)

    def _wake(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            chat_queue = heapq.heappop(self._resting)[2]
            chat_queue.wakes_at = math.inf
            self._offer(chat_queue, now)

    def _next(self, priority: Priority, now: float) -> Ticket | None:
        ready = self._ready[priority]
        while ready:
            ticket = ready[0][1]
            if not ticket.turn.done() and ticket.chat_queue.free_at(now) <= now:
                return ticket
            heapq.heappop(ready)
            ticket.is_offered = False
            self._offer(ticket.chat_queue, now)
        return None

    def _opens_at(self, priority: Priority, now: float) -> float:
        at = max(self._halted_until, self._overall.free_at(now), self._next_at[priority])
        if priority is Priority.BROADCAST:
            at = max(at, self._broadcasts.free_at(now))
        return at

    def _let_through(self, ticket: Ticket, now: float) -> None:
        heapq.heappop(self._ready[ticket.priority])
        ticket.left_at, ticket.stamp = now, now + _UNANSWERED
        for window in self._windows_of(ticket):
            window.add(ticket.stamp)
        # Some lateness is caught up, or late alarms would lower the rate; not more, or they
        # would bunch and leave a reply no place to fall free in between.
        earliest = max(self._next_at[ticket.priority], now - _CAUGHT_UP)
        self._next_at[ticket.priority] = earliest + self._gaps[ticket.priority]
        ticket.turn.set_result(None)
        self._offer(ticket.chat_queue, now)

    def _leave(self, ticket: Ticket, now: float) -> None:
        if not ticket.turn.cancelled() and ticket.turn.exception() is None:
            for window in self._windows_of(ticket):
                window.take_back(ticket.stamp)
            self._next_at[ticket.priority] -= self._gaps[ticket.priority]
        self._offer(ticket.chat_queue, now)
        self._advance(now)

    def _windows_of(self, ticket: Ticket) -> tuple[SlidingWindow, ...]:
        shared = (
            (self._overall, self._broadcasts)
            if ticket.priority is Priority.BROADCAST
            else (self._overall,)
        )
        return (*shared, *ticket.chat_queue.windows)

    def _first_waking(self) -> float:
        return self._resting[0][0] if self._resting else math.inf

    def _set_alarm(self, at: float, now: float) -> None:
        # One that rings too early does no harm; setting it anew for every send would cost more.
        if now < self._alarm_at <= at:
            return
        self.close()
        if at < math.inf:
            self._alarm_at = at
            self._alarm = asyncio.get_running_loop().call_at(at, self._ring)

    def _ring(self) -> None:
        self._alarm, self._alarm_at = None, math.inf
        self._advance(asyncio.get_running_loop().time())


def _refuse_all(chat_queue: _ChatQueue, seconds: float) -> None:
    for ticket in chat_queue.waiting:
        if not ticket.turn.done():
            ticket.turn.set_exception(_refusal(seconds))


def _refusal(seconds: float) -> RetryAfter:
    return RetryAfter(math.ceil(seconds))
