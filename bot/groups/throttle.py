"""Limits what the bot says in a group: a repeat is pointed back, a flood is let go by."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from cachetools import FIFOCache, LRUCache

REMEMBERED = 10_000
A_MINUTE = timedelta(minutes=1)
# Telegram lets a bot put 20 messages a minute before a group: some are left for the admins.
MOST_PER_PERSON = 6
MOST_PER_GROUP = 12
# Urgent help is pointed back to without a count: so many find the card with it.
MOST_POINTED_BACK = 100
WELCOMED_EVERY = timedelta(minutes=10)


class ThrottleResult(Enum):
    """What becomes of a command."""

    ANSWER = auto()
    POINT_BACK = auto()
    STAY_SILENT = auto()


@dataclass(slots=True)
class Answered:
    """An answer that stands in the group."""

    message_id: int
    at: datetime
    pointed_for: set[int] = field(default_factory=set)


class Throttle:
    """Remembers for minutes and only in memory what was answered where; never what people wrote.

    ``speaker`` is whoever asks, as a number; 0 for those whom Telegram does not name.
    """

    def __init__(self) -> None:
        self._answered: FIFOCache[tuple[int, str], Answered] = FIFOCache(REMEMBERED)
        self._shown = _PerMinute()
        self._looked_up = _PerMinute()
        self._welcomed: FIFOCache[int, datetime] = FIFOCache(REMEMBERED)

    def judge(
        self,
        chat_id: int,
        key: str,
        speaker: int,
        window: timedelta,
        now: datetime,
        *,
        urgent: bool = False,
    ) -> ThrottleResult:
        """What to do with a command; counts it against what this person and group may ask.

        Each person is shown the way to an earlier answer once, so that repeating is not rewarded.
        What is ``urgent`` is answered however much was asked before, unless it was a minute ago.
        """
        if urgent:
            window = A_MINUTE
        elif not self._shown.has_room(chat_id, speaker, now):
            return ThrottleResult.STAY_SILENT
        earlier = self.earlier(chat_id, key, window, now)
        if earlier is None:
            return ThrottleResult.ANSWER
        if speaker in earlier.pointed_for or len(earlier.pointed_for) >= MOST_POINTED_BACK:
            return ThrottleResult.STAY_SILENT
        earlier.pointed_for.add(speaker)
        return ThrottleResult.POINT_BACK

    def earlier(self, chat_id: int, key: str, window: timedelta, now: datetime) -> Answered | None:
        """The answer to the same command within the window, if there is one."""
        found = self._answered.get((chat_id, key))
        return found if found is not None and timedelta() <= now - found.at < window else None

    def answered(self, chat_id: int, key: str, message_id: int, now: datetime) -> None:
        """The command was answered with this message."""
        self._answered[chat_id, key] = Answered(message_id, now)

    def left(self, chat_id: int) -> None:
        """The bot is not in the group any more: should it come back, it begins anew."""
        for key in [key for key in self._answered if key[0] == chat_id]:
            del self._answered[key]
        self._shown.forget(chat_id)
        self._looked_up.forget(chat_id)
        self._welcomed.pop(chat_id, None)

    def may_welcome(self, chat_id: int, now: datetime) -> bool:
        """Whether newcomers are greeted now; who joins soon after finds the line there."""
        last = self._welcomed.get(chat_id)
        if last is not None and timedelta() <= now - last < WELCOMED_EVERY:
            return False
        self._welcomed[chat_id] = now
        return True

    def allow(self, chat_id: int, speaker: int, now: datetime) -> bool:
        """Whether one more thing may be shown to this person in this group; counts it."""
        return self._shown.has_room(chat_id, speaker, now)

    def may_look_up(self, chat_id: int, speaker: int, now: datetime) -> bool:
        """Whether Telegram may be asked once more who this person is in this group; counts it.

        For people of whom it is not known that they look after the group: theirs is a count of
        its own, so that their flood leaves the admins their answers.
        """
        return self._looked_up.has_room(chat_id, speaker, now)


class _PerMinute:
    """Counts what is done for each person and group, and forgets it after a minute."""

    def __init__(self) -> None:
        self._lately: LRUCache[int, deque[tuple[datetime, int]]] = LRUCache(REMEMBERED)

    def has_room(self, chat_id: int, speaker: int, now: datetime) -> bool:
        """Whether one more may be done; counts it if so."""
        lately = self._lately.get(chat_id)
        if lately is None:
            lately = self._lately[chat_id] = deque(maxlen=MOST_PER_GROUP)
        while lately and not timedelta() <= now - lately[0][0] < A_MINUTE:
            lately.popleft()
        if len(lately) >= MOST_PER_GROUP:
            return False
        if sum(1 for _, who in lately if who == speaker) >= MOST_PER_PERSON:
            return False
        lately.append((now, speaker))
        return True

    def forget(self, chat_id: int) -> None:
        self._lately.pop(chat_id, None)
