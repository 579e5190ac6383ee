"""The real bot in this process, told one story after the other; nobody waits for its pauses."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import selectors
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.fuzz_failures import ErrorRecords, Failure
from bench.fuzz_telegram import ADMIN, TOKEN, FakeTelegram
from bot.clock import MovableClock
from bot.content.live import LiveEditions
from bot.services import open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.context import App
from handlers.private.helped import is_about_help
from handlers.runtime.get_updates import is_numbered
from handlers.runtime.priority_queue import Limits
from handlers.runtime.request import AiohttpRequest
from handlers.runtime.sliding_window import Limit
from handlers.runtime.update_handling import UpdateHandling

_BEGAN_AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
_UNHINDERED = Limits(*[Limit(1_000_000, 1.0)] * 4)
# A real moment in which nothing happens, and how far the loop's time then goes on: far enough for
# the pauses that Telegram asks for, short enough that a busy database is not taken for a hang.
_A_MOMENT, _A_LEAP = 0.01, 1.0
# Of the loop's time: what an update begins has ended by then, for its handler may take 120 s.
_ENDS_WITHIN = 300.0
# A bot that has met so many stories is replaced, so that what is found can be found again.
_STORIES_OF_ONE_BOT = 100
_LONGEST_WAIT = 40_000_000
# With these a handler says that Telegram has failed; only without any failure is it an error.
_OF_TELEGRAM = {
    "BadRequest",
    "ChatMigrated",
    "Conflict",
    "Forbidden",
    "InvalidToken",
    "NetworkError",
    "NeverLeft",
    "RetryAfter",
    "TelegramError",
    "TimedOut",
}


class _Selector(selectors.DefaultSelector):
    """Goes over what would be waited for with nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= _A_MOMENT:
            return super().select(timeout)
        events = super().select(_A_MOMENT)
        if not events:
            self.skipped += min(timeout, _A_LEAP)
        return events


class _Loop(asyncio.SelectorEventLoop):
    """A loop whose time goes on by itself when nobody is at work."""

    def __init__(self) -> None:
        self._pauses = _Selector()
        super().__init__(self._pauses)

    def time(self) -> float:
        return super().time() + self._pauses.skipped


@dataclass(frozen=True, slots=True)
class Story:
    """What happens: updates as JSON, the errors that Telegram answers with, the time before it."""

    updates: tuple[Any, ...]
    errors: tuple[str, ...] = ()
    after_seconds: int = 0
    at_once: bool = False

    @classmethod
    def told(cls, written: Any) -> Story:
        """Whatever JSON it is; what has no sense is left out."""
        parts = written if isinstance(written, dict) else {}
        updates, errors = parts.get("updates"), parts.get("errors")
        wait = parts.get("after_seconds")
        return cls(
            tuple(updates[:8]) if isinstance(updates, list) else (),
            tuple(e for e in errors if isinstance(e, str)) if isinstance(errors, list) else (),
            wait if type(wait) is int and abs(wait) < _LONGEST_WAIT else 0,
            bool(parts.get("at_once")),
        )


class _RunningBot:
    """One bot and its database."""

    def __init__(self, application: App, clock: MovableClock, stack: AsyncExitStack) -> None:
        self.handle = UpdateHandling(application, application.update_processor, is_about_help)
        self.clock = clock
        self.stack = stack


class FuzzedBot:
    """Tells stories to the bot; ``tell`` raises where one did what none may do."""

    def __init__(self, content: Path = Path("content")) -> None:
        self.live = LiveEditions(content, "en")
        self._loop = _Loop()
        self._telegram = FakeTelegram()
        self._records = ErrorRecords()
        logging.getLogger().addHandler(self._records)
        self._bot: _RunningBot | None = None
        self._stories = 0
        _take_the_place_of_the_network(self._telegram)

    def tell(self, story: Story) -> None:
        """An exception, or a Failure for what was logged as an error or never came to an end."""
        if self._bot is None or self._stories % _STORIES_OF_ONE_BOT == 0:
            self._bot = self._loop.run_until_complete(self._another())
        self._stories += 1
        self._records.heard.clear()
        self._telegram.begin(list(story.errors))
        try:
            self._loop.run_until_complete(self._live_through(story, self._bot))
        except BaseException:
            self._stories = 0  # the next story is told to another bot
            raise
        self._look_at_the_log()

    async def _another(self) -> _RunningBot:
        if self._bot is not None:
            await self._bot.stack.aclose()
        self._telegram.begin([])
        async with AsyncExitStack() as opening:
            folder = opening.enter_context(tempfile.TemporaryDirectory())
            settings = Settings(
                _env_file=None,
                database_path=Path(folder) / "bot.sqlite3",
                operator_ids=(ADMIN,),
                default_timezone="Europe/Lisbon",
            )
            clock = MovableClock(frozen_at=_BEGAN_AT)
            services = await opening.enter_async_context(open_services(settings, clock, self.live))
            application = build_application(
                services, TOKEN, "https://api.example.org", sending=_UNHINDERED
            )
            await opening.enter_async_context(application)
            return _RunningBot(application, clock, opening.pop_all())
        raise AssertionError  # a stack that swallows an error: there is none

    async def _live_through(self, story: Story, bot: _RunningBot) -> None:
        before = asyncio.all_tasks()
        bot.clock.advance(timedelta(seconds=story.after_seconds))
        handled = [self._handled(bot, raw) for raw in story.updates]
        if story.at_once:
            await asyncio.gather(*handled)
        else:
            for each in handled:
                await each
        begun = asyncio.all_tasks() - before
        while begun:
            _, late = await asyncio.wait(begun, timeout=_ENDS_WITHIN)
            if late:
                names = ", ".join(sorted(task.get_name() for task in late))
                for task in late:
                    task.cancel()
                raise Failure(f"never ended: {names}")
            begun = asyncio.all_tasks() - before

    async def _handled(self, bot: _RunningBot, raw: Any) -> None:
        """As polling hands it over."""
        update = _as_received(raw)
        if is_numbered(update):
            async with asyncio.timeout(_ENDS_WITHIN):
                await bot.handle(update)

    def _look_at_the_log(self) -> None:
        for record in self._records.heard:
            kind = _kind_of_error(record)
            # The pause that was asked for in an earlier story lasts.
            if kind == "RetryAfter" or (self._telegram.has_failed and kind in _OF_TELEGRAM):
                continue
            raise Failure(f"logged as an error: {record.name}: {_said(record)}")


def _kind_of_error(record: logging.LogRecord) -> str:
    """Our lines begin to tell of an error with its type (``bot.redaction.described``)."""
    first = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    return re.split(r"\W", str(first), maxsplit=1)[0]


def _said(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return f"{record.getMessage()} {type(error).__name__ if error else ''}".strip()


def _as_received(update: Any) -> Any:
    """Written as Telegram's server writes, and read as production reads."""
    batch = {"ok": True, "result": [update]}
    return AiohttpRequest.parse_json_payload(json.dumps(batch).encode())["result"][0]


def _take_the_place_of_the_network(telegram: FakeTelegram) -> None:
    """The application makes its own requests: all of them go this way in this process."""

    async def answer(
        _: AiohttpRequest, url: str, method: str, request_data: Any = None, **timeouts: Any
    ) -> tuple[int, bytes]:
        del method, timeouts
        await asyncio.sleep(0)
        return telegram.answer(url, request_data)

    AiohttpRequest.do_request = answer  # type: ignore[method-assign,assignment]
