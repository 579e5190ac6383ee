"""The first words with Telegram: a network that is not up yet is waited for, but not for ever."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import tasks
from bot.fatal_errors import CannotStart, Misconfigured
from handlers.runtime.request import pause_asked

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=15)

REFUSED = "Telegram does not accept the BOT_TOKEN: copy it anew from @BotFather."
UNREACHABLE = "The Bot API server cannot be reached ({}): check the network and BOT_API_URL."

Step = Callable[[], Awaitable[object]]


async def with_retries(step: Step, stopped: asyncio.Task[object], within: timedelta) -> bool:
    """Takes a step that needs Telegram, again and again until it is taken; False if stopped first.

    Raises CannotStart when the time is over, Misconfigured at once where no time would help.
    """
    loop = asyncio.get_running_loop()
    deadline, pause = loop.time() + within.total_seconds(), FIRST_PAUSE
    while not stopped.done():
        trying = tasks.start(_tried(step), "a step of the start")
        await asyncio.wait({trying, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not trying.done():
            trying.cancel()
            await asyncio.wait({trying})
            return False
        error = trying.result()
        if error is None:
            return True
        seconds = _before_next(error, pause)
        if loop.time() + seconds > deadline:
            raise CannotStart(UNREACHABLE.format(type(error).__name__))
        log.warning(
            "Telegram cannot be reached yet (%s); next try in %.0f s", type(error).__name__, seconds
        )
        await asyncio.wait({stopped}, timeout=seconds)
        pause = min(pause * 2, LONGEST_PAUSE)
    return False


async def _tried(step: Step) -> TelegramError | None:
    # A task's own error would be logged with a traceback.
    try:
        await step()
    except TelegramError as error:
        return error
    return None


def _before_next(error: TelegramError, pause: timedelta) -> float:
    if isinstance(error, InvalidToken) and _is_telegrams_own(error):
        raise Misconfigured(REFUSED)
    if isinstance(error, RetryAfter):
        pause = max(pause, pause_asked(error))
    return pause.total_seconds()


def _is_telegrams_own(error: InvalidToken) -> bool:
    """PTB makes an InvalidToken of every 401 and 404; a proxy's page, which is no JSON, is none."""
    refusal = error.__cause__ if isinstance(error.__cause__, InvalidToken) else error
    return refusal.__cause__ is None
