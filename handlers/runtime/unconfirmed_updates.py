"""Which updates are being handled and which are done: what may be confirmed to Telegram.

Telegram forgets an update as soon as getUpdates asks for a later one, and brings it again until
then (Bot API, getUpdates: ``offset``). So an update is confirmed when it has been handled, and what
a crash interrupts comes again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# So many Telegram gives at once, counted from the first one that is not confirmed.
MOST_AT_ONCE = 100
# Of one chat: whoever has more in hand than this floods it.
CROWD = 10


@dataclass(frozen=True, slots=True)
class _Open:
    since: float
    chat: int | None


class UnconfirmedUpdates:
    """The updates from the first one on that is still being handled.

    ``handled`` are those that an earlier process has handled and could not confirm. Instants are
    monotonic seconds.
    """

    def __init__(self, handled: Iterable[int] = ()) -> None:
        self._handled_before = frozenset(handled)
        # In Telegram's order; None for one that is done.
        self._came: dict[int, _Open | None] = {}
        self._next = 0

    @property
    def are_open(self) -> bool:
        """Whether any is still being handled."""
        return any(self._came.values())

    @property
    def are_full(self) -> bool:
        """Whether Telegram could give no new one: it counts from the first that is still open."""
        return len(self._came) >= MOST_AT_ONCE

    @property
    def is_first_done(self) -> bool:
        """Whether asking now would confirm something."""
        return bool(self._came) and next(iter(self._came.values())) is None

    def take(self, given: Mapping[int, int | None], now: float) -> list[int]:
        """Notes what Telegram gave, each with its chat; those that nobody has begun with."""
        new = []
        for number, chat in given.items():
            if number in self._came:
                continue
            self._next = number + 1
            is_done = number in self._handled_before
            self._came[number] = None if is_done else _Open(now, chat)
            if not is_done:
                new.append(number)
        return new

    def done(self, number: int) -> None:
        """It has been handled; one that was let go of meanwhile is done already."""
        if number in self._came:
            self._came[number] = None

    def let_go(self, begun_before: float) -> int:
        """Counts as done what has been handled for so long, and what floods a chat; how many.

        A crash would lose these, but they stand in the way of everybody behind them.
        """
        in_chat = Counter(each.chat for each in self._came.values() if each)
        del in_chat[None]
        in_the_way = [
            number
            for number, each in self._came.items()
            if each and (each.since < begun_before or in_chat[each.chat] > CROWD)
        ]
        for number in in_the_way:
            self._came[number] = None
        return len(in_the_way)

    def offset(self) -> int:
        """What to ask for next: all before it is confirmed by that, and never comes again."""
        # Only here, and not as soon as it is done: an answer to the question before may bring it.
        while self.is_first_done:
            del self._came[next(iter(self._came))]
        return next(iter(self._came), self._next)

    def done_out_of_turn(self) -> frozenset[int]:
        """Done, and not confirmed yet: after a crash Telegram brings these again."""
        return frozenset(number for number, each in self._came.items() if each is None)
