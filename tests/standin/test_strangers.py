"""Whoever reaches the port, byte by byte: other names and sites, long bodies, held connections."""

from __future__ import annotations

import asyncio
import contextlib
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot import tasks
from standin.page.protection import OnlyOwnPage
from standin.page.routes import page_routes
from standin.page.scene import set_scene
from standin.protocol import Patience
from standin.server import serving
from standin.world import World

WITHIN = 5.0
PATHS = ["/", "/page/static/main.js", "/page/state", "/page/events", "/bot{token}/getMe"]
SOON = 0.05


@dataclass(frozen=True)
class Client:
    """A connection on which anything can be said."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def trickle(self, byte: bytes) -> None:
        """Says a byte now and then until it is hung up on."""
        with contextlib.suppress(ConnectionError):
            while True:
                await self.say(byte)
                await asyncio.sleep(SOON / 10)

    async def hears(self) -> bytes:
        """The head of an answer, or what came until the server hung up."""
        async with asyncio.timeout(WITHIN):
            try:
                return await self.reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError as cut_off:
                return cut_off.partial
            except ConnectionResetError:
                return b""

    async def is_cut_off(self) -> bool:
        """Whether the server ends the connection without a word."""
        return await self.hears() == b""


@dataclass(frozen=True)
class Open:
    """A served world with its page, as the preview and ``python -m standin`` serve it."""

    world: World
    root: str

    @property
    def host(self) -> str:
        return self.root.removeprefix("http://")

    @property
    def port(self) -> int:
        return int(self.host.rpartition(":")[2])

    @contextlib.asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        name = self.host.rpartition(":")[0].strip("[]")
        reader, writer = await asyncio.open_connection(name, self.port)
        try:
            yield Client(reader, writer)
        finally:
            writer.transport.abort()

    async def status(self, path: str, host: str, *headers: str, method: str = "GET") -> int:
        lines = [f"{method} {path.format(token=self.world.token)} HTTP/1.1", f"Host: {host}"]
        request = "\r\n".join([*lines, *headers, "", ""])
        async with self.client() as client:
            await client.say(request.encode())
            return int((await client.hears()).split()[1])


@contextlib.asynccontextmanager
async def opened(
    world: World, host: str = "127.0.0.1", patience: Patience | None = None
) -> AsyncIterator[Open]:
    app = Starlette(
        routes=[*page_routes(set_scene(world)), *world.bot_api.routes()],
        middleware=[Middleware(OnlyOwnPage)],
    )
    async with serving(app, world.connections, host, patience=patience) as root:
        yield Open(world, root)


@pytest.fixture
async def there(world: World) -> AsyncIterator[Open]:
    async with opened(world) as there:
        yield there


# Names


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_it_goes_by_this_machines_names_for_itself(there: Open, name: str, path: str) -> None:
    assert await there.status(path, f"{name}:{there.port}") == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "planted.example",
        "planted.example:{port}",
        "127.0.0.1.planted.example:{port}",
        "localhost.planted.example:{port}",
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.2:{port}",
        "0.0.0.0:{port}",
        "[::2]:{port}",
        "planted.example@127.0.0.1:{port}",
        "",
    ],
)
async def test_another_name_is_answered_nothing(there: Open, host: str, path: str) -> None:
    assert await there.status(path, host.format(port=there.port)) == 421


async def test_a_request_that_names_nobody_is_answered_nothing(there: Open) -> None:
    async with there.client() as client:
        await client.say(b"GET /page/state HTTP/1.0\r\n\r\n")
        assert (await client.hears()).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("host", ["::1", "localhost", "127.0.0.3"])
async def test_it_can_listen_at_any_address_of_this_machine(world: World, host: str) -> None:
    async with opened(world, host) as there:
        assert await there.status("/", there.host) == 200
        assert await there.status("/", f"localhost:{there.port}") == 200


# Sites


OTHER_SITES = [
    ("Origin: http://planted.example",),
    ("Origin: http://localhost:{port}",),  # its own, but not where the request goes
    ("Origin: http://127.0.0.1:1",),
    ("Origin: https://127.0.0.1:{port}",),
    ("Origin: null",),
    ("Sec-Fetch-Site: cross-site",),
    ("Sec-Fetch-Site: same-site",),
    ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"),
]


@pytest.mark.parametrize("path", [*PATHS, "/page/start", "/page/send", "/bot{token}/sendMessage"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("headers", OTHER_SITES, ids=" ".join)
async def test_another_sites_page_is_answered_nothing(
    there: Open, path: str, method: str, headers: tuple[str, ...]
) -> None:
    sent = [header.format(port=there.port) for header in headers]
    assert await there.status(path, there.host, *sent, method=method) == 403


@pytest.mark.parametrize(
    "headers",
    [
        ("Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-origin"),
        ("Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"),
        (),
    ],
    ids=["the page", "an address that was typed", "a program beside the browser"],
)
async def test_the_page_itself_and_programs_are_answered(
    there: Open, headers: tuple[str, ...]
) -> None:
    sent = [header.format(port=there.port) for header in headers]
    assert await there.status("/page/state", there.host, *sent) == 200


async def test_a_link_leads_to_the_page_and_no_further(there: Open) -> None:
    followed = ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")
    to_the_page = (*followed, "Sec-Fetch-Dest: document")
    assert await there.status("/", there.host, *to_the_page) == 200
    assert await there.status("/page/state", there.host, *to_the_page) == 403
    assert await there.status("/", there.host, *to_the_page, method="POST") == 403


@pytest.mark.parametrize("path", PATHS[:-1])
async def test_every_answer_of_the_page_forbids_to_be_framed_guessed_at_or_read_elsewhere(
    there: Open, path: str
) -> None:
    for host in (there.host, "planted.example"):
        async with there.client() as client:
            await client.say(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            head = (await client.hears()).decode().lower()
        assert "frame-ancestors 'none'" in head
        assert "x-content-type-options: nosniff" in head
        assert "referrer-policy: no-referrer" in head
        assert "cross-origin-resource-policy: same-origin" in head
        assert "cross-origin-opener-policy: same-origin" in head


# Bodies


def post(there: Open, token: str, length: int, kind: str = "application/json") -> bytes:
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: {there.host}\r\n"
    return f"{head}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


async def test_a_wrong_token_is_refused_before_anything_else_is_read(there: Open) -> None:
    async with there.client() as client:
        await client.say(post(there, "1234567:wrong", 390_000_000))
        assert (await client.hears()).startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize(
    ("token", "kind", "status"),
    [
        ("1234567:wrong", "multipart/form-data; boundary=edge", 401),
        ("{own}", "application/json", 413),
        ("{own}", "application/x-www-form-urlencoded", 413),
        ("{own}", "text/plain", 413),
    ],
)
async def test_what_is_too_long_is_not_kept(
    there: Open, token: str, kind: str, status: int
) -> None:
    megabyte = bytes(2**20)
    own = token.format(own=there.world.token)
    async with there.client() as client:
        await client.say(post(there, own, 30 * len(megabyte), kind))
        tracemalloc.start()
        try:
            for _ in range(30):
                await client.say(megabyte)
            assert (await client.hears()).startswith(f"HTTP/1.1 {status} ".encode())
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 8 * len(megabyte)


# Connections


async def test_a_client_that_says_nothing_is_cut_off(world: World) -> None:
    async with opened(world, patience=Patience(asks_within=SOON)) as there, there.client() as it:
        assert await it.is_cut_off()


@pytest.mark.parametrize("beginning", ["", "POST /page/start HTTP/1.1\r\n{host}X: "])
async def test_a_client_that_trickles_a_head_is_cut_off(world: World, beginning: str) -> None:
    async with opened(world, patience=Patience(asks_within=SOON)) as there, there.client() as it:
        await it.say(beginning.format(host=f"Host: {there.host}\r\n").encode())
        trickling = tasks.start(it.trickle(b"G"), "a trickle")
        assert await it.is_cut_off()
        trickling.cancel()


@pytest.mark.parametrize("path", ["/page/start", "/bot{token}/getMe"])
async def test_a_body_that_never_ends_is_cut_off_in_peace(
    world: World, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(world, patience=Patience(asks_within=SOON)) as there, there.client() as it:
        head = f"POST {path.format(token=world.token)} HTTP/1.1\r\nHost: {there.host}\r\n"
        kind = "Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
        await it.say(f"{head}{kind}".encode())
        assert await it.is_cut_off()
    assert caplog.records == []


@pytest.mark.parametrize(
    "said",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000,
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ids=["garbage", "two hosts", "a head without end", "another protocol"],
)
async def test_what_a_stranger_does_wrong_is_not_written_down(
    world: World, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(world) as there, there.client() as it:
        await it.say(said)
        assert (await it.hears()).startswith(b"HTTP/1.1 4")
    assert caplog.records == []


async def test_who_waits_for_an_answer_is_not_cut_off(world: World) -> None:
    async with opened(world, patience=Patience(asks_within=SOON)) as there, there.client() as it:
        head = f"GET /bot{world.token}/getUpdates?timeout=5 HTTP/1.1\r\nHost: {there.host}\r\n\r\n"
        await it.say(head.encode())
        await asyncio.sleep(SOON * 3)
        ada = world.people.add("Ada")
        world.messages.send(ada, ada, "Hello")
        assert (await it.hears()).startswith(b"HTTP/1.1 200 ")


async def test_who_does_not_read_what_was_asked_for_is_cut_off(world: World) -> None:
    file = world.state.store_file("large.bin", "application/octet-stream", bytes(20_000_000))
    async with opened(world, patience=Patience(reads_within=SOON)) as there, there.client() as it:
        path = f"/file/bot{world.token}/documents/{file.id}"
        it.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await it.say(f"GET {path} HTTP/1.1\r\nHost: {there.host}\r\n\r\n".encode())
        await world.until(lambda: len(world.connections) == 1)
        await world.until(lambda: len(world.connections) == 0)


async def test_more_connections_than_are_borne_are_ended_and_a_free_place_is_given_again(
    world: World,
) -> None:
    async with opened(world, patience=Patience(connections=2)) as there:
        async with there.client(), there.client(), there.client() as third:
            assert await third.is_cut_off()
        await world.until(lambda: len(world.connections) == 0)
        assert await there.status("/", there.host) == 200


# The token


def test_every_world_has_a_token_of_its_own(world: World) -> None:
    other = World(world.state.clock)
    assert other.token != world.token
    assert other.bot == world.bot


async def test_the_token_is_nowhere_on_the_page(there: Open) -> None:
    for path in ("/", "/page/state"):
        async with there.client() as client:
            head = f"GET {path} HTTP/1.1\r\nHost: {there.host}\r\nConnection: close\r\n\r\n"
            await client.say(head.encode())
            assert there.world.token.encode() not in await client.reader.read()
