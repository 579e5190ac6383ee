"""What happens to a chat's tips when the chat goes, comes back or turns out to be another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import aiosqlite

from bot.chats.listener import ChatListener
from bot.chats.model import ChatState
from bot.delivery.chat_listener import PromisesOfChat
from bot.tips import history
from bot.tips.merging import merge_subscriptions
from bot.tips.subscription_table import go_on

SUSPEND = """
UPDATE subscriptions SET state = 'suspended', reason = ?, next_due_at = NULL
WHERE chat_id = ? AND state = 'active'
"""
SUSPENDED = "SELECT * FROM subscriptions WHERE chat_id = ? AND state = 'suspended'"


class TipsOfChat:
    """A ChatListener."""

    async def on_suspended(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        """Stops the tips until the chat comes back; its settings stay."""
        del now
        await connection.execute(SUSPEND, (state, chat_id))

    async def on_resumed(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        """The tips go on."""
        for row in await connection.execute_fetchall(SUSPENDED, (chat_id,)):
            await go_on(connection, row, now)

    async def on_moved(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        """One subscription and one place in the tips."""
        await merge_subscriptions(connection, old_id, new_id, now)
        await history.merge(connection, old_id, new_id)

    async def readable(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> dict[str, list[Any]]:
        """The tips that were seen, by name: they are stored as bits."""
        return {"tip_history": await history.seen_tips(connection, chat_id)}


# In this order: what the tips decide about two chats they read from the promises of both.
CHAT_LISTENERS: tuple[ChatListener, ...] = (TipsOfChat(), PromisesOfChat())
