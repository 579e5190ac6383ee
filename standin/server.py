"""Serves an application on a socket of this machine, inside the running program."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from standin import tasks
from standin.connections import Connections
from standin.protocol import Patience, watched

GRACE = 1.0
"""Seconds in which what has begun may come to its end when the server stops."""
KEPT_ALIVE = 75
"""Seconds, as web servers commonly have it."""

log = logging.getLogger(__name__)


class _Guest(uvicorn.Server):
    """A server that leaves the signals to the program that it is a part of, and stops at once.

    Left to itself it looks ten times a second whether it should stop and then waits a tenth more:
    half of the time of a test that holds a conversation.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._asked_to_stop = asyncio.Event()

    def stop(self) -> None:
        self.should_exit = True
        self._asked_to_stop.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        # The first tick, and every tenth, writes the date that answers carry.
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    await self._asked_to_stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._finish_answers()
        await self._see_off()

    async def _finish_answers(self) -> None:
        if not self.server_state.tasks:
            return
        _, late = await asyncio.wait(self.server_state.tasks, timeout=GRACE)
        for task in late:
            log.error("an answer was not finished when the stand-in stopped")
            task.cancel()

    async def _see_off(self) -> None:
        """A connection is gone one turn of the loop after it was closed, unless nobody reads it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while self.server_state.connections:  # noqa: ASYNC110 -- uvicorn tells of no end
                    await asyncio.sleep(0.001)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


@contextlib.asynccontextmanager
async def serving(
    app: ASGIApp,
    connections: Connections,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    patience: Patience | None = None,
) -> AsyncIterator[str]:
    """Serves until the block ends and gives the root address; port 0 takes a free one.

    OSError when it cannot listen there.
    """
    listening = _listening(host, port)
    config = uvicorn.Config(
        app,
        http=watched(connections, patience or Patience()),
        ws="none",
        lifespan="off",
        log_config=None,  # the program that it is a part of says where logs go
        # A warning tells what a client did wrong: whoever reaches the port could fill the log.
        log_level="error",
        access_log=False,
        # Longer than a client keeps one: who closes an idle connection first should be the client,
        # or its next call meets the closing on its way.
        timeout_keep_alive=KEPT_ALIVE,
    )
    server = _Guest(config)
    task = tasks.start(server.serve(sockets=[listening]), "stand-in's server")
    try:
        while not server.started:
            if task.done():
                await task
            await asyncio.sleep(0.005)
        yield _root(host, listening)
    finally:
        connections.end()
        server.stop()
        await task


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    # Named as TCP, so that asyncio sends at once; without, each answer waits 40 ms for the
    # client's acknowledgement of its first half.
    kind, protocol = socket.SOCK_STREAM, socket.IPPROTO_TCP
    family, *_, address = socket.getaddrinfo(host, port, type=kind, proto=protocol)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def _root(host: str, listening: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}"
