"""What happens to a chat's promises when the chat goes, comes back or turns out to be another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import aiosqlite

from bot.chats.model import ChatState
from bot.delivery.promises import drop_queued

# What may have been seen counts before what waits, and that before what has come to nothing.
FURTHER = """
CASE {0}.state WHEN 'dropped' THEN 0 WHEN 'failed' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END
"""
KEEP_FURTHER = f"""
UPDATE deliveries SET state = old.state, ready_at = old.ready_at, attempts = old.attempts,
    payload = old.payload, reason = old.reason
FROM deliveries AS old
WHERE deliveries.chat_id = ? AND old.chat_id = ?
    AND old.kind = deliveries.kind AND old.slot_at = deliveries.slot_at
    AND {FURTHER.format("old")} > {FURTHER.format("deliveries")}
"""


class PromisesOfChat:
    """A ChatListener; of a kind it knows nothing."""

    async def on_suspended(
        self, connection: aiosqlite.Connection, chat_id: int, state: ChatState, now: datetime
    ) -> None:
        """Nothing that waits is sent when the chat comes back, perhaps after months."""
        del now
        await drop_queued(connection, chat_id, state)

    async def on_resumed(
        self, connection: aiosqlite.Connection, chat_id: int, now: datetime
    ) -> None:
        """Its kinds make new promises."""

    async def on_moved(
        self, connection: aiosqlite.Connection, old_id: int, new_id: int, now: datetime
    ) -> None:
        """Of two promises for one slot the one that got further stays."""
        del now
        await connection.execute(KEEP_FURTHER, (new_id, old_id))

    async def readable(
        self, connection: aiosqlite.Connection, chat_id: int
    ) -> dict[str, list[Any]]:
        """The rows can be read as they are."""
        del connection, chat_id
        return {}
