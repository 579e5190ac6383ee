"""The whole bot without Telegram: the stand-in, the page, and the real bot between them."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.clock import MovableClock
from bot.content.live import LiveEditions
from bot.delivery.courier import Courier
from bot.fatal_errors import CannotStart, Misconfigured
from bot.services import Services, open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.live import stopped_by_signal
from standin.page.clock_control import Jump
from standin.page.protection import OnlyOwnPage
from standin.page.routes import page_routes
from standin.page.scene import Scene, set_scene
from standin.server import is_loopback, serving
from standin.world import World

# A text that an editor saves shows at the next tap.
RHYTHM = Rhythm(reads_anew=timedelta(seconds=1))
JUST_AFTER = timedelta(seconds=1)
STEP = timedelta(minutes=10)


def preview_world(clock: MovableClock) -> World:
    """A world whose bot bears the name that the real one has; nothing depends on it."""
    return World(clock, bot_username="RefractorySupportBot", bot_name="Refractory Support")


def preview_scene(world: World, clock: TipClock) -> Scene:
    """Who is there when the page is opened: a person, and a group with the bot in it."""
    return set_scene(world, clock, group_title="Support group")


class TipClock:
    """Moves the preview's time and lets every tip on the way go out at its own hour."""

    def __init__(self, clock: MovableClock, services: Services, courier: Courier) -> None:
        self._clock = clock
        self._services = services
        self._courier = courier

    @property
    def jumps(self) -> Sequence[Jump]:
        return (
            Jump(
                name="next_tip",
                label="To the next tip",
                short_label="Next tip",
                nothing_due="No tip is due: nobody here has asked for tips.",
                leap=self.to_next_tip,
            ),
        )

    async def advance(self, by: timedelta) -> None:
        until = self._clock.now() + by
        while (due := await self._services.subscriptions.next_due_at()) and due <= until:
            await self._move(due)
            if await self._services.subscriptions.next_due_at() == due:
                self._clock.advance(STEP)  # it could not be sent: only time can mend that
        self._clock.move_to(max(until, self._clock.now()))
        await self._courier.tick()

    async def to_next_tip(self) -> datetime | None:
        """Moves time to the next tip and sends it; when it was due, or None when none is."""
        due = await self._services.subscriptions.next_due_at()
        if due is not None:
            await self._move(due)
        return due

    async def _move(self, due: datetime) -> None:
        self._clock.move_to(max(due + JUST_AFTER, self._clock.now()))
        await self._courier.tick()


async def serve_preview(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page until a signal comes; ``announce`` gets its address once it is ready.

    Its database is its own and is gone afterwards. Raises ContentProblem or CannotStart.
    """
    _need_this_machine(settings)
    live = LiveEditions(settings.content_dir, settings.default_language)
    await serve_editions(settings, live, stopped_by_signal(), announce)


async def serve_editions(
    settings: Settings,
    live: LiveEditions,
    stop: asyncio.Event,
    announce: Callable[[str], None],
) -> None:
    """The same with texts that are read already, until ``stop`` is set."""
    clock = MovableClock()
    world = preview_world(clock)
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        own = settings.model_copy(update={"database_path": Path(folder) / "preview.sqlite3"})
        async with open_services(own, clock, live) as services:
            await _serve(world, clock, services, stop, announce)


def _need_this_machine(settings: Settings) -> None:
    if not is_loopback(settings.host):
        raise Misconfigured(
            "Whoever reaches the preview can write as anybody in it, so it listens on this "
            f"machine only and not on {settings.listen}: set LISTEN to 127.0.0.1:{settings.port}."
        )


async def _serve(
    world: World,
    clock: MovableClock,
    services: Services,
    stop: asyncio.Event,
    announce: Callable[[str], None],
) -> None:
    door = Starlette(middleware=[Middleware(OnlyOwnPage)])
    async with _listening(door, world, services.settings) as root:
        # Who somebody is in the group changes with a tap: nothing of it is remembered for a while.
        never_a_moment_ago = count(0.0, 60.0).__next__
        application = build_application(services, world.token, root, timer=never_a_moment_ago)
        courier = make_courier(application)
        control = TipClock(clock, services, courier)
        scene = preview_scene(world, control)
        door.router.routes.extend([*page_routes(scene), *world.bot_api.routes()])
        announce(root)
        await run(application, courier, stop, RHYTHM)


@contextlib.asynccontextmanager
async def _listening(door: Starlette, world: World, settings: Settings) -> AsyncIterator[str]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            root = await stack.enter_async_context(
                serving(door, world.connections, settings.host, settings.port)
            )
        except OSError as error:
            raise CannotStart(
                f"The preview cannot listen on {settings.listen} ({error.strerror}): "
                "is it running already? Set LISTEN to another port, such as 127.0.0.1:8081."
            ) from None
        yield root
