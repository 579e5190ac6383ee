"""The bot on Telegram: settings in, a running process until a signal comes."""

from __future__ import annotations

import asyncio
import signal

from bot.clock import SystemClock
from bot.content.live import LiveEditions
from bot.services import open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.runtime.process import settle_memory


async def serve_live(settings: Settings, rhythm: Rhythm | None = None) -> None:
    """Runs by long polling; raises ContentProblem, DatabaseProblem or CannotStart."""
    if settings.bot_token is None:
        raise ValueError("serve_live needs a token")
    stop = stopped_by_signal()
    live = LiveEditions(settings.content_dir, settings.default_language)
    async with open_services(settings, SystemClock(), live) as services:
        token = settings.bot_token.get_secret_value()
        application = build_application(services, token, settings.bot_api_url)
        courier = make_courier(application)
        settle_memory()
        await run(application, courier, stop, rhythm)


def stopped_by_signal() -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT; a second one changes nothing, the end is under way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows has no signals in its event loop
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
