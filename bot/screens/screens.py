"""Answers any action, in private or in a group, and what somebody types."""

from __future__ import annotations

from bot.actions.registry import Action, StaleAction, decode
from bot.content.edition import Edition
from bot.content.live import LiveEditions
from bot.replies import reading, refusals
from bot.replies.commands import wanted
from bot.replies.reply import Reply
from bot.screens.registry import HEARINGS, SCREENS
from bot.screens.request import Request, ScreenServices, Visitor


class Personal(Exception):
    """The action concerns one person and was asked for before a group; ``payload`` leads on."""

    def __init__(self, payload: str) -> None:
        self.payload = payload
        super().__init__(payload)


class Screens:
    """Answers any action; raises StaleAction for what no longer exists, Personal in a group."""

    def __init__(self, live: LiveEditions, services: ScreenServices) -> None:
        self._live = live
        self._services = services

    def edition(self, visitor: Visitor, action: Action | None = None) -> Edition:
        """The words in the visitor's language; urgent help may be written in more languages than
        the other actions."""
        editions = self._live.current
        if action is not None and action.never_withheld:
            return editions.urgent_help(visitor.language)
        return editions.of(visitor.language)

    def wanted(self, command: str, words: str, visitor: Visitor) -> Action:
        """What a command asks for; raises KeyError. A country may be named in the visitor's
        language even where only urgent help is written in it."""
        return wanted(command, words, self._live.current.urgent_help(visitor.language))

    async def show(self, action: Action, visitor: Visitor) -> Reply:
        """The screen for an action, as the private chat or the group should see it."""
        if visitor.private:
            return await self._screen(action, visitor)
        if action.found_in_private:
            raise Personal(action.found_in_private)
        return (await self._screen(action, visitor)).for_everybody()

    async def introduce(self, action: Action, visitor: Visitor) -> Reply:
        """As ``show`` for a command: in a group a page arrives short, with ways to the rest."""
        if not visitor.private and not action.found_in_private:
            reply = reading.read_in_group(self.edition(visitor, action), action)
            if reply is not None:
                return reply.for_everybody()
        return await self.show(action, visitor)

    async def hear(self, words: str, visitor: Visitor) -> Reply:
        """What somebody typed in private: the answer to an open question, or a pointer."""
        question = await self._open_question(visitor)
        heard = HEARINGS.get(type(question)) if question else None
        if heard is None:
            return refusals.point_the_way(self.edition(visitor))
        return await heard(self._request(visitor), question, words)

    async def _screen(self, action: Action, visitor: Visitor) -> Reply:
        reply = reading.read(self.edition(visitor, action), action)
        if reply is not None:
            return reply
        answer = SCREENS.get(type(action))
        if answer is None:  # such as a group's panel: its own handlers know what to do with it
            raise StaleAction(action.code)
        return await answer(self._request(visitor), action)

    def _request(self, visitor: Visitor) -> Request:
        return Request(visitor, self.edition(visitor), self._services)

    async def _open_question(self, visitor: Visitor) -> Action | None:
        asked = await self._services.open_questions.asked(visitor.chat_id)
        try:
            return decode(asked) if asked is not None else None
        except StaleAction:
            return None
