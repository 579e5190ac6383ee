"""A way to the stand-in on which answers break, byte by byte as they break in the world."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from functools import partial

from bot import tasks

HTML = b"<html><head><title>Please log in</title></head><body>A page of somebody else</body></html>"
TRICKLES_EVERY = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from the stand-in, or what a break makes of it."""

    body: bytes
    status: bytes = b"200 OK"
    headers: bytes = b""

    def head(self) -> bytes:
        length = b"Content-Length: %d\r\n" % len(self.body)
        return b"HTTP/1.1 " + self.status + b"\r\n" + self.headers + length + b"\r\n"


CarryOut = Callable[[], Awaitable[Answer]]
Break = Callable[[asyncio.StreamWriter, CarryOut], Awaitable[None]]


@dataclass(slots=True)
class BrokenLine:
    """``next`` breaks the next call of a method about something; ``broken`` are those that were.

    What a call is ``about`` stands in its body: a chat's number, a press.
    """

    address: str = ""
    broken: set[tuple[str, str]] = field(default_factory=set)
    _breaks: dict[tuple[str, str], Break] = field(default_factory=dict)

    def next(self, method: str, how: Break, about: str = "") -> None:
        self._breaks[method, about] = how
        self.broken.discard((method, about))

    def _break_of(self, method: str, request: bytes) -> Break | None:
        for (breaking, about), how in self._breaks.items():
            if breaking == method and about.encode() in request:
                self.broken.add((breaking, about))
                del self._breaks[breaking, about]
                return how
        return None

    async def serve(
        self, root: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """One connection of the bot's, for as long as it keeps it."""
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                request = head + await reader.readexactly(_length(head))
                method = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
                carry_out = partial(_carry_out, root, request)
                how = self._break_of(method, request)
                if how is None:
                    _write(writer, await carry_out())
                else:
                    await how(writer, carry_out)


@asynccontextmanager
async def broken_line(root: str) -> AsyncIterator[BrokenLine]:
    """Listens in front of the stand-in at ``root``."""
    line = BrokenLine()
    connections: list[asyncio.Task[None]] = []

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(tasks.start(line.serve(root, reader, writer), "connection"))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    line.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield line
    finally:
        server.close()
        for connection in connections:
            connection.cancel()
        if connections:
            await asyncio.wait(connections)


def instead(answer: Answer) -> Break:
    """The call is not carried out, and this is the answer."""

    async def replace(writer: asyncio.StreamWriter, _: CarryOut) -> None:
        _write(writer, answer)

    return replace


def refusal(code: int, **parameters: object) -> Break:
    wire = {"ok": False, "error_code": code, "description": "Too Many Requests: invented"}
    body = json.dumps(wire | ({"parameters": parameters} if parameters else {})).encode()
    return instead(Answer(body, b"%d Refused" % code))


async def bad_gateway_after(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    await carry_out()
    _write(writer, Answer(HTML, b"502 Bad Gateway"))


async def reset_before(writer: asyncio.StreamWriter, _: CarryOut) -> None:
    writer.transport.abort()


async def reset_after(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    await carry_out()
    writer.transport.abort()


async def truncated(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    answer = await carry_out()
    writer.write(answer.head() + answer.body[: len(answer.body) // 2])
    await writer.drain()
    writer.close()


async def gzipped(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    answer = await carry_out()
    _write(writer, Answer(gzip.compress(answer.body), headers=b"Content-Encoding: gzip\r\n"))


async def broken_gzip(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    answer = await carry_out()
    _write(writer, Answer(answer.body, headers=b"Content-Encoding: gzip\r\n"))


async def trickle(writer: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    answer = await carry_out()
    for byte in answer.head() + answer.body:
        writer.write(bytes([byte]))
        await asyncio.sleep(TRICKLES_EVERY)


async def hang(_: asyncio.StreamWriter, carry_out: CarryOut) -> None:
    await carry_out()
    await asyncio.get_running_loop().create_future()


async def _carry_out(root: str, request: bytes) -> Answer:
    host, _, port = root.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = head.split(b"\r\n", 1)[0].partition(b" ")[2]
        return Answer(await reader.readexactly(_length(head)), status)
    finally:
        writer.close()


def _write(writer: asyncio.StreamWriter, answer: Answer) -> None:
    writer.write(answer.head() + answer.body)


def _length(head: bytes) -> int:
    found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return int(found[1]) if found else 0
