"""The bot on Telegram: settings in, a running process until a signal comes."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.clock import SystemClock
from bot.content.live import LiveEditions
from bot.services import open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.runtime.process import exit_within, settle_memory

# What ends by itself takes 9 s at most (``lifecycle.run``); Docker kills after 10.
STOPS_WITHIN = timedelta(seconds=9.5)


async def serve_live(settings: Settings, rhythm: Rhythm | None = None) -> None:
    """Runs by long polling; raises ContentProblem, DatabaseProblem or CannotStart."""
    if settings.bot_token is None:
        raise ValueError("serve_live needs a token")
    stop = stopped_by_signal(on_signal=partial(exit_within, STOPS_WITHIN))
    live = LiveEditions(settings.content_dir, settings.default_language)
    async with open_services(settings, SystemClock(), live) as services:
        token = settings.bot_token.get_secret_value()
        application = build_application(services, token, settings.bot_api_url)
        courier = make_courier(application)
        settle_memory()
        await run(application, courier, stop, rhythm)


def stopped_by_signal(on_signal: Callable[[], None] | None = None) -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT; a second one changes nothing, the end is under way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        if not stop.is_set() and on_signal is not None:
            on_signal()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, end)
        except NotImplementedError:  # Windows has no signals in its event loop
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
    return stop
