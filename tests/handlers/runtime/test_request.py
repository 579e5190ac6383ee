from __future__ import annotations

import asyncio
import logging
import socket
import traceback

import httpx
import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import RequestData

from bot.tasks import start
from handlers.runtime.request import AiohttpRequest, NeverLeft, Timeouts, never_left
from tests.handlers.runtime.local_api import MESSAGE, TOKEN, Api, refusal, result


def shown(error: BaseException) -> str:
    """Everything of an error that may reach a log: its text and those behind it."""
    return "".join(traceback.format_exception(error)) + repr(error.__cause__ or error.__context__)


async def failure_of(api: Api, request: AiohttpRequest | None = None) -> TelegramError:
    async with api.bot(request or AiohttpRequest()) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "hello")
    return caught.value


async def test_a_message_goes_out_as_json_and_comes_back_as_a_message(api: Api) -> None:
    async with api.bot(AiohttpRequest()) as bot:
        sent = await bot.send_message(7, "Grüße \N{HEDGEHOG}", disable_notification=True)

    assert api.bodies == [
        {"chat_id": 7, "text": "Grüße \N{HEDGEHOG}", "disable_notification": True}
    ]
    assert (sent.message_id, sent.chat.id, sent.message_thread_id) == (5, 7, 3)


async def test_what_telegram_echoes_of_a_message_is_left_whole(api: Api) -> None:
    async with api.bot(AiohttpRequest()) as bot:
        sent = await bot.send_message(7, "hello")

    assert sent.to_dict().items() >= MESSAGE.items()


async def test_updates_are_left_whole(api: Api) -> None:
    wire = {"update_id": 1, "message": MESSAGE}

    async def answer(_: web.Request) -> web.StreamResponse:
        return result([wire])

    api.answer = answer
    async with api.bot(AiohttpRequest()) as bot:
        (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == MESSAGE["text"]


async def test_half_an_emoji_is_left_to_telegram_to_judge(api: Api) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return refusal(400, "Bad Request: strings must be encoded in UTF-8")

    api.answer = refuse
    request = AiohttpRequest()
    async with api.bot(request) as bot:
        with pytest.raises(BadRequest):
            await bot.send_message(7, "\ud83d")


async def test_a_file_goes_out_as_a_form(api: Api) -> None:
    async with api.bot(AiohttpRequest()) as bot:
        await bot.send_document(
            7, InputFile(b"%PDF", filename="card.pdf"), caption="Your card \N{SPARKLES}"
        )

    (form,) = api.bodies
    assert form["document"] == ("card.pdf", "application/pdf", b"%PDF")
    assert (form["chat_id"], form["caption"]) == ("7", "Your card \N{SPARKLES}")


async def test_a_file_is_fetched_whole(api: Api) -> None:
    async def send_file(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\x00\xff" * 1000)

    api.answer = send_file
    request = AiohttpRequest()
    async with request:
        assert await request.retrieve(f"{api.root}/file/bot{TOKEN}/photo") == b"\x00\xff" * 1000


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(404, "Not Found"), InvalidToken),
        (refusal(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (refusal(429, "Too Many Requests", retry_after=4), RetryAfter),
        (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1007), ChatMigrated),
        (refusal(500, "Internal Server Error"), NetworkError),
    ],
)
async def test_what_telegram_refuses_arrives_as_ptb_names_it(
    api: Api, answer: web.Response, kind: type[TelegramError]
) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return web.Response(status=answer.status, body=answer.body)

    api.answer = refuse
    error = await failure_of(api)

    assert type(error) is kind
    assert not never_left(error)


async def test_json_that_is_ready_goes_out_as_it_is(api: Api) -> None:
    async with AiohttpRequest() as request:
        url = f"{api.root}/bot{TOKEN}/sendMessage"
        assert await request.post_json(url, b'{"chat_id": 7, "text": "hello"}') == MESSAGE

    assert api.bodies == [{"chat_id": 7, "text": "hello"}]


async def test_a_refused_connection_is_known_not_to_have_left() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/bot{TOKEN}/sendMessage"
        async with AiohttpRequest() as request:
            with pytest.raises(NeverLeft) as caught:
                await request.post(url, RequestData())

    assert never_left(caught.value)
    assert TOKEN not in shown(caught.value)


async def test_a_name_that_leads_nowhere_is_known_not_to_have_left() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NeverLeft) as caught:
            await request.post(f"http://nowhere.invalid/bot{TOKEN}/sendMessage", RequestData())

    assert TOKEN not in shown(caught.value)


async def test_waiting_in_vain_for_a_connection_is_known_not_to_have_left(api: Api) -> None:
    finished = asyncio.Event()

    async def hold(_: web.Request) -> web.StreamResponse:
        await finished.wait()
        return result(MESSAGE)

    api.answer = hold
    request = AiohttpRequest(connections=1, timeouts=Timeouts(connect=0.05, pool=0.05))
    async with api.bot(request) as bot:
        first = start(bot.send_message(7, "holds the only connection"), "first")
        await asyncio.sleep(0.02)
        with pytest.raises(NeverLeft) as caught:
            await bot.send_message(7, "finds none")
        finished.set()
        await first

    assert len(api.bodies) == 1
    assert TOKEN not in shown(caught.value)


async def test_silence_leaves_doubt(api: Api) -> None:
    async def say_nothing(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return result(MESSAGE)

    api.answer = say_nothing
    error = await failure_of(api, AiohttpRequest(timeouts=Timeouts(read=0.05)))

    assert type(error) is TimedOut
    assert not never_left(error)
    assert TOKEN not in shown(error)


async def test_a_lost_connection_leaves_doubt(api: Api) -> None:
    async def hang_up(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return result(MESSAGE)

    api.answer = hang_up
    error = await failure_of(api)

    assert type(error) is NetworkError
    assert not never_left(error)
    assert TOKEN not in shown(error)


async def test_an_answer_cut_short_leaves_doubt(api: Api) -> None:
    async def cut_short(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok":true,')
        assert request.transport
        request.transport.abort()
        return response

    api.answer = cut_short
    error = await failure_of(api)

    assert type(error) is NetworkError
    assert not never_left(error)
    assert TOKEN not in shown(error)


async def test_a_proxys_page_is_kept_out_of_the_error_and_the_log(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(status=502, text="<html>what somebody wrote</html>")

    api.answer = page
    with caplog.at_level(logging.INFO):
        error = await failure_of(api)

    assert type(error) is NetworkError
    assert "what somebody wrote" not in shown(error) + caplog.text


async def test_an_unreadable_answer_is_kept_out_of_the_log(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<html>what somebody wrote</html>")

    api.answer = page
    with caplog.at_level(logging.INFO):
        error = await failure_of(api)

    assert type(error) is TelegramError
    assert "what somebody wrote" not in shown(error) + caplog.text


async def test_the_token_is_not_carried_to_another_address(api: Api) -> None:
    async def redirect(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/elsewhere")

    api.answer = redirect
    error = await failure_of(api)

    assert type(error) is NetworkError
    assert len(api.bodies) == 1


async def test_connections_are_used_again_after_answers_of_every_kind(api: Api) -> None:
    async def mixed(_: web.Request) -> web.StreamResponse:
        is_refused = len(api.bodies) % 3 == 2
        return refusal(400, "Bad Request: no") if is_refused else result(MESSAGE)

    api.answer = mixed
    async with api.bot(AiohttpRequest()) as bot:
        for _ in range(10):
            await bot.send_message(7, "hello")
            with pytest.raises(BadRequest):
                await bot.send_message(7, "hello")
            await bot.send_message(7, "hello")

    assert len(api.peers) == 1


async def test_no_more_connections_are_opened_than_allowed(api: Api) -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.01)
        return result(MESSAGE)

    api.answer = slow
    async with api.bot(AiohttpRequest(connections=4)) as bot:
        await asyncio.gather(*(bot.send_message(7, "hello") for _ in range(40)))

    assert len(api.bodies) == 40
    assert len(api.peers) <= 4


async def test_a_long_poll_may_take_longer_than_a_call(api: Api) -> None:
    async def later(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return result([])

    api.answer = later
    polling = AiohttpRequest(timeouts=Timeouts(read=0.1))
    bot = Bot(TOKEN, f"{api.root}/bot", request=AiohttpRequest(), get_updates_request=polling)
    async with bot:
        assert await bot.get_updates(timeout=1) == ()
        with pytest.raises(TimedOut):
            await bot.get_updates(timeout=0)


async def test_a_call_may_wait_without_end_when_told_to(api: Api) -> None:
    async def later(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.1)
        return result(MESSAGE)

    api.answer = later
    async with api.bot(AiohttpRequest(timeouts=Timeouts(read=0.01))) as bot:
        await bot.send_message(7, "hello", read_timeout=None, write_timeout=None)


async def test_it_can_be_closed_and_opened_again(api: Api) -> None:
    request = AiohttpRequest()
    for _ in range(2):
        async with request:
            await request.initialize()
            assert await request.post(f"{api.root}/bot{TOKEN}/sendMessage", RequestData())
    await request.shutdown()
    with pytest.raises(NetworkError) as caught:
        await request.post(f"{api.root}/bot{TOKEN}/sendMessage", RequestData())
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("kind", [httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError])
def test_ptbs_own_client_is_understood_alike(kind: type[Exception]) -> None:
    error = NetworkError("no connection")
    error.__cause__ = kind("no connection")
    doubtful = TimedOut()
    doubtful.__cause__ = httpx.ReadTimeout("no answer")

    assert never_left(error)
    assert not never_left(doubtful)
