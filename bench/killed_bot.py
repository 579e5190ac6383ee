"""The bot that is killed: the product as it runs, but on a clock that goes fast.

Everything is imported here, and the content read, so that a process forked from one that has this
module is at work at once: it is killed at its work, and not while it reads its own code.
"""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

os.environ["PTB_TIMEDELTA"] = "1"

from pydantic import SecretStr

from bench.fake_api import TOKEN
from bot.clock import SystemClock
from bot.content.live import LiveEditions
from bot.services import open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.live import stopped_by_signal
from handlers.runtime.process import fast_loop

SPEED = 60  # so that waits before another try are short
CONTENT = Path(__file__).resolve().parent.parent / "content"
BEATS = Rhythm(heartbeat=timedelta(seconds=0.05), reads_anew=timedelta(hours=1))

words = LiveEditions(CONTENT, "en")


@dataclass(frozen=True, slots=True)
class FastClock:
    """Runs many times as fast as the machine's, and goes on over restarts."""

    base: datetime

    def now(self) -> datetime:
        return self.base + (SystemClock().now() - self.base) * SPEED


def work(path: Path, root: str, base: datetime, per_second: int) -> None:
    """Runs until SIGTERM."""
    logging.disable(logging.ERROR)  # what the faults bring about is judged by the outcome
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        bot_api_url=root,
        database_path=path,
        content_dir=CONTENT,
        messages_per_second=per_second,
    )
    with asyncio.Runner(loop_factory=fast_loop) as runner:
        runner.run(_serve(settings, FastClock(base)))


async def _serve(settings: Settings, clock: FastClock) -> None:
    stop = stopped_by_signal()
    async with open_services(settings, clock, words) as services:
        application = build_application(services, TOKEN, settings.bot_api_url)
        await run(application, make_courier(application), stop, BEATS)
