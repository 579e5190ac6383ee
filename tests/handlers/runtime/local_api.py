"""A local Bot API server that answers as a test wants it to."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web
from telegram.ext import ExtBot

from handlers.runtime.rate_limiter import RateLimiter
from handlers.runtime.request import AiohttpRequest

TOKEN = "1000001:INVENTED-token-that-must-never-show"
ME = {"id": 1000001, "is_bot": True, "first_name": "Invented", "username": "InventedBot"}
MESSAGE: dict[str, Any] = {
    "message_id": 5,
    "date": 1,
    "chat": {"id": 7, "type": "private", "first_name": "Invented"},
    "message_thread_id": 3,
    "from": ME,
    "text": "a long text that nobody reads again",
    "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]},
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Api:
    """The running server; ``bodies`` is what it was asked, without getMe."""

    answer: Handler
    port: int = 0
    peers: set[Any] = field(default_factory=set)
    bodies: list[Any] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        assert request.transport
        self.peers.add(request.transport.get_extra_info("peername"))
        if request.path.endswith("/getMe"):
            return result(ME)
        if request.content_type == "multipart/form-data":
            form = await request.post()
            self.bodies.append({name: _plain(value) for name, value in form.items()})
        else:
            body = await request.read()
            self.bodies.append(json.loads(body) if body else None)
        return await self.answer(request)

    def bot(self, request: AiohttpRequest, limiter: RateLimiter | None = None) -> ExtBot[Any]:
        return ExtBot(
            TOKEN,
            base_url=f"{self.root}/bot",
            base_file_url=f"{self.root}/file/bot",
            request=request,
            get_updates_request=AiohttpRequest(connections=2),
            rate_limiter=limiter,
        )


def result(value: Any) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": value}))


def refusal(status: int, text: str, **parameters: Any) -> web.Response:
    wire: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
    if parameters:
        wire["parameters"] = parameters
    return web.Response(status=status, body=orjson.dumps(wire))


def _plain(value: Any) -> Any:
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value
