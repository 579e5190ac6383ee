"""The bot is removed, comes back, may not post any more or may again."""

from __future__ import annotations

import aiosqlite

from bot.chats.model import ChatKind, ChatState
from bot.chats.store import Chats
from bot.clock import Clock
from bot.groups.managers import Managers
from bot.store.database import Database
from bot.store.times import stamp
from bot.tips.subscriptions import Subscriptions

SET_ASIDE = """
INSERT INTO group_departures (chat_id, tips, left_at) VALUES (?, ?, ?)
ON CONFLICT (chat_id) DO UPDATE SET
    tips = max(group_departures.tips, excluded.tips), left_at = excluded.left_at
"""
DEPARTED = "SELECT tips FROM group_departures WHERE chat_id = ?"
SETTLED = "DELETE FROM group_departures WHERE chat_id = ?"
# Nothing to offer where nobody had set anything up.
SET_UP = """
SELECT EXISTS (SELECT 1 FROM group_settings WHERE chat_id = :id)
    OR EXISTS (SELECT 1 FROM subscriptions WHERE chat_id = :id) AS found
"""
ALERT = "INSERT OR IGNORE INTO group_permission_alerts (chat_id, told_at) VALUES (?, ?)"
NO_ALERT = "DELETE FROM group_permission_alerts WHERE chat_id = ?"


class Presence:
    """What a group had is kept for its return; that the bot may not post is told once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        chats: Chats,
        subscriptions: Subscriptions,
        managers: Managers,
    ) -> None:
        self._database = database
        self._clock = clock
        self._chats = chats
        self._subscriptions = subscriptions
        self._managers = managers

    async def removed(self, chat_id: int) -> None:
        """The schedule stops at once; the rest waits for the group's return."""
        if await self._chats.get(chat_id) is None:
            return
        await self._set_aside(chat_id)
        await self._chats.suspend(chat_id, ChatState.LEFT)

    async def came_back(self, chat_id: int, kind: ChatKind, language: str | None) -> bool:
        """The bot is in the group (again); whether there is something from before to restore."""
        known = await self._chats.get(chat_id)
        if known is not None and known.state is ChatState.LEFT:
            await self._set_aside(chat_id)  # the removal itself may not have been told to us
        await self._chats.remember(chat_id, kind, language)
        return await self.is_set_aside(chat_id)

    async def is_set_aside(self, chat_id: int) -> bool:
        """Whether settings from before a removal wait for an admin's word."""
        async with self._database.read() as connection:
            return bool(list(await connection.execute_fetchall(DEPARTED, (chat_id,))))

    async def restore(self, chat_id: int, by: int) -> None:
        """Everything is as it was before the removal; a second press changes nothing."""
        async with self._database.transaction() as connection:
            for row in await connection.execute_fetchall(DEPARTED, (chat_id,)):
                if row["tips"]:
                    await self._go_on(connection, chat_id, by)
                await connection.execute(SETTLED, (chat_id,))

    async def start_fresh(self, chat_id: int) -> None:
        """Nothing of before is kept, except that the group is here and speaks its language."""
        known = await self._chats.get(chat_id)
        if known is None or not await self.is_set_aside(chat_id):
            return
        await self._chats.forget(chat_id)
        await self._chats.remember(chat_id, known.kind, known.language)

    async def posting_refused(self, chat_id: int) -> int | None:
        """Whom to tell that the bot may not post there; None where they have been told."""
        subscription = await self._subscriptions.get(chat_id)
        whom = subscription.enabled_by if subscription else None
        whom = whom or await self._managers.latest(chat_id)
        if whom is None:
            return None
        async with self._database.transaction() as connection:
            cursor = await connection.execute(ALERT, (chat_id, stamp(self._clock.now())))
            return whom if cursor.rowcount else None

    async def posting_allowed(self, chat_id: int) -> None:
        """The bot may post there: tips that were refused for that go on."""
        async with self._database.transaction() as connection:
            await posting_allowed(connection, self._subscriptions, chat_id)

    async def _go_on(self, connection: aiosqlite.Connection, chat_id: int, by: int) -> None:
        before = await self._subscriptions.get_within(connection, chat_id)
        if before is not None and not before.active:
            await self._subscriptions.subscribe_within(
                connection,
                chat_id,
                before.schedule,
                thread_id=before.thread_id,
                enabled_by=by,
                audience=before.audience,
            )

    async def _set_aside(self, chat_id: int) -> None:
        async with self._database.transaction() as connection:
            (row,) = await connection.execute_fetchall(SET_UP, {"id": chat_id})
            if not row["found"]:
                return
            had_tips = await self._subscriptions.unsubscribe_within(connection, chat_id)
            values = (chat_id, int(had_tips), stamp(self._clock.now()))
            await connection.execute(SET_ASIDE, values)
        self._subscriptions.announce_stop(chat_id)


async def posting_allowed(
    connection: aiosqlite.Connection, subscriptions: Subscriptions, chat_id: int
) -> None:
    """As ``Presence.posting_allowed``, within the caller's transaction."""
    await connection.execute(NO_ALERT, (chat_id,))
    subscription = await subscriptions.get_within(connection, chat_id)
    if subscription is not None and subscription.reason == "no-rights":
        await subscriptions.change_within(connection, chat_id, lambda found: found, resume=True)
