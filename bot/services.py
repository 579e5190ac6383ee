"""The composition root: the only place where the parts meet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.chats.awaited import AwaitedWords
from bot.chats.store import Chats
from bot.clock import Clock
from bot.groups.managers import Managers
from bot.groups.presence import Presence
from bot.groups.store import Groups
from bot.library.live import LiveEditions
from bot.screens import Screens
from bot.settings import Settings
from bot.store.database import Database, DatabaseProblem
from bot.tips.seen_tips import TipHistory
from bot.tips.stopping import Stops
from bot.tips.subscriptions import Subscriptions

__all__ = ["DatabaseProblem", "Services", "open_services"]


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call."""

    settings: Settings
    clock: Clock
    live: LiveEditions
    database: Database
    chats: Chats
    subscriptions: Subscriptions
    stops: Stops
    screens: Screens
    awaited: AwaitedWords
    groups: Groups
    managers: Managers
    presence: Presence


@asynccontextmanager
async def open_services(
    settings: Settings, clock: Clock, live: LiveEditions
) -> AsyncIterator[Services]:
    """Opens the database (raises DatabaseProblem) and closes it at the end."""
    database = await Database.open(settings.database_path)
    try:
        chats = Chats(database, clock)
        stops = Stops()
        subscriptions = Subscriptions(database, clock, stops)
        awaited = AwaitedWords(database, clock)
        screens = Screens(
            live,
            chats,
            subscriptions,
            TipHistory(database),
            awaited,
            settings.default_timezone,
            settings.contact,
        )
        managers = Managers(database, clock, chats)
        yield Services(
            settings,
            clock,
            live,
            database,
            chats,
            subscriptions,
            stops,
            screens,
            awaited,
            Groups(database, clock, chats, subscriptions, settings.default_timezone),
            managers,
            Presence(database, clock, chats, subscriptions, managers),
        )
    finally:
        await database.close()
