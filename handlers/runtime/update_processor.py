"""Decides which updates may run side by side: one chat's in order, different chats' at once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from inspect import iscoroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot import tasks

log = logging.getLogger(__name__)

Told = Callable[[Update], Coroutine[Any, Any, None]]

Waiting = asyncio.Task[None] | None

WORKERS = 100
UNFINISHED = 200
FLOOD = 30


def order_key(update: object) -> int | None:
    """The chat (or, without one, the person) whose updates keep their order; None needs no order.

    Inline queries are unordered: each stands alone, and a late answer to one is no answer.
    """
    if not isinstance(update, Update) or update.inline_query or update.chosen_inline_result:
        return None
    place = update.effective_chat or update.effective_user
    return place.id if place else None


def may_be_dropped(update: Update) -> bool:
    """Words and presses may; what tells of a chat's fate (moved, blocked, removed) never."""
    return bool(update.callback_query or (update.message and update.message.text))


class PerChatProcessor(BaseUpdateProcessor):
    """First in, first out within a chat; up to ``workers`` chats at once.

    An update that waits for its chat holds no worker, so a flood in one chat costs the others
    nothing. ``timeout`` seconds end a handler that hangs (``TimeoutError`` goes to the error
    handlers); without it one hung handler would silence its chat until the next start.
    Of more than ``flood`` messages and presses that wait in one chat the newest are dropped: a chat
    is answered once a second at most, so a flood would soon fill all the room there is for others.
    ``on_dropped`` is called with each of them, out of turn, and ``on_waiting`` is begun with each
    press that has to wait and cancelled when its turn comes: a button must not go on spinning.
    It bounds nothing else: who brings the updates must hold no more than ``unfinished`` of them.
    """

    __slots__ = ("_flood", "_lines", "_timeout", "_workers", "on_dropped", "on_waiting")

    def __init__(
        self,
        workers: int = WORKERS,
        *,
        timeout: float | None = 120.0,
        flood: int = FLOOD,
        unfinished: int = UNFINISHED,
    ) -> None:
        # PTB's own semaphore is taken before an update can wait for its chat, so it must never
        # be the narrow place: room for everything that the queue lets in.
        super().__init__(max_concurrent_updates=max(unfinished, workers, 2))
        self._lines: dict[int, deque[asyncio.Future[None]]] = {}
        self._workers = asyncio.Semaphore(workers)
        self._timeout = timeout
        self._flood = flood
        self.on_dropped: Told | None = None
        self.on_waiting: Told | None = None

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Runs the update when its chat's earlier ones are done and a worker is free."""
        try:
            key = order_key(update)
            if self._is_flooded(key) and isinstance(update, Update) and may_be_dropped(update):
                log.info("a flood in one chat: an update was dropped")
                if self.on_dropped is not None:
                    await self.on_dropped(update)
                return
            waiting = self._tell_of_waiting(key, update)
            try:
                await self._in_order(key, coroutine, waiting)
            finally:
                _end(waiting)
        finally:
            if iscoroutine(coroutine):
                coroutine.close()  # cancelled before its turn: it must not warn that it never ran

    def _is_flooded(self, key: int | None) -> bool:
        return key is not None and len(self._lines.get(key, ())) >= self._flood

    def _tell_of_waiting(self, key: int | None, update: object) -> Waiting:
        must_wait = key in self._lines or self._workers.locked()
        if self.on_waiting is None or not must_wait:
            return None
        if not isinstance(update, Update) or update.callback_query is None:
            return None
        return tasks.start(self.on_waiting(update), "a press that waits")

    async def _in_order(self, key: int | None, coroutine: Awaitable[Any], waiting: Waiting) -> None:
        if key is None:
            return await self._work(coroutine, waiting)
        await self._stand_in(key)
        try:
            return await self._work(coroutine, waiting)
        finally:
            self._call_next(key)

    async def _stand_in(self, key: int) -> None:
        line = self._lines.get(key)
        if line is None:
            self._lines[key] = deque()
            return
        turn = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # called and cancelled in one breath: pass the turn on
                self._call_next(key)
            raise

    def _call_next(self, key: int) -> None:
        line = self._lines[key]
        while line:
            turn = line.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        del self._lines[key]

    async def _work(self, coroutine: Awaitable[Any], waiting: Waiting) -> None:
        async with self._workers:
            _end(waiting)
            async with asyncio.timeout(self._timeout):
                await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release: PTB has waited for every update before it calls this."""


def _end(waiting: Waiting) -> None:
    if waiting is not None:
        waiting.cancel()
