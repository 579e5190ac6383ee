"""Stops a run when one after another fails: that is an outage, not a hundred people leaving."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.outcome import (
    Delivery,
    Failed,
    Moved,
    NotSent,
    Outcome,
    Refused,
    Revoked,
    Sent,
    SlowDown,
    Unknown,
    Unreachable,
    Withdrawn,
)

MOST_IN_A_ROW = 10
FIRST_REST = timedelta(minutes=5)
LONGEST_REST = timedelta(hours=1)
PROBES = 3


@dataclass(frozen=True, slots=True)
class Tripped:
    """The run has stopped; ``undo`` are the deliveries whose consequences must be taken back."""

    outcome: Outcome
    until: datetime
    undo: tuple[Delivery, ...]
    first: bool


@dataclass(slots=True)
class CircuitBreaker:
    """Counts failures in a row over all chats; a single success proves that the way is open."""

    most: int = MOST_IN_A_ROW
    _failures: int = 0
    _held_against_chats: list[Delivery] = field(default_factory=list)
    _open_until: datetime | None = None
    _rest: timedelta = FIRST_REST

    def allows(self, now: datetime) -> int | None:
        """How many may be tried now: ``None`` for no limit, 0 while it rests, a few to probe."""
        if self._open_until is None:
            return None
        return 0 if self._rests(now) else PROBES

    def record(self, outcome: Outcome, delivery: Delivery, now: datetime) -> Tripped | None:
        """Takes note of an outcome; tells when the run must stop."""
        match outcome:
            case Sent():
                self._close()
                return None
            case SlowDown() | Moved() | Withdrawn():
                return None
            case Unreachable() | Refused() | Failed():
                self._held_against_chats.append(delivery)
            case NotSent() | Unknown():
                pass
            case Revoked():
                self._failures = self.most
        self._failures += 1
        if self._failures < self.most and self._open_until is None:
            return None
        return self._trip(outcome, now)

    @property
    def is_open(self) -> bool:
        """Whether the run is stopped, or only probed."""
        return self._open_until is not None

    def _trip(self, outcome: Outcome, now: datetime) -> Tripped:
        first = self._open_until is None
        if first:
            self._open_until = now + self._rest
        elif not self._rests(now):  # a probe has failed
            self._rest = min(self._rest * 2, LONGEST_REST)
            self._open_until = now + self._rest
        undo, self._held_against_chats = tuple(self._held_against_chats), []
        assert self._open_until is not None  # noqa: S101 -- set by either branch
        return Tripped(outcome, self._open_until, undo, first)

    def _rests(self, now: datetime) -> bool:
        # A clock turned back must not keep the bot silent for longer than a rest.
        until = self._open_until
        return until is not None and now < until <= now + LONGEST_REST

    def _close(self) -> None:
        self._failures = 0
        self._held_against_chats.clear()
        self._open_until = None
        self._rest = FIRST_REST
