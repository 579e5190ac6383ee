"""Visiting many addresses at once, each server slowly: we are a guest there."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urldefrag

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.editorial.link_check.bounds import BoundedResolver, Bounds, OutOfBounds
from bot.editorial.link_check.visit import (
    REDIRECTS,
    Answer,
    Response,
    Silent,
    Unvisited,
    Visit,
    judged,
    may_recover,
)

USER_AGENT = "refractory-support-bot link check (a charity's editors keep their links alive)"


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely and how patiently servers are visited, and which of them at all."""

    at_once: int = 16
    per_host: int = 1
    pause: timedelta = timedelta(milliseconds=500)  # between two requests to one host
    timeout: timedelta = timedelta(seconds=20)
    tries: int = 3
    first_wait: timedelta = timedelta(seconds=2)  # before the second try; doubled each time
    longest_wait: timedelta = timedelta(seconds=60)
    redirects: int = 8
    bounds: Bounds = field(default_factory=Bounds)


async def visit(
    urls: Iterable[str],
    *,
    manners: Manners | None = None,
    resolver: AbstractResolver | None = None,
    on_visited: Callable[[Visit], None] = lambda _: None,
) -> list[Visit]:
    """Visits each address once, in any order; ``on_visited`` is called as each one is done.

    Never raises for an address: what went wrong is its answer. Names are looked up by ``resolver``,
    else by the system.
    """
    manners = manners or Manners()
    addresses = list(dict.fromkeys(urls))
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=manners.timeout.total_seconds()),
        headers={"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.8"},
        connector=_connector(manners, resolver or aiohttp.ThreadedResolver()),
        # A proxy from the environment would look names up itself and connect to whatever it finds.
        trust_env=False,
        # Cookies of one page must not follow us to the next.
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as session:
        visitor = _Visitor(session, manners)

        async def one(url: str) -> Visit:
            result = Visit(url, await visitor.answer(url))
            on_visited(result)
            return result

        return list(await asyncio.gather(*(one(url) for url in addresses)))


def _connector(manners: Manners, resolver: AbstractResolver) -> aiohttp.TCPConnector:
    """Connects to the very addresses that were found within bounds: no name is looked up twice."""
    return aiohttp.TCPConnector(
        limit=manners.at_once,
        resolver=BoundedResolver(manners.bounds, resolver),
        socket_factory=manners.bounds.socket,
    )


@dataclass(frozen=True, slots=True)
class _Attempt:
    answer: Answer
    final: bool = False  # another try would show the same
    retry_after: timedelta | None = None


class _Visitor:
    def __init__(self, session: aiohttp.ClientSession, manners: Manners) -> None:
        self._session = session
        self._manners = manners
        self._overall = asyncio.Semaphore(manners.at_once)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(manners.per_host)
        )

    async def answer(self, url: str) -> Answer:
        page = urldefrag(url).url
        # Waiting for a second try keeps the host's place: nobody else of us knocks meanwhile.
        async with self._hosts[_host(page)]:
            return await self._patiently(page)

    async def _patiently(self, page: str) -> Answer:
        wait = self._manners.first_wait
        attempt = await self._attempt(page)
        for _ in range(self._manners.tries - 1):
            if attempt.final or (attempt.retry_after or wait) > self._manners.longest_wait:
                break
            await asyncio.sleep((attempt.retry_after or wait).total_seconds())
            wait *= 2
            attempt = await self._attempt(page)
        return attempt.answer

    async def _attempt(self, page: str) -> _Attempt:
        try:
            reply = await self._request(page)
        except OutOfBounds as why:
            return _Attempt(Unvisited(str(why)), final=True)
        except TimeoutError:
            return _Attempt(Silent("no answer in time"))
        except _TooManyRedirects:
            return _Attempt(Silent("it redirects in a circle"), final=True)
        except ValueError:  # aiohttp's InvalidURL is one, too
            return _Attempt(Silent("this is not an address"), final=True)
        except aiohttp.ClientConnectorCertificateError:
            return _Attempt(Silent("its certificate is not valid"), final=True)
        except aiohttp.ClientError as problem:
            return _Attempt(Silent(f"no connection, {type(problem).__name__}"))
        final = not may_recover(reply.status)
        return _Attempt(judged(page, reply), final, reply.retry_after)

    async def _request(self, page: str) -> Response:
        """HEAD costs the server least; many answer it wrongly, so a refusal is asked as GET."""
        reply = await self._once("HEAD", page)
        refused = reply.status >= HTTPStatus.BAD_REQUEST and not may_recover(reply.status)
        return await self._once("GET", page) if refused else reply

    async def _once(self, method: str, page: str) -> Response:
        async with self._overall:
            try:
                async with asyncio.timeout(self._manners.timeout.total_seconds()):
                    return await self._followed(method, URL(page))
            finally:
                await asyncio.sleep(self._manners.pause.total_seconds())

    async def _followed(self, method: str, url: URL) -> Response:
        """Follows redirects one by one, for each may lead out of bounds."""
        hops: list[int] = []
        while len(hops) < self._manners.redirects:
            self._manners.bounds.check_url(url)
            async with self._session.request(method, url, allow_redirects=False) as response:
                onward = _onward(response)
                if onward is None:
                    final = str(response.url)
                    return Response(response.status, final, tuple(hops), _retry_after(response))
            hops.append(response.status)
            url = onward
        raise _TooManyRedirects


class _TooManyRedirects(Exception):
    """The way does not end, or takes too long to."""


def _host(page: str) -> str:
    """Whom a visit bothers; pages that are no addresses bother nobody."""
    try:
        return URL(page).raw_authority.casefold()
    except ValueError:
        return ""


def _onward(response: aiohttp.ClientResponse) -> URL | None:
    """Where a redirect leads; None when this is the end of the way."""
    location = response.headers.get("Location")
    if response.status not in REDIRECTS or location is None:
        return None
    return response.url.join(URL(location))


def _retry_after(response: aiohttp.ClientResponse) -> timedelta | None:
    """How long we are asked to wait; a date is read against the server's own clock, not ours."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return timedelta(seconds=int(value))
    try:
        until = parsedate_to_datetime(value)
        now = parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
    return max(until - now, timedelta())
