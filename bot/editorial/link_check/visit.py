"""What a visit to an address showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Reached:
    """The page is there, at this very address."""


@dataclass(frozen=True, slots=True)
class Redirected:
    """The page is there, but somewhere else; ``permanent`` if every step of the way says so."""

    to: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """The server answers, but not with a page."""

    status: int


@dataclass(frozen=True, slots=True)
class AccessDenied:
    """The server turns programs away; a person may still get in."""

    status: int


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer came, or one that nobody can use; ``reason`` is the kind of trouble."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unvisited:
    """Nobody was asked, for the way leads to where we have no business; ``reason`` says where."""

    reason: str


Answer = Reached | Redirected | Gone | AccessDenied | Silent | Unvisited


@dataclass(frozen=True, slots=True)
class Visit:
    """An address and what stands behind it today."""

    url: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Response:
    """What one request brought back, before anything is decided."""

    status: int
    url: str
    hops: tuple[int, ...] = ()  # the status of each redirect on the way
    retry_after: timedelta | None = None  # the server asks to wait this long


TURNED_AWAY = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}
_PERMANENT = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
REDIRECTS = _PERMANENT | {
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
}


def judged(asked: str, reply: Response) -> Answer:
    """What a reply means for somebody who follows the link."""
    if reply.status in TURNED_AWAY:
        return AccessDenied(reply.status)
    if reply.status >= HTTPStatus.BAD_REQUEST:
        return Gone(reply.status)
    if reply.hops and reply.url != asked:
        return Redirected(reply.url, all(hop in _PERMANENT for hop in reply.hops))
    return Reached()


def may_recover(status: int) -> bool:
    """True where the same request can succeed a little later."""
    if status == HTTPStatus.NOT_IMPLEMENTED:  # of the method: the same request never will
        return False
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
