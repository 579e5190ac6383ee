"""How much one person may send to the team within a day."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from cachetools import LRUCache

MOST_A_DAY = 5
A_DAY = timedelta(days=1)
REMEMBERED = 10_000


class DailyLimit:
    """Remembers in memory alone when the last few were sent, of the people who sent lately."""

    def __init__(self) -> None:
        self._sent: LRUCache[int, deque[datetime]] = LRUCache(REMEMBERED)

    def has_room(self, chat_id: int, now: datetime) -> bool:
        """Whether this person may send one more."""
        lately = self._sent.get(chat_id, ())
        return sum(1 for at in lately if timedelta() <= now - at < A_DAY) < MOST_A_DAY

    def count(self, chat_id: int, now: datetime) -> None:
        """This person has sent one."""
        if chat_id not in self._sent:
            self._sent[chat_id] = deque(maxlen=MOST_A_DAY)
        self._sent[chat_id].append(now)
