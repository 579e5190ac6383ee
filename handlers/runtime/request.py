"""Carries calls to Telegram over aiohttp, for half of stock PTB's time is its HTTP client."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import aiohttp
import httpx
import orjson
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECTIONS = 100
_NOT_GIVEN: type = type(BaseRequest.DEFAULT_NONE)
_NONSENSE = "Invalid server response"  # python-telegram-bot's words for it
_JSON_HEADERS = {"Content-Type": "application/json"}


class NeverLeft(NetworkError):
    """The call is known not to have left: no connection could be had. It is safe to try again."""


def never_left(error: BaseException) -> bool:
    """True if the call surely did not reach Telegram; False if it may have been carried out.

    Knows this module's ``NeverLeft`` and the same three cases of PTB's own client, so that code
    which asks behaves alike with either.
    """
    not_sent = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError)
    return isinstance(error, NeverLeft) or isinstance(error.__cause__, not_sent)


def is_untimed_429(error: NetworkError) -> bool:
    """True for a 429 that does not say how long to wait: python-telegram-bot has no type for it."""
    return error.message.startswith("Too Many Requests")


def pause_asked(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait; PTB gives seconds where PTB_TIMEDELTA is not set."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def to_json(value: Any) -> bytes:
    """As fast as may be; ``orjson.Fragment`` in it is taken as it is."""
    try:
        return orjson.dumps(value)
    except TypeError:
        # Half an emoji, say. The slow way escapes it, and Telegram says what it thinks of it.
        return json.dumps(value).encode()


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for each part of a call; ``read`` is long, for a timeout there leaves doubt."""

    connect: float | None = 5.0
    pool: float | None = 5.0
    write: float | None = 10.0
    media_write: float | None = 60.0
    read: float | None = 20.0

    def deadline(self) -> aiohttp.ClientTimeout:
        """The same for aiohttp, which times the sending only as a part of the whole."""
        to_connect = _total(self.connect, self.pool)
        return aiohttp.ClientTimeout(
            total=_total(to_connect, self.write, self.read),
            connect=to_connect,
            sock_connect=self.connect,
            sock_read=self.read,
        )


class _Answer(dict[str, Any]):
    """An answer's fields; one that says neither what was wrong nor what the result is, is none."""

    def __missing__(self, name: str) -> Any:
        raise TelegramError(_NONSENSE)


class AiohttpRequest(BaseRequest):
    """PTB's way out, on aiohttp and orjson.

    What comes out of it, beside the answers that Telegram itself gives: ``NeverLeft`` when no
    connection could be had (refused, no route, name or certificate, connect timeout, all
    connections busy); ``TimedOut`` and ``NetworkError`` when the call may have been carried out
    (no answer in time, connection lost). None of them, nor a cause or context of them, holds the
    address of the call, for the address holds the token.
    """

    __slots__ = ("_addresses", "_connections", "_deadline", "_proxy", "_session", "_timeouts")

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        timeouts: Timeouts | None = None,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._timeouts = timeouts or Timeouts()
        self._proxy = proxy
        self._deadline = self._timeouts.deadline()
        self._addresses: dict[str, URL] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The seconds to wait for an answer; PTB adds the length of a long poll to it."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Opens the pool of connections; a second call changes nothing."""
        if self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._connections, ttl_dns_cache=300, keepalive_timeout=30
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        """Closes every connection; ``initialize`` opens them again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def post_json(self, url: str, body: bytes) -> Any:
        """Makes one call whose body is JSON already; what it raises is what ``post`` raises."""
        # PTB's ``post`` names what Telegram refuses, and hands its data on without a look at it.
        return await self.post(url, cast("RequestData", body))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | bytes | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Makes one call and reads its answer to the end, so that the connection is used again."""
        if self._session is None:
            raise RuntimeError("This request is not initialized.")
        uploads = isinstance(request_data, RequestData) and request_data.contains_files
        given = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            async with self._session.request(
                method,
                self._address(url),
                data=_body(request_data),
                headers=None if uploads or request_data is None else _JSON_HEADERS,
                timeout=self._deadline_of(given, uploads=uploads),
                allow_redirects=False,
            ) as response:
                return response.status, await _payload(response)
        except (aiohttp.ClientError, OSError) as error:
            failure = _translated(error)
        # Outside the except clause on purpose: aiohttp's errors quote the address and with it the
        # token, and an error raised inside would carry them along as its context.
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Reads an answer; unlike PTB's own, an unreadable one is not written to the log."""
        try:
            answer = _from_json(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError(_NONSENSE)
        return _Answer(answer)

    def _address(self, url: str) -> URL:
        known = self._addresses.get(url)
        if known is None:
            known = URL(url, encoded=True)
            if len(self._addresses) < 256:  # one for each method; addresses of files are one-off
                self._addresses[url] = known
        return known

    def _deadline_of(self, given: tuple[Any, ...], *, uploads: bool) -> aiohttp.ClientTimeout:
        if not uploads and all(isinstance(seconds, _NOT_GIVEN) for seconds in given):
            return self._deadline
        own = self._timeouts
        usual = (own.read, own.media_write if uploads else own.write, own.connect, own.pool)
        read, write, connect, pool = (
            mine if isinstance(seconds, _NOT_GIVEN) else seconds
            for seconds, mine in zip(given, usual, strict=True)
        )
        return Timeouts(connect=connect, pool=pool, write=write, read=read).deadline()


def _from_json(payload: bytes) -> Any:
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        # Half an emoji in one update would cost all that came with it: the slow way reads it.
        return json.loads(payload)


def _body(data: RequestData | bytes | None) -> bytes | aiohttp.FormData | None:
    if data is None or isinstance(data, bytes):
        return data
    return _form(data) if data.contains_files else to_json(data.parameters)


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


async def _payload(response: aiohttp.ClientResponse) -> bytes:
    payload = await response.read()
    if response.status >= 300 and not payload.startswith(b"{"):
        return b""  # a proxy's page: PTB would put all of it into the error's text and the log
    return payload


def _translated(error: Exception) -> TelegramError:
    kind = type(error).__name__
    match error:
        case aiohttp.ConnectionTimeoutError() | aiohttp.ClientConnectorError():
            return NeverLeft(f"Not sent, no connection: {kind}")
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientHttpProxyError():
            return NeverLeft(f"Not sent, no connection: {kind}")
        case TimeoutError():
            return TimedOut("No answer in time; the call may have been carried out")
        case _:
            return NetworkError(f"Connection lost; the call may have been carried out: {kind}")


def _total(*seconds: float | None) -> float | None:
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None
