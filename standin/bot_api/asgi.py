"""The few ASGI messages that the Bot API's endpoints send and receive."""

from __future__ import annotations

from starlette.types import Message, Receive, Scope, Send

JSON = b"application/json"


class ClientGone(Exception):
    """The client went away before its request was read."""


class TooLong(Exception):
    """The body of a request is longer than it may be."""


def content_type(scope: Scope) -> str:
    return next(
        (value.decode("latin-1") for name, value in scope["headers"] if name == b"content-type"), ""
    )


async def body(receive: Receive, most: int) -> bytes:
    """The whole body of a request; ClientGone when it never comes to its end, or TooLong."""
    read = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        read += message.get("body", b"")
        if len(read) > most:
            raise TooLong
        if not message.get("more_body"):
            return bytes(read)


async def until_gone(receive: Receive) -> None:
    """Returns when the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def start(status: int, media_type: bytes, length: int) -> Message:
    headers = [(b"content-type", media_type), (b"content-length", str(length).encode())]
    return {"type": "http.response.start", "status": status, "headers": headers}


async def respond(send: Send, status: int, content: bytes, media_type: bytes = JSON) -> None:
    await send(start(status, media_type, len(content)))
    await send({"type": "http.response.body", "body": content})


async def respond_with_half(send: Send) -> None:
    """Begins an answer and does not end it."""
    await send(start(200, JSON, 1000))
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
