"""Faults on order, as python-telegram-bot meets them: in memory and over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import httpx
import pytest
from telegram import Bot
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
from telegram.request import HTTPXRequest

from standin.bot_api.faults import Fault
from standin.connections import Connections
from standin.server import serving
from tests.standin.asking import Town


def request(**kwargs: Any) -> HTTPXRequest:
    return HTTPXRequest(read_timeout=0.3, httpx_kwargs=kwargs)


@asynccontextmanager
async def bot_of(town: Town, root: str, **kwargs: Any) -> AsyncIterator[Bot]:
    bot = Bot(
        town.world.token,
        base_url=f"{root}/bot",
        request=request(**kwargs),
        get_updates_request=request(**kwargs),
    )
    async with bot:
        yield bot


@pytest.fixture(params=["memory", "socket", "plain server"])
async def bot(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[Bot]:
    app = town.world.bot_api.app()
    if request.param == "memory":
        transport = httpx.ASGITransport(app=app)
        async with bot_of(town, "http://telegram.test", transport=transport) as bot:
            yield bot
        return
    # A server that tells the world nothing of its connections must fail as well.
    known = town.world.connections if request.param == "socket" else Connections()
    async with serving(app, known) as root, bot_of(town, root) as bot:
        yield bot


def said(town: Town) -> list[str]:
    return [message.text for message in town.world.history.said_by_bot(town.maria)]


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_reset_leaves_the_bot_in_doubt(bot: Bot, town: Town, after_effect: bool) -> None:
    town.world.faults.next("sendMessage", Fault.reset(after_effect=after_effect))
    with pytest.raises(NetworkError) as met:
        await bot.send_message(town.maria.id, "Hello")
    assert not isinstance(met.value, TimedOut | BadRequest)
    assert said(town) == (["Hello"] if after_effect else [])
    await bot.send_message(town.maria.id, "Again")
    assert said(town)[-1] == "Again"


@pytest.mark.parametrize("after_effect", [False, True])
async def test_silence_ends_in_a_timeout(bot: Bot, town: Town, after_effect: bool) -> None:
    town.world.faults.next("sendMessage", Fault.silence(after_effect=after_effect))
    with pytest.raises(TimedOut):
        await bot.send_message(town.maria.id, "Hello")
    assert said(town) == (["Hello"] if after_effect else [])
    await bot.send_message(town.maria.id, "Again")
    assert said(town)[-1] == "Again"


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (Fault.too_many(7), RetryAfter, "Retry in .*7"),
        (Fault.forbidden(), Forbidden, "bot was blocked by the user"),
        (Fault.bad_request("TOPIC_DELETED"), BadRequest, "Topic_deleted"),
        (Fault.migrate(-1001234567890), ChatMigrated, "-1001234567890"),
        (Fault.unauthorized(), InvalidToken, "Unauthorized"),
        (Fault.conflict(), Conflict, "other getUpdates request"),
        (Fault.server_error(), NetworkError, "Internal Server Error"),
        (Fault.server_error_html(), NetworkError, "Bad Gateway"),
        (Fault.not_json(), TelegramError, "Invalid server response"),
    ],
)
async def test_an_answer_on_order_is_met_as_the_error_it_is(
    bot: Bot, town: Town, fault: Fault, error: type[TelegramError], words: str
) -> None:
    town.world.faults.next("sendMessage", fault)
    with pytest.raises(error, match=words):
        await bot.send_message(town.maria.id, "Hello")
    assert said(town) == []


async def test_a_proxys_page_may_hide_that_the_message_went_out(bot: Bot, town: Town) -> None:
    town.world.faults.next("sendMessage", Fault.server_error_html(after_effect=True))
    with pytest.raises(NetworkError):
        await bot.send_message(town.maria.id, "Hello")
    assert said(town) == ["Hello"]


async def test_a_delay_comes_late_and_right(bot: Bot, town: Town) -> None:
    town.world.faults.next("sendMessage", Fault.delay(0.1))
    begun = asyncio.get_running_loop().time()
    await bot.send_message(town.maria.id, "Hello")
    assert asyncio.get_running_loop().time() - begun >= 0.1


async def test_a_fault_strikes_only_what_it_was_ordered_for(bot: Bot, town: Town) -> None:
    faults = town.world.faults
    for_ben = faults.next("sendMessage", Fault.forbidden(), chat_id=town.ben.id)
    for_word = faults.next(
        "sendMessage", Fault.forbidden(), when=lambda params: "x" in params.text("text")
    )
    await bot.send_message(town.maria.id, "Hello")
    with pytest.raises(Forbidden):
        await bot.send_message(town.ben.id, "Hello")
    with pytest.raises(Forbidden):
        await bot.send_message(town.maria.id, "x")
    await bot.send_message(town.ben.id, "x")
    assert (for_ben.happened, for_word.happened) == (1, 1)


async def test_a_fault_may_last_and_be_cleared(bot: Bot, town: Town) -> None:
    lasting = town.world.faults.always("sendMessage", Fault.forbidden())
    for _ in range(3):
        with pytest.raises(Forbidden):
            await bot.send_message(town.maria.id, "Hello")
    town.world.faults.clear()
    await bot.send_message(town.maria.id, "Hello")
    assert lasting.happened == 3


async def test_a_distant_server_answers_later(bot: Bot, town: Town) -> None:
    town.world.faults.latency = 0.1
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(*(bot.send_message(town.maria.id, f"{n}") for n in range(5)))
    assert 0.1 <= asyncio.get_running_loop().time() - begun < 0.3


async def test_a_reset_breaks_aiohttps_connection_too(town: Town) -> None:
    world = town.world
    world.faults.next("getMe", Fault.reset())
    async with (
        serving(world.bot_api.app(), world.connections) as root,
        aiohttp.ClientSession() as session,
    ):
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.post(f"{root}/bot{world.token}/getMe")
        async with session.post(f"{root}/bot{world.token}/getMe") as answer:
            assert answer.status == 200


async def test_an_exchange_without_an_answer_is_recorded_as_such(bot: Bot, town: Town) -> None:
    town.world.faults.next("sendMessage", Fault.reset(after_effect=True))
    with pytest.raises(NetworkError):
        await bot.send_message(town.maria.id, "Hello")
    (exchange,) = town.world.log.of("sendMessage")
    assert (exchange.status, exchange.answer, exchange.chat_id) == (0, None, town.maria.id)


async def test_a_fault_for_every_method_leaves_polling_alone(bot: Bot, town: Town) -> None:
    everything = town.world.faults.always("*", Fault.server_error())
    assert await bot.get_updates() == ()
    with pytest.raises(NetworkError):
        await bot.get_me()
    assert everything.happened == 1
    town.world.faults.clear()
