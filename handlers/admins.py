"""Who may do what in a group, asked of Telegram: anew before a change, from memory for reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cachetools import LRUCache
from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.groups.permissions import NOBODY, Member, has_right, may_manage
from bot.services import Services

REMEMBERED_FOR = timedelta(minutes=5)
REMEMBERED_CHATS = 5_000


@dataclass(frozen=True, slots=True)
class _Admins:
    ids: frozenset[int]
    at: datetime


class AdminLookup:
    """Telegram's word, and only that; errors of the network pass, so that nothing is changed."""

    def __init__(self, bot: ExtBot[int], services: Services) -> None:
        self._bot = bot
        self._services = services
        self._admins: LRUCache[int, _Admins] = LRUCache(REMEMBERED_CHATS)

    async def in_charge(self, chat_id: int, person_id: int) -> int | None:
        """The number that the group has now, if this person may change its settings; else None.

        Asked of Telegram at this moment; whoever cannot be shown to be somebody is nobody.
        """
        chat_id = await self._services.groups.current_id(chat_id)
        try:
            try:
                member = await self._member(chat_id, person_id)
            except ChatMigrated as moved:
                await self._services.chats.move(chat_id, moved.new_chat_id)
                chat_id = moved.new_chat_id
                member = await self._member(chat_id, person_id)
        except (BadRequest, Forbidden):  # we are not in that chat, or it is gone
            member = NOBODY
        return chat_id if may_manage(member) else None

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """For reading only: up to five minutes old."""
        now = self._services.clock.now()
        known = self._admins.get(chat_id)
        if known is None or not timedelta() <= now - known.at < REMEMBERED_FOR:
            try:
                members = await self._bot.get_chat_administrators(chat_id)
            except (BadRequest, Forbidden):
                members = ()
            known = _Admins(frozenset(member.user.id for member in members), now)
            self._admins[chat_id] = known
        return person_id in known.ids

    async def chat(self, chat_id: int) -> ChatFullInfo | None:
        """The chat as it is called now; None where we are not in it."""
        try:
            return await self._bot.get_chat(chat_id)
        except (BadRequest, Forbidden):
            return None

    async def bot_has(self, chat_id: int, right: str) -> bool:
        """Whether the bot itself has an administrator's right."""
        try:
            return has_right(_member(await self._bot.get_chat_member(chat_id, self._bot.id)), right)
        except (BadRequest, Forbidden):
            return False

    async def _member(self, chat_id: int, person_id: int) -> Member:
        for admin in await self._bot.get_chat_administrators(chat_id):
            if admin.user.id == person_id:
                return _member(admin)
        # Anonymous admins are missing from the list. Of other people Telegram tells only a bot
        # that is an admin itself.
        try:
            return _member(await self._bot.get_chat_member(chat_id, person_id))
        except BadRequest:
            return NOBODY


def _member(found: ChatMember) -> Member:
    if not isinstance(found, ChatMemberAdministrator):
        return Member(found.status)
    rights = (name for name, value in found.to_dict().items() if value is True)
    return Member(found.status, frozenset(name for name in rights if name.startswith("can_")))
