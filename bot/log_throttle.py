"""The same line is written once an hour, with a count: no stranger can fill the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from cachetools import LRUCache

WRITTEN_EVERY = timedelta(hours=1)
KINDS = 500

# log.warning(..., extra=EACH_TIME): what tells that something has changed counts every time. It is
# never for a line that somebody can bring about by writing to the bot.
EACH_TIME = {"each_time": True}


@dataclass(slots=True)
class _Kind:
    written_at: float
    left_out: int = 0


class LineThrottle:
    """``now`` is in seconds, from a timer that is never set back."""

    def __init__(self, kinds: int = KINDS) -> None:
        self._kinds: LRUCache[str, _Kind] = LRUCache(kinds)

    def admit(self, line: str, now: float) -> int | None:
        """How many of the same were left out since the last; None where this one is, too."""
        known = self._kinds.get(line)
        if known is not None and now - known.written_at < WRITTEN_EVERY.total_seconds():
            known.left_out += 1
            return None
        self._kinds[line] = _Kind(now)
        return known.left_out if known else 0

    def overdue(self, now: float) -> Iterator[tuple[str, int]]:
        """What was left out more than an hour ago and has not been told of; it is now."""
        return self._told(now - WRITTEN_EVERY.total_seconds())

    def rest(self) -> Iterator[tuple[str, int]]:
        """What was left out and has not been told of, at the end; it is now."""
        return self._told(float("inf"))

    def _told(self, written_before: float) -> Iterator[tuple[str, int]]:
        for line, kind in self._kinds.items():
            if kind.left_out and kind.written_at <= written_before:
                yield line, kind.left_out
                kind.left_out = 0
