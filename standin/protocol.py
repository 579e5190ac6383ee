"""HTTP on one connection, with an end to what a client may keep open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from standin.connections import Connections

UNFINISHED = frozenset({h11.IDLE, h11.SEND_BODY})


@dataclass(frozen=True, slots=True)
class Patience:
    """How much a server bears, so that no client keeps it from the others or fills its memory.

    ``connections``: as many are open at once; our own bot has two pools of a hundred.
    ``asks_within``: seconds from the connection, or from a request's first byte, to its last; fifty
    megabytes take less than one on the way from this machine to itself.
    ``reads_within``: seconds in which a client takes what waits for it of a long answer; a page
    that slept meanwhile connects anew.
    """

    connections: int = 256
    asks_within: float = 15.0
    reads_within: float = 30.0


class Deadline:
    """Does something some seconds after it was set, unless it is lifted before."""

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self._seconds = seconds
        self._act = act
        self._timer: asyncio.TimerHandle | None = None

    def set(self) -> None:
        """Begins to count; counts on where it has begun."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._seconds, self._act)

    def lift(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def watched(connections: Connections, patience: Patience) -> type[H11Protocol]:
    """A protocol of uvicorn's that keeps ``connections`` informed and loses its patience."""

    class Watched(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            self.watched_as = connections.opened(transport)
            self.asks = Deadline(patience.asks_within, transport.abort)
            self.reads = Deadline(patience.reads_within, transport.abort)
            super().connection_made(transport)
            self.asks.set()
            if len(self.connections) > patience.connections:
                transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            self.asks.lift()
            self.reads.lift()
            connections.closed(self.watched_as)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state in UNFINISHED:
                self.asks.set()
            else:
                self.asks.lift()

        def pause_writing(self) -> None:
            super().pause_writing()
            self.reads.set()

        def resume_writing(self) -> None:
            self.reads.lift()
            super().resume_writing()

    return Watched
