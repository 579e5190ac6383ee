"""The composition root: the only place where the parts meet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.chats.open_questions import OpenQuestions
from bot.chats.store import Chats
from bot.clock import Clock
from bot.content.live import LiveEditions
from bot.delivery.cancellations import Cancellations
from bot.delivery.courier import Alert, Courier
from bot.delivery.outbox import Outbox
from bot.feedback.chat_listener import FeedbackOfChat
from bot.feedback.correspondence import Correspondence
from bot.feedback.counts import Counts
from bot.feedback.feedback import Feedback
from bot.groups.managers import Managers
from bot.groups.presence import Presence
from bot.groups.store import Groups
from bot.screens.request import ScreenServices
from bot.screens.screens import Screens
from bot.settings import Settings
from bot.store.database import Database, DatabaseProblem
from bot.store.handled_updates import HandledUpdates
from bot.store.problems import FileTakenAway
from bot.tips.chat_listener import CHAT_LISTENERS
from bot.tips.history import TipHistory
from bot.tips.subscriptions import Subscriptions
from bot.tips.weekly_tips import TipMessenger, WeeklyTips

__all__ = ["DatabaseProblem", "FileTakenAway", "Services", "courier_for", "open_services"]


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call."""

    settings: Settings
    clock: Clock
    live: LiveEditions
    database: Database
    chats: Chats
    subscriptions: Subscriptions
    cancellations: Cancellations
    screens: Screens
    open_questions: OpenQuestions
    feedback: Feedback
    correspondence: Correspondence
    counts: Counts
    groups: Groups
    managers: Managers
    presence: Presence
    handled_updates: HandledUpdates


@asynccontextmanager
async def open_services(
    settings: Settings, clock: Clock, live: LiveEditions
) -> AsyncIterator[Services]:
    """Opens the database (raises DatabaseProblem) and closes it at the end."""
    database = await Database.open(settings.database_path)
    try:
        chats = Chats(database, clock, (*CHAT_LISTENERS, FeedbackOfChat()))
        cancellations = Cancellations()
        subscriptions = Subscriptions(database, clock, chats, cancellations)
        open_questions = OpenQuestions(database, clock)
        correspondence = Correspondence(database, clock, chats)
        counts = Counts(database, clock)
        feedback = Feedback(correspondence, clock, settings.operator_ids)
        asked = ScreenServices(
            chats,
            subscriptions,
            TipHistory(database),
            open_questions,
            feedback,
            counts,
            settings.default_timezone,
            settings.contact,
        )
        screens = Screens(live, asked)
        managers = Managers(database, clock, chats)
        yield Services(
            settings,
            clock,
            live,
            database,
            chats,
            subscriptions,
            cancellations,
            screens,
            open_questions,
            feedback,
            correspondence,
            counts,
            Groups(database, clock, chats, subscriptions, settings.default_timezone),
            managers,
            Presence(database, clock, chats, subscriptions, managers),
            HandledUpdates(database),
        )
    finally:
        await database.close()


def courier_for(
    services: Services,
    tips: TipMessenger,
    *,
    on_alert: Callable[[Alert], Awaitable[None]],
    on_suspended: Callable[[int], None],
) -> Courier:
    """Carries every kind of message that the bot sends by itself; held back by whoever stops it."""
    kinds = [WeeklyTips(services.database, services.live.tip_ids, tips)]
    outbox = Outbox(services.database, services.chats, kinds)
    courier = Courier(outbox, services.clock, on_alert=on_alert, on_suspended=on_suspended)
    services.cancellations.listen(courier.hold_back)
    return courier
