"""What the running bot does by itself, minute after minute, also when its clock is set."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.ext import Job, JobQueue

from bot import tasks
from bot.delivery.courier import Courier
from bot.replies import alerts
from bot.services import DatabaseProblem
from handlers.context import BotData, Context
from handlers.runtime.clock_watch import ClockJump, ClockWatch
from handlers.runtime.interval_trigger import IntervalTrigger

log = logging.getLogger(__name__)

TIDIED_EVERY = timedelta(days=1)
# A clock that runs ahead makes young things look old. So long it may take to put it right.
TIDIED_AFTER_JUMP = timedelta(days=1)
# Two programs that quarrel about the clock would fill the operators' chats.
TOLD_OF_JUMP_EVERY = timedelta(hours=1)


class Heartbeat:
    """Ticks without state: a missed beat costs nothing, SQLite knows what is due.

    Beats come by the machine's clock; once a clock that was set is noticed, they come anew.
    """

    def __init__(
        self,
        bot_data: BotData,
        courier: Courier,
        tidy: Callable[[], Awaitable[None]],
        *,
        every: timedelta,
        watch: ClockWatch,
    ) -> None:
        self._bot_data = bot_data
        self._courier = courier
        self._tidy = tidy
        self._every = every
        self._watch = watch
        self._job: Job[Context] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._tidy_at = self._in(every)
        self._tell_of_jump_at = self._in(timedelta())

    def begin(self, jobs: JobQueue[Context]) -> None:
        """From here on it beats, until the jobs end."""
        # A second's grace, APScheduler's default, would skip what a busy moment delays.
        never_too_late = {"misfire_grace_time": None, "coalesce": True}
        self._job = jobs.run_custom(self._beat, {"trigger": self._soon(), **never_too_late})

    async def watch_clock(self, every: timedelta) -> None:
        """For ever: looks whether the clock was set. A sleep goes by no clock that can be."""
        while True:
            await asyncio.sleep(every.total_seconds())
            self._look_at_clock()

    async def _beat(self, _: Context) -> None:
        # First of all: what a clock that ran ahead makes look old must not be let go of.
        self._look_at_clock()
        # Not awaited: a run may take longer than a minute, and the scheduler waits for its jobs.
        tasks.start(self._noting(self._courier.tick), "heartbeat")
        if self._watch.seconds() >= self._tidy_at:
            self._tidy_at = self._in(TIDIED_EVERY)
            tasks.start(self._noting(self._tidy), "tidying")
        # Not awaited either: a disk may take longer for its answer than a minute.
        if self._looking is None or self._looking.done():
            self._looking = tasks.start(self._bot_data.outage.look(), "database")

    async def _noting(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except DatabaseProblem as problem:
            self._bot_data.outage.note(problem)

    def _look_at_clock(self) -> None:
        jump = self._watch.look()
        if jump is None:
            return
        if jump.by > TIDIED_AFTER_JUMP:
            self._tidy_at = max(self._tidy_at, self._in(TIDIED_AFTER_JUMP))
        if self._job is not None:
            # Set back by a month, the clock would have the next beat wait for a month.
            self._job.job.reschedule(self._soon())
        self._tell_of(jump)

    def _tell_of(self, jump: ClockJump) -> None:
        before, after = (each.strftime("%Y-%m-%d %H:%M:%S") for each in (jump.expected, jump.found))
        log.warning("The clock was set from %s to %s UTC; the tips go by it.", before, after)
        if self._watch.seconds() >= self._tell_of_jump_at:
            self._tell_of_jump_at = self._in(TOLD_OF_JUMP_EVERY)
            edition = self._bot_data.services.live.current.of(None)
            reply = alerts.clock_was_set(edition, jump.expected, jump.found)
            tasks.start(self._bot_data.operators.tell(reply), "alert")

    def _soon(self) -> IntervalTrigger:
        return IntervalTrigger(self._every, first=min(timedelta(seconds=1), self._every))

    def _in(self, time: timedelta) -> float:
        return self._watch.seconds() + time.total_seconds()
