"""Whatever comes back for a question for updates, it is known what to do next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from handlers.runtime.get_updates import Conflict, Failed, GetUpdates, Given, Refused, chat_of
from handlers.runtime.request import AiohttpRequest
from tests.handlers.runtime.local_api import TOKEN, Api, refusal, result

QUICK = timedelta(seconds=0.3)
NAMES = st.sampled_from(["message", "chat", "id", "x"])
ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(NAMES, inner)
)


@pytest.fixture
async def ask(api: Api) -> AsyncIterator[GetUpdates]:
    request = AiohttpRequest()
    await request.initialize()
    yield GetUpdates(request, f"{api.root}/bot{TOKEN}", ["message"], grace=QUICK)
    await request.shutdown()


def page(status: int, body: bytes = b"<html>A page of somebody else</html>") -> web.Response:
    return web.Response(status=status, body=body)


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (lambda: result([{"update_id": 7}]), [{"update_id": 7}]),
        (lambda: result([]), []),
        (lambda: refusal(401, "Unauthorized"), Refused(401)),
        (lambda: refusal(404, "Not Found"), Refused(404)),
        (lambda: refusal(409, "Conflict"), Conflict()),
        (lambda: refusal(429, "Too Many Requests"), Failed("status 429")),
        (
            lambda: refusal(429, "Too Many Requests", retry_after=5),
            Failed("status 429", timedelta(seconds=5)),
        ),
        (lambda: refusal(429, "?", retry_after="soon"), Failed("status 429")),
        (lambda: refusal(429, "?", retry_after=-4), Failed("status 429")),
        (lambda: page(502), Failed("status 502, not readable")),
        (lambda: page(200), Failed("status 200, not readable")),
        (lambda: page(200, b""), Failed("status 200, not readable")),
        (lambda: page(200, b"null"), Failed("status 200, not readable")),
        (lambda: page(200, b'{"ok": true, "result": [{"upda'), Failed("status 200, not readable")),
        (lambda: page(200, b'{"ok": false}'), Failed("status 200")),
        (lambda: result(True), Failed("status 200")),
        (lambda: result([None, {"update_id": 7}]), Failed("status 200")),
    ],
)
async def test_every_answer_is_understood(
    api: Api, ask: GetUpdates, answer: Any, given: Given
) -> None:
    async def answered(_: web.Request) -> web.StreamResponse:
        response: web.Response = answer()
        return response

    api.answer = answered
    assert await ask(7, wait=True) == given


async def test_it_asks_as_it_is_told(api: Api, ask: GetUpdates) -> None:
    await ask(7, wait=True)
    await ask(9, wait=False, most=1)
    assert api.bodies == [
        {"offset": 7, "limit": 100, "timeout": 10, "allowed_updates": ["message"]},
        {"offset": 9, "limit": 1, "timeout": 0, "allowed_updates": ["message"]},
    ]


async def test_an_answer_that_trickles_is_not_waited_for(api: Api, ask: GetUpdates) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            for _ in range(100):
                await response.write(b" ")
                await asyncio.sleep(0.05)
        return response

    api.answer = trickle
    async with asyncio.timeout(2):
        assert await ask(7, wait=False) == Failed("TimeoutError")


@given(ANYTHING)
def test_the_chat_of_any_update_is_a_number_or_unknown(content: Any) -> None:
    assert isinstance(chat_of({"update_id": 1, "message": content}), int | None)


def test_the_chat_is_that_of_the_message_or_of_the_pressed_one() -> None:
    message = {"chat": {"id": -77}, "from": {"id": 7}}
    assert chat_of({"update_id": 1, "message": message}) == -77
    assert chat_of({"update_id": 1, "callback_query": {"from": {}, "message": message}}) == -77
    assert chat_of({"update_id": 1, "inline_query": {"from": {"id": 7}}}) is None
    assert chat_of({"update_id": 1}) is None
