"""The typed context: what a handler may reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram import CallbackQuery, Update
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.actions.registry import Press
from bot.chats.model import ChatKind
from bot.groups.throttle import Throttle
from bot.screens.request import Visitor
from bot.services import Services
from handlers.admins import AdminLookup
from handlers.database_outage import DatabaseOutage
from handlers.messenger import Messenger
from handlers.open_panels import OpenPanels
from handlers.operators import Operators
from handlers.reactivation import Reactivation
from handlers.runtime.polling import Polling

Data: TypeAlias = dict[Any, Any]
Bot: TypeAlias = ExtBot[int]


@dataclass(slots=True)
class BotData:
    """What every handler has at hand; ``build_application`` lays it out before the first update."""

    services: Services = field(init=False)
    messenger: Messenger = field(init=False)
    reactivation: Reactivation = field(init=False)
    admins: AdminLookup = field(init=False)
    open_panels: OpenPanels = field(init=False)
    throttle: Throttle = field(init=False)
    operators: Operators = field(init=False)
    outage: DatabaseOutage = field(init=False)
    polling: Polling = field(init=False)


class Context(CallbackContext[Bot, Data, Data, BotData]):
    """Gives handlers what is on the bot_data."""

    @property
    def services(self) -> Services:
        return self.bot_data.services

    @property
    def messenger(self) -> Messenger:
        return self.bot_data.messenger

    @property
    def reactivation(self) -> Reactivation:
        return self.bot_data.reactivation

    @property
    def admins(self) -> AdminLookup:
        return self.bot_data.admins

    @property
    def open_panels(self) -> OpenPanels:
        return self.bot_data.open_panels

    @property
    def throttle(self) -> Throttle:
        return self.bot_data.throttle

    @property
    def outage(self) -> DatabaseOutage:
        return self.bot_data.outage


PressHandler: TypeAlias = Callable[[CallbackQuery, Press, "Context"], Awaitable[None]]
App: TypeAlias = Application[Bot, Context, Data, Data, BotData, JobQueue[Context]]


def visitor_of(update: Update) -> Visitor:
    """Who asks and where; an update without a chat (inline) is answered as in private."""
    chat, user = update.effective_chat, update.effective_user
    language = user.language_code if user else None
    if chat is None:
        return Visitor(user.id if user else 0, private=True, language=language)
    private = kind_of(chat.type) is ChatKind.PRIVATE
    written = update.message.message_id if update.message else None
    return Visitor(chat.id, private=private, language=language, message_id=written)


def kind_of(chat_type: str) -> ChatKind:
    """Telegram's own word for a kind of chat."""
    return ChatKind(chat_type) if chat_type in set(ChatKind) else ChatKind.PRIVATE
