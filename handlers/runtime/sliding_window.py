"""Counts what was sent in the last seconds, so that no stretch of time ever holds too much."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass

NEVER = -math.inf
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` in any stretch of ``seconds``, wherever the stretch begins."""

    count: int
    seconds: float


class SlidingWindow:
    """The sends that still count against one limit. It forgets each as it passes out of reach."""

    __slots__ = ("_limit", "_stamps")

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._stamps: list[float] = []

    def used(self, now: float) -> int:
        """How many still count."""
        self._forget(now)
        return len(self._stamps)

    def free_at(self, now: float, *, spare: int = 0) -> float:
        """The instant from which one more fits and ``spare`` places stay empty behind it."""
        self._forget(now)
        over = len(self._stamps) - (self._limit.count - spare)
        return self._stamps[over] + self._limit.seconds if over >= 0 else NEVER

    def add(self, stamp: float) -> None:
        """Counts one send."""
        bisect.insort(self._stamps, stamp)

    def take_back(self, stamp: float) -> bool:
        """Uncounts one send that did not happen; False if it was forgotten before."""
        at = bisect.bisect_left(self._stamps, stamp)
        if at == len(self._stamps) or self._stamps[at] != stamp:
            return False
        del self._stamps[at]
        return True

    def move(self, stamp: float, to: float) -> None:
        """Counts one send at another instant; one already forgotten stays forgotten."""
        if self.take_back(stamp):
            self.add(to)

    def _forget(self, now: float) -> None:
        passed = 0
        for stamp in self._stamps:
            if stamp + self._limit.seconds > now:
                break
            passed += 1
        if passed:
            del self._stamps[:passed]


class ShortestRecentSpan:
    """The shortest of the last spans, some 50 to 100 of them: an older record proves nothing.

    Nor do the first few: they open connections, often while the bot is still starting. Until there
    are enough, the shortest is 0, which is surely not too long.
    """

    __slots__ = ("_before", "_counted", "_now")

    def __init__(self) -> None:
        self._before = self._now = math.inf
        self._counted = 0

    @property
    def span(self) -> float:
        if self._before == math.inf and self._counted < _ENOUGH:
            return 0.0
        return min(self._before, self._now)

    def note(self, span: float) -> None:
        """Counts one span."""
        self._now = min(self._now, span)
        self._counted += 1
        if self._counted == 50:
            self._before, self._now, self._counted = self._now, math.inf, 0
