"""``/bot{token}/{method}``: reads a request, lets it fail as ordered, performs it, records it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
from starlette.types import Receive, Scope, Send

from standin import tasks
from standin.bot_api import asgi, parameters
from standin.bot_api.faults import Effect, Fault
from standin.bot_api.methods.table import BY_LOWER_NAME, LIMITED
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why, too_many
from standin.bot_api.request_log import Exchange
from standin.bot_api.traffic import Traffic
from standin.state.changes import ChangeKind
from standin.state.state import State
from standin.state.updates import PollEnd, PollEnded
from standin.wire import Wire

POLLING = "getUpdates"
NOTHING_NEW: Wire = {"ok": True, "result": []}
POLL_REFUSED = {
    PollEnd.WEBHOOK_ACTIVE: Why.WEBHOOK_ACTIVE,
    PollEnd.WEBHOOK_SET: Why.WEBHOOK_TERMINATED,
    PollEnd.OTHER_POLLER: Why.OTHER_POLLER,
}


@dataclass(frozen=True, slots=True)
class Call:
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


class MethodEndpoint:
    """An ASGI endpoint on which a bot calls methods."""

    def __init__(self, state: State, traffic: Traffic) -> None:
        self._state = state
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, and keeps both in the log."""
        try:
            call = await self._read(scope, receive, send)
        except Refusal as refusal:
            await asgi.respond(send, refusal.status, orjson.dumps(refusal.wire()))
            return
        except asgi.ClientGone:
            return
        if call.method == POLLING:
            await self._answer(call)
            return
        self._traffic.in_flight += 1
        try:
            await self._answer(call)
        finally:
            self._traffic.in_flight -= 1

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> Call:
        path = scope["path_params"]
        if path["token"] != self._state.token:
            # Nothing of a stranger's request is read: only the bot may send long ones.
            known_form = path["token"].partition(":")[0].isdigit()
            raise Refusal(Why.UNAUTHORIZED if known_form else Why.NOT_FOUND)
        kind = asgi.content_type(scope)
        try:
            body = await asgi.body(receive, parameters.longest_body(kind))
        except asgi.TooLong:
            raise Refusal(Why.TOO_LONG) from None
        params = await parameters.read(scope["query_string"], kind, body)
        return Call(_name(path["method"]), params, _chat_id(params), scope, receive, send)

    async def _answer(self, call: Call) -> None:
        faults = self._traffic.faults
        if faults.latency and call.method != POLLING:
            await asyncio.sleep(faults.latency)
        fault = faults.take(call.method.lower(), call.chat_id, call.params)
        if fault is not None and fault.effect is Effect.DELAY:
            await asyncio.sleep(fault.seconds)
            fault = None
        if fault is not None and not fault.after_effect:
            await self._fail(call, fault)
            return
        status, answer = await self._result(call)
        if fault is not None:
            await self._fail(call, fault)
            return
        self._record(call, status, answer)
        await asgi.respond(call.send, status, orjson.dumps(answer))

    async def _result(self, call: Call) -> tuple[int, Wire]:
        try:
            return 200, {"ok": True, "result": await self._perform(call)}
        except Refusal as refusal:
            return refusal.status, refusal.wire()

    async def _perform(self, call: Call) -> Any:
        if call.method == POLLING:
            return await self._updates(call)
        known = BY_LOWER_NAME.get(call.method.lower())
        if known is None:
            raise Refusal(Why.UNKNOWN_METHOD)
        if call.method in LIMITED and call.chat_id is not None:
            self._check_limit(call.chat_id)
        return known[1](self._state, call.params)

    def _check_limit(self, chat_id: int) -> None:
        wait = self._traffic.limit.check(chat_id, asyncio.get_running_loop().time())
        if wait:
            raise too_many(wait)

    async def _updates(self, call: Call) -> list[Wire]:
        updates, params = self._state.updates, call.params
        updates.ask_for(params.structure("allowed_updates"))
        watcher = tasks.start(self._watch(call.receive), "getUpdates' client")
        try:
            return await updates.poll(
                params.integer("offset"), params.integer("limit", 100), params.integer("timeout")
            )
        except PollEnded as ended:
            raise Refusal(POLL_REFUSED[ended.why]) from None
        finally:
            watcher.cancel()

    async def _watch(self, receive: Receive) -> None:
        """Ends the poll of a client that went away: its next one is no second poller."""
        if (await receive())["type"] == "http.disconnect":
            self._state.updates.abandon()

    async def _fail(self, call: Call, fault: Fault) -> None:
        self._record(call, fault.status if fault.effect is Effect.ANSWER else 0, None)
        match fault.effect:
            case Effect.ANSWER:
                kind = fault.media_type.encode()
                await asgi.respond(call.send, fault.status, fault.body, kind)
            case Effect.RESET:
                await self._reset(call)
            case Effect.SILENCE:
                await _stay_silent(call, fault)
            case Effect.DELAY:
                pass

    async def _reset(self, call: Call) -> None:
        if self._traffic.connections.reset(call.client):
            await asgi.until_gone(call.receive)
            return
        if not call.in_memory:
            # A server that tells nothing of its connections: half an answer breaks it as well.
            await asgi.respond_with_half(call.send)
        raise httpx.ReadError("the stand-in broke the connection")

    def _record(self, call: Call, status: int, answer: Wire | None) -> None:
        if call.method == POLLING and answer == NOTHING_NEW:
            return
        exchange = Exchange(
            call.method,
            call.params.values,
            call.chat_id,
            self._state.clock.now(),
            status,
            answer,
            tuple(call.params.files),
        )
        self._traffic.log.add(exchange)
        if call.method != POLLING:
            self._state.tell(ChangeKind.REQUEST, call.chat_id, method=call.method, status=status)


async def _stay_silent(call: Call, fault: Fault) -> None:
    if call.in_memory:
        await asyncio.sleep(fault.seconds)
        raise httpx.ReadTimeout("the stand-in never answers")
    await asgi.until_gone(call.receive)


def _name(given: str) -> str:
    """The method's name as the Bot API writes it; what is no method stays as it came."""
    if given.lower() == POLLING.lower():
        return POLLING
    known = BY_LOWER_NAME.get(given.lower())
    return known[0] if known else given


def _chat_id(params: Params) -> int | None:
    given = params.values.get("chat_id")
    try:
        return int(given) if given is not None else None
    except (TypeError, ValueError):
        return None
