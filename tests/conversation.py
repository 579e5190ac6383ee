"""Whole conversations: the real bot and the real python-telegram-bot, talking to the stand-in.

Everything goes over a socket and through the request class that production uses; what a person
does and sees is the stand-in's ``World``.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot import tasks
from bot.clock import MovableClock
from bot.content.live import LiveEditions
from bot.delivery.courier import Courier
from bot.services import Services, open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.context import App
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.preview import TipClock, preview_world
from handlers.runtime.priority_queue import Limits
from handlers.runtime.request import Timeouts
from handlers.runtime.sliding_window import Limit
from standin.server import serving
from standin.state.accounts import Person
from standin.state.chats import Chat
from standin.state.messages import Message
from standin.state.queries import CallbackAnswer
from standin.world import World
from tests.support.judge import judge_log

# A Tuesday; no clock changes anywhere near it.
TODAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
CONTENT = Path("content")
# Nobody in a test taps at a human pace; what the pace does has tests of its own.
HASTE = Limits(*[Limit(10_000, 1.0)] * 4)


Way = Callable[[str], AbstractAsyncContextManager[str]]


class Timer:
    """Counts seconds as the machine does, and can be told that some have gone by."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += seconds


class Line:
    """The way to the stand-in: it can be cut, and is restored at the same address."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._app = world.bot_api.app()
        self._served = contextlib.AsyncExitStack()
        self._port = 0
        self.root = ""

    async def restore(self) -> None:
        """The stand-in answers (again)."""
        server = serving(self._app, self._world.connections, port=self._port)
        self.root = await self._served.enter_async_context(server)
        self._port = int(self.root.rpartition(":")[2])

    async def cut(self) -> None:
        """Nobody listens any more: every connection is refused."""
        closing = tasks.start(self._served.aclose(), "the line is cut")
        while not closing.done():
            self._world.updates.abandon()  # or the server would wait for the end of a long poll
            await asyncio.sleep(0.01)
        await closing


@dataclass
class Conversation:
    """A running bot and the world around it."""

    world: World
    services: Services
    application: App
    courier: Courier
    clock: MovableClock
    line: Line
    timer: Timer
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        self.person = self.world.people.add("Sam", language_code="en")

    @property
    def private(self) -> int:
        """The number of the person's own chat."""
        return self.person.id

    async def say(self, text: str, *, chat: Chat | int | None = None, **how: object) -> Message:
        """The person writes; the bot's answer."""
        where = self.private if chat is None else chat
        sent = self.world.messages.send(where, how.pop("who", self.person), text, **how)  # type: ignore[arg-type]
        return await self.world.history.reply_in(where, after=sent)

    async def tap(
        self, message: Message, label: str, *, who: Person | None = None
    ) -> tuple[Message, CallbackAnswer]:
        """The person presses a button; the message as it is then, and the answer to the press."""
        callback = self.world.buttons.press(message.chat_id, message.id, who or self.person, label)
        answer = await self.world.buttons.answer_to(callback)
        await self.quiet()
        return self.world.state.chat(message.chat_id).messages[message.id], answer

    async def unanswered(self, text: str, *, chat: Chat, who: Person | None = None) -> bool:
        """Whether the bot leaves a message in a group alone."""
        sent = self.world.messages.send(chat, who or self.person, text)
        await self.quiet()
        return not self.world.history.said_by_bot(chat, after=sent.id)

    async def quiet(self) -> None:
        """Waits until the bot has taken and finished every update."""
        await asyncio.wait_for(self.world.updates.settled(), 5)

    async def pass_time(self, by: timedelta) -> None:
        """Time goes by, and every tip on the way goes out at its own hour."""
        await TipClock(self.clock, self.services, self.courier).advance(by)

    def last(self) -> Message:
        """The newest message of the private chat."""
        return self.world.history.last(self.private)


@cache
def _written() -> LiveEditions:
    """The shipped content, read once for all tests: none of them changes it."""
    return LiveEditions(CONTENT, "en")


@contextlib.asynccontextmanager
async def conversation(
    folder: Path,
    *,
    world: World | None = None,
    clock: MovableClock | None = None,
    content: Path = CONTENT,
    sending: Limits = HASTE,
    timeouts: Timeouts | None = None,
    rhythm: Rhythm | None = None,
    operator_ids: tuple[int, ...] = (1000001,),
    way: Way = nullcontext,
) -> AsyncIterator[Conversation]:
    """Starts the bot on a database in ``folder`` and stops it cleanly; it can be started again.

    ``way`` leads from the stand-in's address to the one that the bot is given.

    The operator is by default the person themselves, the first whom the world makes.
    """
    clock = clock or MovableClock(frozen_at=TODAY)
    world = world or preview_world(clock)
    world.log.keep_all()
    timer = Timer()
    settings = Settings(
        _env_file=None,
        database_path=folder / "bot.sqlite3",
        content_dir=content,
        default_timezone="Europe/Lisbon",
        operator_ids=operator_ids,
    )
    live = _written() if content == CONTENT else LiveEditions(content, "en")
    stop = asyncio.Event()
    async with (
        open_services(settings, clock, live) as services,
        _line_to(world) as line,
        way(line.root) as root,
    ):
        application = build_application(
            services, world.token, root, sending=sending, timeouts=timeouts, timer=timer
        )
        courier = make_courier(application)
        running = tasks.start(run(application, courier, stop, rhythm), "bot under test")
        try:
            await world.until(lambda: world.updates.is_polled)
            yield Conversation(world, services, application, courier, clock, line, timer)
        finally:
            stop.set()
            await running
    assert not judge_log(world.log)


@contextlib.asynccontextmanager
async def _line_to(world: World) -> AsyncIterator[Line]:
    line = Line(world)
    await line.restore()
    try:
        yield line
    finally:
        await line.cut()


def buttons(message: Message) -> list[str]:
    """The labels of a message's buttons, in reading order."""
    rows = (message.inline_keyboard or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def addresses(message: Message) -> dict[str, str]:
    """Where a message's link buttons lead, by label."""
    rows = (message.inline_keyboard or {}).get("inline_keyboard", [])
    return {button["text"]: button["url"] for row in rows for button in row if "url" in button}
