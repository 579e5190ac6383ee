"""A small web site on this machine that behaves as well and as badly as the real ones."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.editorial.link_check.bounds import Bounds

THIS_MACHINE = Bounds(ports=range(65536), admits=lambda address: address.is_loopback)
"""For tests, which visit nobody else."""


@dataclass
class Site:
    """Where the site is, and how it has been visited."""

    base: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)  # method and path
    at: list[float] = field(default_factory=list)  # when, in seconds of a steady clock
    agents: set[str] = field(default_factory=set)
    open_now: int = 0
    most_open: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def methods(self, path: str) -> list[str]:
        return [method for method, asked in self.asked if asked == path]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        self.asked.append((request.method, path))
        self.at.append(monotonic())
        self.agents.add(request.headers["User-Agent"])
        self.done[path] += 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await asyncio.sleep(0.01)
            return await self._page(request, path)
        finally:
            self.open_now -= 1

    async def _page(self, request: web.Request, path: str) -> web.StreamResponse:
        trouble = path.strip("/")
        if self.done[path] == 1 and trouble in _ONLY_AT_FIRST:
            return _ONLY_AT_FIRST[trouble]()
        match trouble.split("/"):
            case ["status", code]:
                return web.Response(status=int(code))
            case ["moved", code, *to]:
                where = "/".join(to) or "ok"
                return web.Response(status=int(code), headers={"Location": f"/{where}"})
            case ["away", code]:
                where = request.query["to"]
                return web.Response(status=int(code), headers={"Location": where})
            case ["circle"]:
                return web.Response(status=302, headers={"Location": "/circle"})
            case ["no-head", code] if request.method == "HEAD":
                return web.Response(status=int(code))
            case ["slow"] | ["slow-once"] if trouble == "slow" or self.done[path] == 1:
                await asyncio.sleep(5)
            case ["hangs-up"] if request.transport is not None:
                request.transport.close()
        return web.Response(text="A page.")


def _busy_until() -> web.Response:
    until = datetime(2026, 11, 23, 12, 0, 1, tzinfo=UTC)
    dates = {
        "Retry-After": format_datetime(until, usegmt=True),
        "Date": format_datetime(until - timedelta(seconds=1), usegmt=True),
    }
    return web.Response(status=429, headers=dates)


_ONLY_AT_FIRST: dict[str, Callable[[], web.Response]] = {
    "flaky": lambda: web.Response(status=500),
    "busy": lambda: web.Response(status=429, headers={"Retry-After": "1"}),
    "busy-until": _busy_until,
    "busy-today": lambda: web.Response(status=429, headers={"Retry-After": "86400"}),
}


@asynccontextmanager
async def local_site() -> AsyncIterator[Site]:
    """The site on a free port of this machine, for as long as the block lasts."""
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    async with TestServer(app) as server:
        site.base = str(server.make_url("")).rstrip("/")
        yield site
