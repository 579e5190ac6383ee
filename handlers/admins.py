"""Who may do what in a group, asked of Telegram: anew before a change, from memory for reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cachetools import LRUCache, TTLCache
from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.groups.permissions import NOBODY, Member, has_right, may_manage
from bot.services import Services
from handlers.runtime.shared_calls import SharedCalls

REMEMBERED_FOR = timedelta(minutes=5)
# So long at most waits somebody who has just become an admin.
REFUSED_FOR = timedelta(seconds=30)
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Admins:
    ids: frozenset[int]
    at: float


class AdminLookup:
    """Telegram's word, and only that; errors of the network pass, so that nothing is changed.

    However many ask, a few questions are on their way at once. That somebody may not is
    remembered for half a minute; that they may is, for a change, asked every time.
    ``timer`` counts seconds and is never set back, whatever happens to the machine's clock.
    """

    def __init__(
        self,
        bot: ExtBot[int],
        services: Services,
        timer: Callable[[], float],
        *,
        remembered: int = REMEMBERED,
    ) -> None:
        self._bot = bot
        self._services = services
        self._timer = timer
        self._calls = SharedCalls(timer)
        self._admins: LRUCache[int, _Admins] = LRUCache(remembered)
        self._refused: TTLCache[tuple[int, int], None] = TTLCache(
            remembered, REFUSED_FOR.total_seconds(), timer
        )

    async def in_charge(self, chat_id: int, person_id: int) -> int | None:
        """The number that the group has now, if this person may change its settings; else None.

        Asked of Telegram at this moment, unless it has just said no; whoever cannot be shown to
        be somebody is nobody.
        """
        chat_id = await self._services.groups.current_id(chat_id)
        if (chat_id, person_id) in self._refused:
            return None
        try:
            member = await self._member(chat_id, person_id)
        except ChatMigrated as moved:
            await self._services.chats.move(chat_id, moved.new_chat_id)
            chat_id = moved.new_chat_id
            member = await self._member(chat_id, person_id)
        if may_manage(member):
            return chat_id
        self._refused[chat_id, person_id] = None
        return None

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """For reading only: up to five minutes old, or half a minute if it is a no."""
        if self.was_admin(chat_id, person_id):
            return True
        known = self._admins.get(chat_id)
        if known is None or self._age(known) >= REFUSED_FOR:
            try:
                await self._administrators(chat_id)
            except (BadRequest, Forbidden):
                self._admins[chat_id] = _Admins(frozenset(), self._timer())
        return self.was_admin(chat_id, person_id)

    def was_admin(self, chat_id: int, person_id: int) -> bool:
        """Whether Telegram named this person an admin within the last five minutes; asks nobody."""
        known = self._admins.get(chat_id)
        return known is not None and person_id in known.ids and self._age(known) < REMEMBERED_FOR

    def forget(self, chat_id: int) -> None:
        """The bot's own standing there has changed: what Telegram tells it may be another now."""
        self._admins.pop(chat_id, None)
        for key in [key for key in self._refused if key[0] == chat_id]:
            self._refused.pop(key, None)

    async def chat(self, chat_id: int) -> ChatFullInfo | None:
        """The chat as it is called now; None where we are not in it."""
        try:
            return await self._calls.answer(("chat", chat_id), lambda: self._bot.get_chat(chat_id))
        except (BadRequest, Forbidden):
            return None

    async def bot_has(self, chat_id: int, right: str) -> bool:
        """Whether the bot itself has an administrator's right."""
        try:
            return has_right(_member(await self._one(chat_id, self._bot.id)), right)
        except (BadRequest, Forbidden):
            return False

    async def _member(self, chat_id: int, person_id: int) -> Member:
        try:
            for admin in await self._administrators(chat_id):
                if admin.user.id == person_id:
                    return _member(admin)
            # Anonymous admins are missing from the list. Of other people Telegram tells only a bot
            # that is an admin itself.
            return _member(await self._one(chat_id, person_id))
        except (BadRequest, Forbidden):  # or we are not in that chat, or it is gone
            return NOBODY

    async def _administrators(self, chat_id: int) -> tuple[ChatMember, ...]:
        asked_at = self._timer()
        found = await self._calls.answer(
            ("admins", chat_id), lambda: self._bot.get_chat_administrators(chat_id)
        )
        self._admins[chat_id] = _Admins(frozenset(admin.user.id for admin in found), asked_at)
        return found

    async def _one(self, chat_id: int, person_id: int) -> ChatMember:
        return await self._calls.answer(
            ("member", chat_id, person_id), lambda: self._bot.get_chat_member(chat_id, person_id)
        )

    def _age(self, known: _Admins) -> timedelta:
        return timedelta(seconds=self._timer() - known.at)


def _member(found: ChatMember) -> Member:
    if not isinstance(found, ChatMemberAdministrator):
        return Member(found.status)
    rights = (name for name, value in found.to_dict().items() if value is True)
    return Member(found.status, frozenset(name for name in rights if name.startswith("can_")))
