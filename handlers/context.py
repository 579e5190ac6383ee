"""The typed context: what a handler may reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.chats.model import ChatKind
from bot.groups.calm import Calm
from bot.screens import Visitor
from bot.services import Services
from handlers.authority import Authority
from handlers.messenger import Messenger
from handlers.operators import Operators
from handlers.outage import Outage
from handlers.panels import Panels
from handlers.returning import Returning
from handlers.watchdog import PollingWatch

Data: TypeAlias = dict[Any, Any]
Bot: TypeAlias = ExtBot[int]


@dataclass(slots=True)
class Desk:
    """What every handler has at hand; ``build_application`` lays it out before the first update."""

    services: Services = field(init=False)
    messenger: Messenger = field(init=False)
    returning: Returning = field(init=False)
    authority: Authority = field(init=False)
    panels: Panels = field(init=False)
    calm: Calm = field(init=False)
    operators: Operators = field(init=False)
    outage: Outage = field(init=False)
    watch: PollingWatch = field(init=False)


class Context(CallbackContext[Bot, Data, Data, Desk]):
    """Gives handlers what is on the desk."""

    @property
    def services(self) -> Services:
        return self.bot_data.services

    @property
    def messenger(self) -> Messenger:
        return self.bot_data.messenger

    @property
    def returning(self) -> Returning:
        return self.bot_data.returning

    @property
    def authority(self) -> Authority:
        return self.bot_data.authority

    @property
    def panels(self) -> Panels:
        return self.bot_data.panels

    @property
    def calm(self) -> Calm:
        return self.bot_data.calm

    @property
    def outage(self) -> Outage:
        return self.bot_data.outage


App: TypeAlias = Application[Bot, Context, Data, Data, Desk, JobQueue[Context]]


def visitor_of(update: Update) -> Visitor:
    """Who asks and where; an update without a chat (inline) is answered as in private."""
    chat, user = update.effective_chat, update.effective_user
    language = user.language_code if user else None
    if chat is None:
        return Visitor(user.id if user else 0, private=True, language=language)
    return Visitor(chat.id, private=kind_of(chat.type) is ChatKind.PRIVATE, language=language)


def kind_of(chat_type: str) -> ChatKind:
    """Telegram's own word for a kind of chat."""
    return ChatKind(chat_type) if chat_type in set(ChatKind) else ChatKind.PRIVATE
