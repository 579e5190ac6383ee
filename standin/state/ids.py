"""The numbers that Telegram gives out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from standin.state.chat_kinds import ChatKind

# A supergroup's or a channel's number as the Bot API writes it: below minus a million millions.
SUPERGROUPS = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Ids:
    """Each kind of thing has numbers of its own."""

    _people: count[int] = field(default_factory=lambda: count(1_000_001))
    _groups: count[int] = field(default_factory=lambda: count(5_000_001))
    _supergroups: count[int] = field(default_factory=lambda: count(1_000_000_001))
    _messages: count[int] = field(default_factory=lambda: count(1))
    _events: count[int] = field(default_factory=lambda: count(4_400_000_000_000_001))

    def person(self) -> int:
        return next(self._people)

    def chat(self, kind: ChatKind) -> int:
        if kind is ChatKind.GROUP:
            return -next(self._groups)
        return SUPERGROUPS - next(self._supergroups)

    def message(self) -> int:
        """For private chats and basic groups, which Telegram numbers all together."""
        return next(self._messages)

    def event(self) -> str:
        """For queries and files."""
        return str(next(self._events))
