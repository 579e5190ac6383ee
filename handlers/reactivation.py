"""Whoever writes again after blocking us has come back: what they had set up goes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

# Who wrote a moment ago needs no second look; a block or an unblock is told to us apart.
REMEMBERED = 10_000


class Reactivation:
    """Looks once at each chat that writes, then lets it be until it may have been away again."""

    def __init__(self, returned: Callable[[int], Awaitable[None]]) -> None:
        """``returned`` looks a chat up and lets go on what had stopped (``Chats.returned``)."""
        self._returned = returned
        self._seen: dict[int, None] = {}
        self._departures = 0

    async def notice(self, chat_id: int) -> None:
        """Somebody wrote in this chat; where it cannot be looked up now, the next message is."""
        if chat_id in self._seen:
            return
        departures = self._departures
        await self._returned(chat_id)
        if departures != self._departures:  # it may have been this chat, after it was looked up
            return
        if len(self._seen) >= REMEMBERED:
            self._seen.pop(next(iter(self._seen)))
        self._seen[chat_id] = None

    def away(self, chat_id: int) -> None:
        """The chat was suspended, or is about to be: its next message is a return."""
        self._departures += 1
        self._seen.pop(chat_id, None)
