"""Keeps other sites away from the page, which trusts whoever reaches it.

A browser lets any site send requests to this machine, and lets a site whose name was made to point
here (DNS rebinding) read the answers too. So the server answers to its own addresses only, and only
what its own page asks. A program beside the browser, such as curl, names no origin and is let in.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
WRONG_HOST = "This server does not go by that name: open the address that it printed."
WRONG_ORIGIN = "Only the page itself may ask for this."
HTTP_PORT = 80


class OnlyOwnPage:
    """An ASGI middleware that refuses what comes by another name, or from another site's page.

    The server goes by the address on which a request arrived, by the names of this machine for
    itself, and by ``names``, all with the port on which it listens.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(scope)) is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._own_hosts(scope):
            return PlainTextResponse(WRONG_HOST, 421, HEADERS)
        if not _from_own_page(scope, headers, host):
            return PlainTextResponse(WRONG_ORIGIN, 403, HEADERS)
        return None

    def _own_hosts(self, scope: Scope) -> set[str]:
        arrived_at, port = scope["server"]
        hosts = {_bracketed(name.lower()) for name in (arrived_at, *LOOPBACK_NAMES, *self._names)}
        with_port = {f"{host}:{port}" for host in hosts if port is not None}
        return with_port | hosts if port in (None, HTTP_PORT) else with_port


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _from_own_page(scope: Scope, headers: Headers, host: str) -> bool:
    # Another port of this machine is another origin, though browsers call it the same site.
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return False
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    return _is_followed_link(scope, headers)


def _is_followed_link(scope: Scope, headers: Headers) -> bool:
    """A link to the page, which shows itself to the person and nothing to where the link stood."""
    to = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return scope["method"] == "GET" and scope["path"] == "/" and to == ("navigate", "document")
