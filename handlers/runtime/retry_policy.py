"""Which failed call is made again for a person who waits, and after how long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.runtime.request import is_untimed_429, never_left, pause_asked

T = TypeVar("T")

# So many seconds after its first try a person may still be waiting for an answer.
PATIENCE = 30.0
FIRST_PAUSE = 0.5
# Bot API methods that may be carried out twice and nobody sees a difference.
_REPEATABLE = ("edit", "answer", "deleteMessage", "getChat", "sendChatAction", "pinChatMessage")
_ONCE = ("send", "copy", "forward")
# Telegram has said no: the same call would be refused again.
_FINAL = (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken)


def is_for_people(method: str) -> bool:
    """Whether somebody waits for what this method does; the bot's own set-up is none of these."""
    return method.startswith(_ONCE + _REPEATABLE)


def is_repeatable(method: str) -> bool:
    """Whether it may be made again though it may have been carried out."""
    return method.startswith(_REPEATABLE)


def pause_before_retry(error: TelegramError, tries: int, *, repeatable: bool) -> float | None:
    """Seconds to wait after so many tries, the last of which failed; None for no other try.

    What did not leave, or was refused with 429, is made again. What may have been carried out is,
    if it is ``repeatable``, once. After a timeout nobody knows, and the person has waited already.
    """
    match error:
        case RetryAfter():
            return pause_asked(error).total_seconds()
        case error if isinstance(error, _FINAL):
            return None
        case NetworkError() if never_left(error) or is_untimed_429(error):
            return FIRST_PAUSE * float(2 ** (tries - 1))
        case TimedOut():
            return None
        case _:
            return FIRST_PAUSE if repeatable and tries == 1 else None


async def retried(call: Callable[[], Awaitable[T]], *, repeatable: bool) -> T:
    """Makes a call for a person, again where that is right, for no longer than ``PATIENCE``.

    Raises what the last try raised, at once where the next would come too late.
    """
    loop = asyncio.get_running_loop()
    too_late_at, tries = loop.time() + PATIENCE, 0
    while True:
        tries += 1
        try:
            return await call()
        except TelegramError as error:
            pause = pause_before_retry(error, tries, repeatable=repeatable)
            if pause is None or loop.time() + pause > too_late_at:
                raise
        await asyncio.sleep(pause)
