"""A running bot: polling, the heartbeat of the tips, and a clean end."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from telegram.error import InvalidToken, TelegramError

from bot import tasks
from bot.services import Services
from bot.tips.courier import Alert, Courier, PlaceRefused
from handlers.app import ALLOWED_UPDATES
from handlers.context import App, Context
from handlers.operators import Operators
from handlers.profile import introduce_bot
from handlers.telling import tell_of_silence
from handlers.tip_messenger import TelegramTips
from handlers.watchdog import PollingWatch, WatchedRequest, until_polling_dies

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(minutes=1)
PRUNED_EVERY = timedelta(days=1)
# A group that takes the bot back within this time finds its settings.
DEPARTED_KEPT_FOR = timedelta(days=30)
# Whoever has not opened a group's settings for so long is not offered it any more.
MANAGERS_KEPT_FOR = timedelta(days=365)
# At the start a network that is not up yet is waited for, but not for ever.
BOOTSTRAP_RETRIES = 10
DRAINED_WITHIN = 10.0


class CannotStart(Exception):
    """The bot cannot run, or no longer; the text is one sentence: why, and what to do."""


def make_courier(application: App) -> Courier:
    """The tips' courier for a built application."""
    services = application.bot_data.services

    tips = TelegramTips(
        application.bot_data.messenger, services.live, application.bot_data.returning
    )
    operators = Operators(services, application.bot_data.messenger)

    async def on_alert(alert: Alert) -> None:
        if isinstance(alert, PlaceRefused):
            await tell_of_silence(application.bot_data, alert.chat_id, alert.reason)
        else:
            await operators.hear(alert)

    return Courier(
        services.database, services.clock, tips, services.live.tip_ids, on_alert=on_alert
    )


async def tidy(services: Services, courier: Courier) -> None:
    """Once a day: lets go of what is no longer needed."""
    await courier.prune()
    now = services.clock.now()
    while await services.chats.forget_departed(now - DEPARTED_KEPT_FOR):
        pass
    await services.managers.prune(now - MANAGERS_KEPT_FOR)


async def run(application: App, courier: Courier, stop: asyncio.Event) -> None:
    """Runs until ``stop`` is set, then finishes what was begun.

    Raises CannotStart, also when polling has died for good: the process must not stay up deaf.
    """
    watch = PollingWatch(asyncio.get_running_loop().time)
    try:
        await application.initialize()
    except InvalidToken:
        raise CannotStart(
            "Telegram does not accept the BOT_TOKEN: copy it anew from @BotFather."
        ) from None
    except TelegramError as error:
        await application.shutdown()
        raise CannotStart(
            f"The Bot API server cannot be reached ({type(error).__name__}): "
            "check the network and BOT_API_URL."
        ) from None
    try:
        await courier.recover()
        await application.start()
        await _poll(application, watch)
        _beat(application, courier)
        profile = tasks.start(_introduced(application), "profile")
        dead = tasks.start(until_polling_dies(watch), "watchdog")
        stopped = tasks.start(stop.wait(), "stop")
        await asyncio.wait({dead, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (profile, stopped):
            task.cancel()
        await courier.drain(DRAINED_WITHIN)
        if dead.done():
            raise CannotStart(dead.result())
        dead.cancel()
    finally:
        await _end(application)


async def _poll(application: App, watch: PollingWatch) -> None:
    if application.updater is None:
        raise RuntimeError("the application was built without an updater")
    way_in = application.bot._request[0]  # noqa: SLF001 -- PTB gives no way to ask for it
    if isinstance(way_in, WatchedRequest):
        way_in.watch = watch
    await application.updater.start_polling(
        allowed_updates=ALLOWED_UPDATES, bootstrap_retries=BOOTSTRAP_RETRIES
    )


def _beat(application: App, courier: Courier) -> None:
    """A tick each minute, without state: a missed one costs nothing, SQLite knows what is due."""
    jobs = application.job_queue
    if jobs is None:
        raise RuntimeError("python-telegram-bot is installed without its job queue")

    async def tick(_: Context) -> None:
        await courier.tick()

    async def prune(_: Context) -> None:
        await tidy(application.bot_data.services, courier)

    # A second's grace, APScheduler's default, would skip what a busy moment delays.
    never_too_late = {"misfire_grace_time": None, "coalesce": True}
    jobs.run_repeating(tick, HEARTBEAT, first=1, job_kwargs=never_too_late)
    jobs.run_repeating(prune, PRUNED_EVERY, first=HEARTBEAT, job_kwargs=never_too_late)


async def _introduced(application: App) -> None:
    """The command menus; the bot answers without them, so that a refusal is only noted."""
    try:
        await introduce_bot(application.bot, application.bot_data.services.live.current)
    except TelegramError as error:
        log.warning("The command menus could not be set (%s).", type(error).__name__)


async def _end(application: App) -> None:
    if application.updater is not None and application.updater.running:
        # The polling that died raises its error once more here, and the rest must still be ended.
        with suppress(TelegramError):
            await application.updater.stop()
    if application.running:
        await application.stop()
    await application.shutdown()
