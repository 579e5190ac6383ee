"""Telegram's sending limits, enforced when switched on: in all, per chat, per group and minute."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Bucket:
    """A bucket that drains: ``size`` at once, then ``rate`` a second."""

    size: float
    rate: float
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """How long until one more fits; 0 when it fits now."""
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (self.level + 1 - self.size) / self.rate)


@dataclass(slots=True)
class SendingLimit:
    """Counts what the bot sends; ``check`` says how many seconds a 429 would ask for."""

    is_on: bool = False
    per_second: float = 30.0
    per_chat: float = 1.0
    chat_burst: float = 3.0
    per_group_minute: int = 20
    refusals: int = 0
    _overall: _Bucket = field(default_factory=lambda: _Bucket(30.0, 30.0))
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def switch_on(
        self,
        *,
        per_second: float = 30.0,
        per_chat: float = 1.0,
        chat_burst: float = 3.0,
        per_group_minute: int = 20,
    ) -> None:
        """From now on too fast is refused; the counting starts anew."""
        self.is_on = True
        self.per_second, self.per_chat, self.chat_burst = per_second, per_chat, chat_burst
        self.per_group_minute = per_group_minute
        self._overall = _Bucket(per_second, per_second)
        self._chats.clear()
        self._groups.clear()
        self.refusals = 0

    def check(self, chat_id: int, now: float) -> int:
        """0 and one more counted, or the seconds to wait and nothing counted."""
        if not self.is_on:
            return 0
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Bucket(self.chat_burst, self.per_chat)
        wait = max(self._overall.wait(now), chat.wait(now), self._group_wait(chat_id, now))
        if wait > 0:
            self.refusals += 1
            return max(1, math.ceil(wait))
        self._overall.level += 1
        chat.level += 1
        if chat_id < 0:
            self._groups[chat_id].append(now)
        return 0

    def _group_wait(self, chat_id: int, now: float) -> float:
        if chat_id >= 0:
            return 0.0
        sent = self._groups.setdefault(chat_id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        return sent[0] + 60 - now if len(sent) >= self.per_group_minute else 0.0
