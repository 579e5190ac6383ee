"""Asks Telegram who somebody is in a group: anew before any change, from memory for reading."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.chats.store import Chats
from bot.clock import Clock
from bot.groups.permissions import NOBODY, Member, has_right
from bot.groups.store import Groups

REMEMBERED_FOR = timedelta(minutes=5)
REMEMBERED_CHATS = 5_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What Telegram says of a person in a group, and the number that the group has now."""

    chat_id: int
    member: Member


@dataclass(frozen=True, slots=True)
class _Admins:
    ids: frozenset[int]
    at: datetime


class AdminLookup:
    """Telegram's word, and only that; errors of the network pass, so that nothing is changed."""

    def __init__(self, bot: ExtBot[int], clock: Clock, chats: Chats, groups: Groups) -> None:
        self._bot = bot
        self._clock = clock
        self._chats = chats
        self._groups = groups
        self._admins: OrderedDict[int, _Admins] = OrderedDict()

    async def standing(self, chat_id: int, person_id: int) -> Standing:
        """Asked of Telegram at this moment; whoever cannot be shown to be somebody is nobody."""
        chat_id = await self._groups.current_id(chat_id)
        try:
            try:
                return Standing(chat_id, await self._member(chat_id, person_id))
            except ChatMigrated as moved:
                await self._chats.move(chat_id, moved.new_chat_id)
                chat_id = moved.new_chat_id
                return Standing(chat_id, await self._member(chat_id, person_id))
        except (BadRequest, Forbidden):  # we are not in that chat, or it is gone
            return Standing(chat_id, NOBODY)

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """For reading only: up to five minutes old."""
        now = self._clock.now()
        known = self._admins.get(chat_id)
        if known is None or not timedelta() <= now - known.at < REMEMBERED_FOR:
            try:
                members = await self._bot.get_chat_administrators(chat_id)
            except (BadRequest, Forbidden):
                members = ()
            known = _Admins(frozenset(member.user.id for member in members), now)
            self._admins[chat_id] = known
            self._admins.move_to_end(chat_id)
            if len(self._admins) > REMEMBERED_CHATS:
                self._admins.popitem(last=False)
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
