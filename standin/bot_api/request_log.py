"""What the bot asked and what it was answered, kept for whoever judges it later."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from standin.wire import Wire


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer; status 0 means that the bot was left without one."""

    method: str
    params: Wire
    chat_id: int | None
    at: datetime
    status: int
    answer: Wire | None
    files: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.status == 200


class RequestLog:
    """The newest exchanges, or all of them when ``limit`` is None."""

    def __init__(self, limit: int | None) -> None:
        self._kept: deque[Exchange] = deque(maxlen=limit)
        self.total = 0

    def keep_all(self) -> None:
        """From now on nothing is forgotten; for a test run that is judged at its end."""
        self._kept = deque(self._kept)

    def add(self, exchange: Exchange) -> None:
        self.total += 1
        self._kept.append(exchange)

    def clear(self) -> None:
        self._kept.clear()

    def of(self, method: str, chat_id: int | None = None) -> list[Exchange]:
        """The kept exchanges of one method, oldest first, of one chat when it is named."""
        wanted = method.lower()
        return [
            exchange
            for exchange in self._kept
            if exchange.method.lower() == wanted and chat_id in (None, exchange.chat_id)
        ]

    def __iter__(self) -> Iterator[Exchange]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)
