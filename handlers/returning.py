"""Whoever writes again after blocking us has come back: what they had set up goes on."""

from __future__ import annotations

from bot.chats.store import Chats

# Who wrote a moment ago needs no second look; a block or an unblock is told to us apart.
REMEMBERED = 10_000


class Returning:
    """Looks once at each chat that writes, then lets it be until it may have been away again."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._seen: dict[int, None] = {}

    async def notice(self, chat_id: int) -> None:
        """Somebody wrote in this chat."""
        if chat_id in self._seen:
            return
        if len(self._seen) >= REMEMBERED:
            self._seen.pop(next(iter(self._seen)))
        self._seen[chat_id] = None
        await self._chats.returned(chat_id)

    def away(self, chat_id: int) -> None:
        """The chat was suspended: its next message is a return."""
        self._seen.pop(chat_id, None)
