"""The world in which a bot lives while no real Telegram is there."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from standin.bot_api.app import BotApi
from standin.bot_api.request_log import RequestLog
from standin.bot_api.traffic import Traffic
from standin.clock import Clock
from standin.people.buttons import Buttons
from standin.people.chats import Chats
from standin.people.deep_links import DeepLinks
from standin.people.history import History
from standin.people.inline_mode import InlineMode
from standin.people.membership import Membership
from standin.people.messages import Messages
from standin.people.people import People
from standin.people.topics import Topics
from standin.state.accounts import Person
from standin.state.retention import Retention
from standin.state.state import State
from standin.state.waiting import wait_for

BOTS_NUMBER = 1_234_567


class World:
    """People, chats and the bot's account, in memory.

    ``state`` is what is true. What people do is grouped by subject: ``people`` (accounts, and
    blocking the bot), ``chats``, ``membership``, ``topics``, ``messages``, ``buttons``, ``inline``
    and ``deep_links``; it takes effect at once, and only what waits for the bot is awaited.
    ``history`` is what stands in a chat. ``bot_api`` is what the bot calls; ``faults``,
    ``limit``, ``log`` and ``connections`` belong to the way there. Without a ``bot_token`` the
    bot has one that nobody can know before.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        bot_token: str | None = None,
        bot_username: str = "SampleBot",
        bot_name: str = "Sample Bot",
        retention: Retention | None = None,
    ) -> None:
        self.token = token = bot_token or _new_token()
        number = int(token.partition(":")[0])
        self.bot = Person(number, bot_name, username=bot_username, is_bot=True)
        self.state = state = State(clock, self.bot, token, retention)
        self.updates = state.updates

        self.people = People(state)
        self.chats = Chats(state)
        self.membership = Membership(state)
        self.topics = Topics(state)
        self.messages = Messages(state, self.people)
        self.buttons = Buttons(state, self.messages)
        self.inline = InlineMode(state, self.messages)
        self.deep_links = DeepLinks(state, self.messages, self.membership)
        self.history = History(state)

        self._traffic = traffic = Traffic(RequestLog(state.retention.requests))
        self.bot_api = BotApi(state, traffic)
        self.faults = traffic.faults
        self.limit = traffic.limit
        self.log = traffic.log
        self.connections = traffic.connections

    async def until(self, holds: Callable[[], bool], within: float = 5.0) -> None:
        """Waits until something is true of the world; TimeoutError when it does not become so."""
        await wait_for(self.state, lambda: holds() or None, within)

    async def idle(
        self,
        *,
        quiet: float = 0.03,
        within: float = 10.0,
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Returns when the bot has taken every update and asked nothing for ``quiet`` real seconds.

        A bot that thinks for longer between two requests looks idle; ``busy`` says when it is not.
        """
        async with asyncio.timeout(within):
            while True:
                await self.updates.settled()
                total = self.log.total
                await asyncio.sleep(quiet)
                resting = not len(self.updates) and not self._traffic.in_flight and not busy()
                if resting and total == self.log.total:
                    return


def _new_token() -> str:
    """As long as one of Telegram's."""
    return f"{BOTS_NUMBER}:{secrets.token_urlsafe(26)}"
