"""Serves an application on a socket of this machine, inside the running program."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from standin import tasks
from standin.connections import Connections


class _Guest(uvicorn.Server):
    """A server that leaves the signals to the program that it is a part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(
    app: ASGIApp, connections: Connections, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[str]:
    """Serves until the block ends and gives the root address; port 0 takes a free one."""
    listening = _listening(host, port)
    config = uvicorn.Config(
        app,
        http=_watched(connections),
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = _Guest(config)
    task = tasks.start(server.serve(sockets=[listening]), "stand-in's server")
    try:
        while not server.started:
            if task.done():
                await task
            await asyncio.sleep(0.005)
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        connections.end()
        server.should_exit = True
        await task


def _listening(host: str, port: int) -> socket.socket:
    # Named as TCP, so that asyncio sends at once; without, each answer waits 40 ms for the
    # client's acknowledgement of its first half.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def _watched(connections: Connections) -> type[H11Protocol]:
    """A protocol of uvicorn's that keeps ``connections`` informed."""

    class Watched(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            self.watched_as = connections.opened(transport)
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.closed(self.watched_as)
            super().connection_lost(exc)

    return Watched
