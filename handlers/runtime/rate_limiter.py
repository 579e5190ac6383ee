"""Keeps every send within Telegram's limits and puts a person's reply before any broadcast."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from handlers.runtime.priority_queue import ChatKey, Limits, Priority, PrioritySendQueue
from handlers.runtime.request import NeverLeft, pause_asked
from handlers.runtime.retry_policy import is_for_people, is_repeatable, retried
from handlers.runtime.sliding_window import Limit

__all__ = ["Priority", "RateLimiter", "limits"]

T = TypeVar("T")
Answer = bool | dict[str, Any] | list[dict[str, Any]]

MESSAGES_PER_SECOND = 30
LONGEST_WAIT = 30.0
_SENDS = ("send", "forward", "copy", "editMessage")
_SHOWS_NOTHING = frozenset({"sendChatAction"})
# The windows are a little longer than Telegram's: clocks tick in milliseconds, and how long a call
# was on its way is known only by its answer.
_ON_THE_WAY = 0.01


def limits(messages_per_second: int = MESSAGES_PER_SECOND, reserved: int | None = None) -> Limits:
    """Telegram's limits; broadcasts never take the ``reserved`` part (a sixth) of the overall one.

    A chat may get three messages at once and no more than one a second over time: Telegram
    tolerates a short burst. A group or channel may also get no more than 20 a minute.
    """
    kept = max(1, messages_per_second // 6) if reserved is None else reserved
    second = 1 + _ON_THE_WAY
    return Limits(
        overall=Limit(messages_per_second, second),
        for_broadcasts=Limit(max(1, messages_per_second - kept), second),
        per_chat=Limit(3, 3 * second),
        per_group=Limit(20, 60 * second),
    )


@dataclass(slots=True)
class _Refusals:
    """Tells a 429 meant for one chat from one meant for the bot: Telegram does not say which.

    Three different chats refused within a few seconds are taken for the bot.
    """

    chats: int = 3
    within: float = 3.0
    _recent: dict[ChatKey, float] = field(default_factory=dict)

    def is_about_the_bot(self, chat: ChatKey, now: float) -> bool:
        self._recent = {key: at for key, at in self._recent.items() if at > now - self.within}
        self._recent[chat] = now
        return len(self._recent) >= self.chats


class RateLimiter(BaseRateLimiter[int]):
    """PTB's rate limiter: ``rate_limit_args=Priority.BROADCAST`` marks what may wait.

    Calls that put something before people's eyes count (send, forward, copy, edit: one each) and
    wait for their turn; all others (answers to buttons and inline queries, look-ups, deletions,
    typing) never wait. After a 429 its chat pauses for as long as Telegram asks, and all sends do
    if three chats are refused in a row. A reply is then sent again; a broadcast raises
    ``RetryAfter`` for its sender to plan anew. Whatever would wait longer than ``longest_wait``
    seconds for such a pause raises ``RetryAfter`` at once.
    """

    def __init__(
        self, sending: Limits | None = None, *, longest_wait: float = LONGEST_WAIT
    ) -> None:
        self._longest_wait = longest_wait
        self._queue = PrioritySendQueue(sending or limits(), longest_wait=longest_wait)
        self._refusals = _Refusals()

    @property
    def chats(self) -> int:
        """How many chats are held in memory."""
        return self._queue.chats

    def withdraw_broadcasts(self, chat_id: int) -> None:
        """What still waits for this chat raises ``NeverLeft``: somebody has just stopped it."""
        self._queue.withdraw(chat_id, Priority.BROADCAST)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Leaves no alarm behind."""
        self._queue.close()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """How PTB hands its own calls over: those that count wait for their turn."""
        priority = Priority(rate_limit_args or Priority.REPLY)
        chat = _chat_of(data) if _counts(endpoint) else None
        return await self.call(endpoint, chat, priority, partial(callback, *args, **kwargs))

    async def call(
        self,
        method: str,
        chat: ChatKey | None,
        priority: Priority,
        send: Callable[[], Awaitable[T]],
    ) -> T:
        """Calls a method when its turn has come, at once where no ``chat`` has to be shown it.

        A reply that fails is made again where that is right (``retry_policy``).
        """
        once = send if chat is None else partial(self._once, chat, priority, send)
        if priority is Priority.BROADCAST or not is_for_people(method):
            return await once()
        return await retried(once, repeatable=is_repeatable(method))

    async def _once(self, chat: ChatKey, priority: Priority, send: Callable[[], Awaitable[T]]) -> T:
        try:
            ticket = await self._queue.enter(chat, priority)
        except asyncio.CancelledError:
            if (
                priority is Priority.BROADCAST
            ):  # its sender must know that this one surely did not leave
                raise NeverLeft("It was cancelled before its turn.") from None
            raise
        answered = False
        try:
            answer = await send()
            answered = True
        except RetryAfter as refusal:
            self._pause(chat, refusal)
            raise
        finally:
            self._queue.settle(ticket, answered=answered)
        return answer

    def _pause(self, chat: ChatKey, refusal: RetryAfter) -> None:
        seconds = pause_asked(refusal).total_seconds()
        self._queue.pause(chat, seconds)
        if self._refusals.is_about_the_bot(chat, asyncio.get_running_loop().time()):
            self._queue.halt(seconds)


def _counts(endpoint: str) -> bool:
    return endpoint.startswith(_SENDS) and endpoint not in _SHOWS_NOTHING


def _chat_of(data: dict[str, Any]) -> ChatKey | None:
    chat = data.get("chat_id")
    if isinstance(chat, str):
        return int(chat) if chat.lstrip("-").isdecimal() else chat.lower()
    return chat if isinstance(chat, int) else None
