"""The open sockets, so that one can be broken as a failing network does, or ended in peace."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable, Iterator

Address = tuple[str, int]


class Connections:
    """Open connections by the client's address; empty while the world is reached in memory."""

    def __init__(self) -> None:
        self._open: dict[Address, asyncio.Transport] = {}
        self._goodbyes: set[Callable[[], None]] = set()

    def opened(self, transport: asyncio.Transport) -> Address | None:
        """Remembers the connection and returns its name, which ``closed`` wants back."""
        peer = transport.get_extra_info("peername")
        if not peer:
            return None
        address = (str(peer[0]), int(peer[1]))
        self._open[address] = transport
        return address

    def __len__(self) -> int:
        return len(self._open)

    def closed(self, address: Address | None) -> None:
        if address is not None:
            self._open.pop(address, None)

    def reset(self, address: Address | None) -> bool:
        """Breaks the connection without a goodbye; False when it is not a known socket."""
        transport = self._open.get(address) if address else None
        if transport is None:
            return False
        raw = transport.get_extra_info("socket")
        if raw is not None:
            # Lingering for no time makes the kernel send a reset instead of a polite end.
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        return True

    @contextlib.contextmanager
    def with_goodbye(self, goodbye: Callable[[], None]) -> Iterator[None]:
        """Within the block, ``goodbye`` is called when the server is about to stop."""
        self._goodbyes.add(goodbye)
        try:
            yield
        finally:
            self._goodbyes.discard(goodbye)

    def end(self) -> None:
        """Lets every answer that would last for ever come to its end."""
        for goodbye in tuple(self._goodbyes):
            goodbye()
