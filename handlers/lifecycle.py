"""A running bot: polling, the heartbeat of the tips, and a clean end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import TelegramError

from bot import tasks
from bot.delivery.courier import Alert, Courier, PlaceRefused
from bot.fatal_errors import CannotStart
from bot.services import Services, courier_for
from handlers.bot_profile import introduce_bot
from handlers.context import App
from handlers.groups.permission_alerts import alert_admin
from handlers.heartbeat import Heartbeat
from handlers.runtime.clock_watch import ClockWatch
from handlers.runtime.startup import with_retries
from handlers.tips import TelegramTips

log = logging.getLogger(__name__)

# A group that takes the bot back within this time finds its settings.
DEPARTED_KEPT_FOR = timedelta(days=30)
# Whoever has not opened a group's settings for so long is not offered it any more.
MANAGERS_KEPT_FOR = timedelta(days=365)
# So long the team can answer what somebody wrote to it, as the person is told beforehand.
FEEDBACK_KEPT_FOR = timedelta(days=30)
# Docker kills what has not ended ten seconds after it was told to.
FINISHED_WITHIN = 5.0
DRAINED_WITHIN = 5.0
ENDED_WITHIN = 2.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the running bot does what it does by itself, and how long it waits at its start."""

    starts_within: timedelta = timedelta(minutes=1)
    heartbeat: timedelta = timedelta(minutes=1)
    reads_anew: timedelta = timedelta(minutes=1)
    looks_at_clock: timedelta = timedelta(seconds=15)
    clock: ClockWatch = field(default_factory=ClockWatch)


def make_courier(application: App) -> Courier:
    """The courier of a built application."""
    bot_data = application.bot_data

    async def on_alert(alert: Alert) -> None:
        if isinstance(alert, PlaceRefused):
            await alert_admin(bot_data, alert.chat_id, alert.reason)
        else:
            await bot_data.operators.hear(alert)

    tips = TelegramTips(bot_data.messenger, bot_data.services.live, bot_data.reactivation)
    return courier_for(
        bot_data.services, tips, on_alert=on_alert, on_suspended=bot_data.reactivation.away
    )


async def tidy(services: Services, courier: Courier) -> None:
    """Once a day: lets go of what is no longer needed."""
    await courier.prune()
    now = services.clock.now()
    while await services.chats.forget_departed(now - DEPARTED_KEPT_FOR):
        pass
    await services.managers.prune(now - MANAGERS_KEPT_FOR)
    await services.correspondence.prune(now - FEEDBACK_KEPT_FOR)


async def run(
    application: App, courier: Courier, stop: asyncio.Event, rhythm: Rhythm | None = None
) -> None:
    """Runs until ``stop`` is set, also while it starts, then finishes what was begun.

    Returns within 10 seconds of that, whatever hangs. Raises CannotStart, also when Telegram gives
    no more updates: the process must not stay up deaf.
    """
    rhythm = rhythm or Rhythm()
    stopped = tasks.start(stop.wait(), "stop")
    try:
        if await _begin(application, courier, stopped, rhythm):
            await _until_stopped(application, courier, stopped, rhythm)
    finally:
        stopped.cancel()
        await _end(application)


async def _begin(
    application: App, courier: Courier, stopped: asyncio.Task[bool], rhythm: Rhythm
) -> bool:
    within = rhythm.starts_within
    if not await with_retries(application.initialize, stopped, within):
        return False
    await courier.recover()
    await application.start()
    # Telegram gives no updates to who asks while a webhook is set.
    return await with_retries(application.bot.delete_webhook, stopped, within)


async def _until_stopped(
    application: App, courier: Courier, stopped: asyncio.Task[bool], rhythm: Rhythm
) -> None:
    polling = application.bot_data.polling
    heart = _heartbeat(application, courier, rhythm)
    asking = tasks.start(_reason_of(polling.run()), "polling")
    aside = (
        tasks.start(_introduce(application), "profile"),
        tasks.start(_watch_content(application, rhythm.reads_anew), "content watch"),
        tasks.start(heart.watch_clock(rhythm.looks_at_clock), "clock watch"),
    )
    try:
        await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (asking, *aside):
            task.cancel()
        await asyncio.wait({asking})
        finishing = tasks.start(polling.finish(FINISHED_WITHIN), "last updates")
        try:
            await courier.drain(DRAINED_WITHIN)
        finally:
            await asyncio.wait({finishing})
    if not asking.cancelled() and (reason := asking.result()) is not None:
        raise reason


async def _reason_of(polling: Awaitable[None]) -> CannotStart | None:
    # A task's own error would be logged with a traceback.
    try:
        await polling
    except CannotStart as reason:
        return reason
    return None


def _heartbeat(application: App, courier: Courier, rhythm: Rhythm) -> Heartbeat:
    """Of a bot that has started: it beats from here on."""
    if application.job_queue is None:
        raise RuntimeError("python-telegram-bot is installed without its job queue")
    bot_data = application.bot_data

    async def tidying() -> None:
        await tidy(bot_data.services, courier)

    heart = Heartbeat(bot_data, courier, tidying, every=rhythm.heartbeat, watch=rhythm.clock)
    heart.begin(application.job_queue)
    return heart


async def _watch_content(application: App, every: timedelta) -> None:
    async def on_change() -> None:
        await _introduce(application)

    await read_anew(application.bot_data.services.live.reload_if_changed, every, on_change)


async def read_anew(
    reload: Callable[[], bool], every: timedelta, on_change: Callable[[], Awaitable[None]]
) -> None:
    """A text that an editor saves is in use soon; whatever is wrong with it, the old one stays."""
    while True:
        await asyncio.sleep(every.total_seconds())
        try:
            changed = await asyncio.to_thread(reload)
        except Exception:  # whatever it was, the next change may be a good one
            log.exception("the changed content could not be read")
        else:
            if changed:
                await on_change()


async def _introduce(application: App) -> None:
    """The command menus; the bot answers without them, so that a refusal is only noted."""
    try:
        await introduce_bot(application.bot, application.bot_data.services.live.current)
    except TelegramError as error:
        log.warning("The command menus could not be set (%s).", type(error).__name__)


async def _end(application: App) -> None:
    try:
        async with asyncio.timeout(ENDED_WITHIN):
            if application.running:
                await application.stop()
            await application.shutdown()
            # Where the first word with Telegram failed, PTB holds the application for never begun.
            await application.bot.shutdown()
    except TimeoutError:
        log.warning("not everything could be ended in time; it is left behind")
