"""Answers any action, in private or in a group, and what somebody types."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.pages import ShowSearch
from bot.actions.registry import Action, StaleAction, decode
from bot.actions.urgent import is_urgent_help, needs_a_country
from bot.content.edition import Edition
from bot.content.live import LiveEditions
from bot.replies import answers, reading
from bot.replies.commands import is_lookup, wanted
from bot.replies.reply import Reply
from bot.replies.urgent import kept_in
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
        if action is not None and is_urgent_help(action):
            return editions.urgent_help(action.language or visitor.language)
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

    async def heed_behind(self, command: str, words: str, visitor: Visitor) -> Reply | None:
        """As ``heed``, for the words behind a command, which may be just a name to look up."""
        if not words or is_lookup(command, words, self._live.current.urgent_help(visitor.language)):
            return None
        return await self.heed(words, visitor)

    async def heed(self, words: str, visitor: Visitor) -> Reply | None:
        """The card, where words tell of an emergency; it comes before whatever else they are for.

        In the language in which the person wrote, where the card exists in it.
        """
        editions = self._live.current
        urgent = editions.library.safety_net.read(words)
        if urgent is None:
            return None
        known = urgent.language in editions.by_language
        edition = editions.urgent_help(urgent.language if known else visitor.language)
        if not visitor.private:
            return answers.show_emergency_in_group(edition, urgent)
        hits = self.edition(visitor).search.answers(words)
        then = hits[0].item_id if hits else None
        card = answers.show_emergency(edition, urgent, await self._country(visitor), then)
        usual = editions.urgent_help(visitor.language)
        return card if edition is usual else kept_in(edition.language, card)

    async def hear(self, words: str, visitor: Visitor) -> Reply:
        """What somebody typed in private: the answer to an open question, or a question of their
        own. Whoever calls has asked ``heed`` before."""
        question = await self._open_question(visitor)
        heard = HEARINGS.get(type(question)) if question else None
        if heard is None:
            return await self.show(ShowSearch(words), visitor)
        return await heard(self._request(visitor, question), question, words)

    async def _screen(self, action: Action, visitor: Visitor) -> Reply:
        reply = await self._made(action, visitor)
        if is_urgent_help(action) and action.language:
            return kept_in(action.language, reply)
        return reply

    async def _made(self, action: Action, visitor: Visitor) -> Reply:
        action = await self._at_home(action, visitor)
        reply = reading.read(self.edition(visitor, action), action)
        if reply is not None:
            return reply
        answer = SCREENS.get(type(action))
        if answer is None:  # such as a group's panel: its own handlers know what to do with it
            raise StaleAction(action.code)
        return await answer(self._request(visitor, action), action)

    async def _at_home(self, action: Action, visitor: Visitor) -> Action:
        """In the country that a person has had kept, its numbers come without asking which."""
        if not visitor.private or not needs_a_country(action):
            return action
        country = await self._country(visitor)
        return replace(action, country=country, home=1) if country else action

    async def _country(self, visitor: Visitor) -> str:
        chat = await self._services.chats.get(visitor.chat_id)
        return chat.country or "" if chat else ""

    def _request(self, visitor: Visitor, action: Action | None) -> Request:
        return Request(visitor, self.edition(visitor, action), self._services)

    async def _open_question(self, visitor: Visitor) -> Action | None:
        asked = await self._services.open_questions.asked(visitor.chat_id)
        try:
            return decode(asked) if asked is not None else None
        except StaleAction:
            return None
