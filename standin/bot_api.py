"""The Bot API over ASGI: what the real bot talks to instead of api.telegram.org."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from standin import parameters, tasks
from standin.changes import ChangeKind
from standin.faults import Effect, Fault
from standin.methods import BY_LOWER_NAME, EDITS, LIMITED
from standin.parameters import Params
from standin.people import Wire
from standin.record import Exchange
from standin.refusals import Refusal, Why, too_many
from standin.world import World

JSON = b"application/json"


class GoneAway(Exception):
    """The client is left without an answer, or left by itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a method; ``scope``, ``receive`` and ``send`` are ASGI's."""

    method: str
    params: Params
    chat_id: int | None
    scope: Scope
    receive: Receive
    send: Send

    @property
    def in_memory(self) -> bool:
        """Whether httpx's transport calls the app directly: it has no socket and no timeouts."""
        return "spec_version" not in self.scope["asgi"]

    @property
    def client(self) -> tuple[str, int] | None:
        client = self.scope.get("client")
        return (client[0], client[1]) if client else None


class BotApi:
    """An ASGI endpoint for ``/bot{token}/{method}``."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, and keeps both in the world's log."""
        try:
            request = await self._read(scope, receive, send)
        except Refusal as refusal:
            await _respond(send, refusal.status, orjson.dumps(refusal.wire()))
            return
        except GoneAway:
            return
        if request.method == "getUpdates":
            await self._answer(request)
            return
        self._world.in_flight += 1
        try:
            await self._answer(request)
        finally:
            self._world.in_flight -= 1

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> Request:
        path = scope["path_params"]
        body = await _body(receive)
        if path["token"] != self._world.token:
            known_form = path["token"].partition(":")[0].isdigit()
            raise Refusal(Why.UNAUTHORIZED if known_form else Why.NOT_FOUND)
        params = await parameters.read(scope["query_string"], _content_type(scope), body)
        known = BY_LOWER_NAME.get(path["method"].lower())
        name = known[0] if known else path["method"]
        if name.lower() == "getupdates":
            name = "getUpdates"
        return Request(name, params, _chat_id(params), scope, receive, send)

    async def _answer(self, request: Request) -> None:
        world = self._world
        if world.faults.latency and request.method != "getUpdates":
            await asyncio.sleep(world.faults.latency)
        fault = world.faults.take(request.method.lower(), request.chat_id, request.params)
        if fault is not None and fault.effect is Effect.DELAY:
            await asyncio.sleep(fault.seconds)
            fault = None
        if fault is not None and not fault.after_effect:
            await self._fail(request, fault)
            return
        status, answer = await self._result(request)
        if fault is not None:
            await self._fail(request, fault)
            return
        self._record(request, status, answer)
        await _respond(request.send, status, orjson.dumps(answer))

    async def _result(self, request: Request) -> tuple[int, Wire]:
        try:
            return 200, {"ok": True, "result": await self._perform(request)}
        except Refusal as refusal:
            return refusal.status, refusal.wire()

    async def _perform(self, request: Request) -> Any:
        if request.method == "getUpdates":
            return await self._updates(request)
        known = BY_LOWER_NAME.get(request.method.lower())
        if known is None:
            raise Refusal(Why.UNKNOWN_METHOD)
        self._check_limit(request)
        return known[1](self._world, request.params)

    def _check_limit(self, request: Request) -> None:
        limit = self._world.limit
        if not limit.is_on or request.chat_id is None:
            return
        counted = request.method in LIMITED or (limit.count_edits and request.method in EDITS)
        wait = limit.check(request.chat_id, asyncio.get_running_loop().time()) if counted else 0
        if wait:
            raise too_many(wait)

    async def _updates(self, request: Request) -> list[Wire]:
        updates, params = self._world.updates, request.params
        updates.ask_for(params.structure("allowed_updates"))
        watcher = tasks.start(self._watch(request.receive), "getUpdates' client")
        try:
            return await updates.poll(
                params.integer("offset"), params.integer("limit", 100), params.integer("timeout")
            )
        finally:
            watcher.cancel()

    async def _watch(self, receive: Receive) -> None:
        """Ends the poll of a client that went away: its next one is no second poller."""
        if (await receive())["type"] == "http.disconnect":
            self._world.updates.abandon()

    async def _fail(self, request: Request, fault: Fault) -> None:
        match fault.effect:
            case Effect.ANSWER:
                self._record(request, fault.status, None)
                await _respond(request.send, fault.status, fault.body, fault.media_type.encode())
            case Effect.RESET:
                self._record(request, 0, None)
                await self._reset(request)
            case Effect.SILENCE:
                self._record(request, 0, None)
                await self._stay_silent(request, fault)
            case Effect.DELAY:
                pass

    async def _reset(self, request: Request) -> None:
        if self._world.connections.reset(request.client):
            await _until_gone(request.receive)
            return
        if not request.in_memory:
            # A server that tells nothing of its connections: half an answer breaks it as well.
            await request.send(_start(200, JSON, 1000))
            await request.send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise httpx.ReadError("the stand-in broke the connection")

    async def _stay_silent(self, request: Request, fault: Fault) -> None:
        if request.in_memory:
            await asyncio.sleep(fault.seconds)
            raise httpx.ReadTimeout("the stand-in never answers")
        await _until_gone(request.receive)

    def _record(self, request: Request, status: int, answer: Wire | None) -> None:
        world = self._world
        if (
            request.method == "getUpdates"
            and status == 200
            and answer == {"ok": True, "result": []}
        ):
            return
        world.log.add(
            Exchange(
                request.method,
                request.params.values,
                request.chat_id,
                world.clock.now(),
                status,
                answer,
                tuple(request.params.files),
            )
        )
        if request.method != "getUpdates":
            world.tell(ChangeKind.REQUEST, request.chat_id, method=request.method, status=status)


class Files:
    """An ASGI endpoint for ``/file/bot{token}/{path}``."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- ASGI's form
        path = scope["path_params"]
        file = self._world.files.get(path["path"].rpartition("/")[2])
        if path["token"] != self._world.token or file is None:
            await _respond(send, 404, orjson.dumps(Refusal(Why.NOT_FOUND).wire()))
            return
        await _respond(send, 200, file.content, b"application/octet-stream")


class _Anything:
    """Answers every other address as Telegram does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- ASGI's form
        await _respond(send, 404, orjson.dumps(Refusal(Why.NOT_FOUND).wire()))


def routes(world: World) -> list[Route]:
    """The Bot API's addresses, for an application that has others too."""
    return [
        Route("/bot{token}/{method}", BotApi(world)),
        Route("/file/bot{token}/{path:path}", Files(world)),
    ]


def bot_api(world: World) -> Starlette:
    """The Bot API of this world as an application of its own."""
    return Starlette(routes=[*routes(world), Route("/{rest:path}", _Anything())])


def _chat_id(params: Params) -> int | None:
    given = params.values.get("chat_id")
    try:
        return int(given) if given is not None else None
    except (TypeError, ValueError):
        return None


def _content_type(scope: Scope) -> str:
    return next(
        (value.decode("latin-1") for name, value in scope["headers"] if name == b"content-type"), ""
    )


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneAway
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(status: int, media_type: bytes, length: int) -> Message:
    headers = [(b"content-type", media_type), (b"content-length", str(length).encode())]
    return {"type": "http.response.start", "status": status, "headers": headers}


async def _respond(send: Send, status: int, body: bytes, media_type: bytes = JSON) -> None:
    await send(_start(status, media_type, len(body)))
    await send({"type": "http.response.body", "body": body})
