"""Long polling that confirms an update only when it has been handled: a crash loses nobody's words.

python-telegram-bot's own polling confirms what it has merely queued.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

from bot import tasks
from bot.fatal_errors import CannotStart
from handlers.runtime.get_updates import (
    Conflict,
    Failed,
    GetUpdates,
    Given,
    Refused,
    Wire,
    chat_of,
)
from handlers.runtime.unconfirmed_updates import MOST_AT_ONCE, UnconfirmedUpdates

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=30)
CONFLICTS_IN_A_ROW = 6
# Telegram gives a single update to who asks twice for the same offset within half a second
# (telegram-bot-api, Client.cpp, process_get_updates_query).
SAME_OFFSET_AFTER = 0.6
# After an answer more of a batch may be done in a moment: one question confirms it all.
BREATHER = 0.03
# Where Telegram would give nobody else a turn, what takes longer than this is not waited for.
HELD_FOR = 5.0
# What is not waited for is still at work: no more is begun than memory and patience allow.
MOST_UNFINISHED = 300
# With what comes for the last question that was still asked.
MOST_HELD = MOST_UNFINISHED + MOST_AT_ONCE
LAST_WORDS_WITHIN = 1.0

REFUSED = (
    "Telegram refuses to give updates ({status}): the token was revoked, or something between "
    "here and Telegram answers in its place."
)
CONFLICT = (
    "Another program asks for updates with the same token (409): stop it, or give this bot a "
    "token of its own."
)


class HandledUpdates(Protocol):
    """Numbers of updates that were handled and could not be confirmed yet, kept over a crash."""

    async def all(self) -> frozenset[int]:
        """Those that are kept."""

    async def change(self, add: Iterable[int], remove: Iterable[int]) -> None:
        """Keeps some and forgets others; durable when it returns."""


Handle = Callable[[Wire], Awaitable[None]]


class Polling:
    """Brings each update to ``handle``, at least once: again after a crash that interrupted it.

    What was handled and not confirmed is written down and comes to nobody twice, except what was
    in the midst of being answered. ``on_problem`` is told when that cannot be written down: then
    the bot goes on without.
    """

    def __init__(
        self,
        get_updates: GetUpdates,
        handle: Handle,
        handled: HandledUpdates,
        on_problem: Callable[[Exception], None],
    ) -> None:
        self._get_updates = get_updates
        self._handle = handle
        self._handled = handled
        self._on_problem = on_problem
        self._updates = UnconfirmedUpdates()
        self._kept: frozenset[int] = frozenset()
        self._handling: set[asyncio.Task[None]] = set()
        self._is_asking = False
        self._progress = asyncio.Event()
        self._to_keep = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled; raises CannotStart when updates are refused for good.

        What is being handled goes on when it ends: ``finish`` waits for that.
        """
        await self._remember()
        keeping = tasks.start(self._keep_on(), "handled updates")
        try:
            await self._poll_on()
        finally:
            keeping.cancel()
            await asyncio.wait({keeping})

    async def finish(self, within: float) -> None:
        """After ``run``: waits up to so many seconds for what is being handled, then cancels it.

        What could not be finished is not confirmed: Telegram brings it at the next start.
        """
        if self._handling:
            await asyncio.wait(self._handling, timeout=within)
        unfinished = tuple(self._handling)
        for task in unfinished:
            task.cancel()
        if unfinished:
            log.warning("%d updates could not be finished; they come again", len(unfinished))
            await asyncio.wait(unfinished, timeout=LAST_WORDS_WITHIN)
        try:
            async with asyncio.timeout(LAST_WORDS_WITHIN):
                await self._keep()
                await self._get_updates(self._updates.offset(), wait=False, most=1)
        except TimeoutError:
            log.warning("what was handled last could not be confirmed")

    async def _remember(self) -> None:
        try:
            self._kept = await self._handled.all()
        except Exception as error:  # noqa: BLE001 -- a database that fails is reported, not fatal
            self._on_problem(error)
        self._updates = UnconfirmedUpdates(self._kept)

    async def _poll_on(self) -> None:
        pause, conflicts = FIRST_PAUSE, 0
        while True:
            asked_at = _now()
            given = await self._ask()
            conflicts = conflicts + 1 if isinstance(given, Conflict) else 0
            if isinstance(given, Refused):
                raise CannotStart(REFUSED.format(status=given.status))
            if conflicts >= CONFLICTS_IN_A_ROW:
                raise CannotStart(CONFLICT)
            if isinstance(given, Failed | Conflict):
                await asyncio.sleep(_pause_after(given, pause).total_seconds())
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            self._begin(given)
            await self._until_worth_asking(asked_at)

    async def _ask(self) -> Given:
        self._is_asking = True
        try:
            return await self._get_updates(self._updates.offset(), wait=not self._updates.are_open)
        finally:
            self._is_asking = False

    def _begin(self, given: Sequence[Wire]) -> None:
        by_number = {update["update_id"]: update for update in given}
        chats = {number: chat_of(update) for number, update in by_number.items()}
        for number in self._updates.take(chats, _now()):
            task = tasks.start(self._handle_one(by_number[number]), "update")
            self._handling.add(task)
            task.add_done_callback(partial(self._over, number))

    async def _handle_one(self, update: Wire) -> None:
        try:
            await self._handle(update)
        except Exception as error:  # noqa: BLE001 -- it must not come again and again
            log.error("an update could not be handled: %s", type(error).__name__)

    def _over(self, number: int, task: asyncio.Task[None]) -> None:
        self._handling.discard(task)
        if task.cancelled():
            return  # it comes again
        self._updates.done(number)
        self._progress.set()
        if self._is_asking or self._updates.are_open:
            self._to_keep.set()  # no question is on its way that would confirm it

    async def _until_worth_asking(self, asked_at: float) -> None:
        """Returns when nothing is being handled, or asking would confirm or bring something new."""
        if self._updates.are_full and self._updates.let_go(_now() - HELD_FOR):
            log.warning("a flood, or a slow answer: those behind do not wait for it")
        while len(self._handling) >= MOST_UNFINISHED:
            self._progress.clear()
            await self._progress.wait()
        while self._updates.are_open:
            left = asked_at + SAME_OFFSET_AFTER - _now()
            if left <= 0:
                return
            if self._updates.is_first_done:
                await asyncio.sleep(min(left, BREATHER))
                return
            self._progress.clear()
            try:
                async with asyncio.timeout(left):
                    await self._progress.wait()
            except TimeoutError:
                return

    async def _keep_on(self) -> None:
        while True:
            await self._to_keep.wait()
            self._to_keep.clear()
            await self._keep()

    async def _keep(self) -> None:
        wanted = self._updates.done_out_of_turn()
        if wanted == self._kept:
            return
        try:
            await self._handled.change(wanted - self._kept, self._kept - wanted)
        except Exception as error:  # noqa: BLE001 -- a database that fails is reported, not fatal
            self._on_problem(error)
        else:
            self._kept = wanted


def _pause_after(given: Failed | Conflict, pause: timedelta) -> timedelta:
    """Ever longer, and never longer than Telegram asks for: a stray wish must not make us deaf."""
    log.warning(
        "No updates could be fetched (%s); it is tried again.",
        given.reason if isinstance(given, Failed) else "another program asks for them",
    )
    asked = given.retry_after if isinstance(given, Failed) else None
    return min(pause, asked) if asked is not None else pause


def _now() -> float:
    return asyncio.get_running_loop().time()
