from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.tasks import start
from handlers.runtime.bot_api_calls import BotApiCalls, SentMessage
from handlers.runtime.priority_queue import Limits
from handlers.runtime.rate_limiter import Priority, RateLimiter, limits
from handlers.runtime.request import AiohttpRequest
from handlers.runtime.sliding_window import Limit
from tests.handlers.runtime.local_api import Api, refusal, result

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="tip:2")]])
BOLD = MessageEntity(MessageEntity.BOLD, 0, 5)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MESSAGE = {
    "text": "hello",
    "entities": [BOLD.to_dict()],
    "link_preview_options": {"is_disabled": True},
    "reply_markup": KEYBOARD.to_dict(),
}
ARTICLE = InlineQueryResultArticle("faq/cure", "A title", InputTextMessageContent("hello"))

ByPtb = Callable[[ExtBot[Any]], Awaitable[object]]
ByUs = Callable[[BotApiCalls], Awaitable[object]]
SAME_CALLS: dict[str, tuple[ByPtb, ByUs]] = {
    "a message": (
        lambda bot: bot.send_message(
            7,
            "hello",
            entities=[BOLD],
            link_preview_options=NO_PREVIEW,
            reply_markup=KEYBOARD,
        ),
        lambda calls: calls.send_message(7, MESSAGE),
    ),
    "a silent answer in a topic": (
        lambda bot: bot.send_message(
            -7,
            "hello",
            message_thread_id=3,
            disable_notification=True,
            reply_parameters=ReplyParameters(4, allow_sending_without_reply=True),
        ),
        lambda calls: calls.send_message(
            -7, {"text": "hello"}, thread_id=3, reply_to=4, silent=True
        ),
    ),
    "an edit": (
        lambda bot: bot.edit_message_text(
            "hello",
            7,
            5,
            entities=[BOLD],
            link_preview_options=NO_PREVIEW,
            reply_markup=KEYBOARD,
        ),
        lambda calls: calls.edit_message_text(7, 5, MESSAGE),
    ),
    "the end of a button's loading": (
        lambda bot: bot.answer_callback_query("12"),
        lambda calls: calls.answer_callback_query("12"),
    ),
    "an alert": (
        lambda bot: bot.answer_callback_query("12", "hello", show_alert=True),
        lambda calls: calls.answer_callback_query("12", text="hello", alert=True),
    ),
    "a link to open": (
        lambda bot: bot.answer_callback_query("12", url="https://t.me/InventedBot?start=menu"),
        lambda calls: calls.answer_callback_query("12", url="https://t.me/InventedBot?start=menu"),
    ),
    "a page of inline results": (
        lambda bot: bot.answer_inline_query(
            "12",
            [ARTICLE],
            cache_time=timedelta(minutes=5),
            is_personal=True,
            next_offset="20",
            button=InlineQueryResultsButton("More", start_parameter="menu"),
        ),
        lambda calls: calls.answer_inline_query(
            "12",
            [ARTICLE.to_dict()],
            cache_for=timedelta(minutes=5),
            personal=True,
            next_offset="20",
            button={"text": "More", "start_parameter": "menu"},
        ),
    ),
}


def wide_open() -> RateLimiter:
    return RateLimiter(Limits(*[Limit(10_000, 1.0)] * 4))


@pytest.mark.parametrize("name", SAME_CALLS)
async def test_telegram_is_asked_the_same_as_by_ptb_itself(api: Api, name: str) -> None:
    by_ptb, by_us = SAME_CALLS[name]
    request = AiohttpRequest()
    async with api.bot(request) as bot:
        await by_ptb(bot)
        await by_us(BotApiCalls(request, bot.base_url, wide_open()))

    assert api.bodies[0] == api.bodies[1]


async def test_of_a_sent_message_it_is_known_where_it_stands(api: Api) -> None:
    request = AiohttpRequest()
    async with api.bot(request) as bot:
        sent = await BotApiCalls(request, bot.base_url, wide_open()).send_message(7, MESSAGE)

    assert sent == SentMessage(7, 5)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(429, "Too Many Requests", retry_after=43_000), RetryAfter),
        (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1007), ChatMigrated),
        (refusal(500, "Internal Server Error"), NetworkError),
        (web.Response(text="<html>no JSON at all</html>"), TelegramError),
    ],
)
async def test_what_telegram_refuses_is_raised_as_by_ptb_itself(
    api: Api, answer: web.Response, kind: type[TelegramError]
) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return web.Response(status=answer.status, body=answer.body)

    api.answer = refuse
    request = AiohttpRequest()
    async with api.bot(request) as bot:
        with pytest.raises(TelegramError) as by_ptb:
            await bot.send_message(7, "hello")
        with pytest.raises(TelegramError) as by_us:
            await BotApiCalls(request, bot.base_url, wide_open()).send_message(7, MESSAGE)

    assert type(by_us.value) is type(by_ptb.value) is kind
    assert by_us.value.message == by_ptb.value.message


async def test_messages_wait_for_their_turn_and_answers_to_presses_do_not(api: Api) -> None:
    told: list[str] = []
    limiter = RateLimiter(Limits(*[Limit(10_000, 1.0)] * 2, *[Limit(1, 0.3)] * 2))

    async def tell(name: str, call: Awaitable[object]) -> None:
        await call
        told.append(name)

    request = AiohttpRequest()
    async with api.bot(request) as bot:
        calls = BotApiCalls(request, bot.base_url, limiter)
        await tell("first", calls.send_message(7, MESSAGE))
        await asyncio.gather(
            tell("edit", calls.edit_message_text(7, 5, MESSAGE)),
            tell("press", calls.answer_callback_query("12")),
            tell("another chat", calls.send_message(8, MESSAGE)),
        )
    await limiter.shutdown()

    assert told[0] == "first"
    assert set(told[1:3]) == {"press", "another chat"}
    assert told[3] == "edit"


async def test_ptbs_own_sends_and_these_share_one_turn(api: Api) -> None:
    limiter = RateLimiter(Limits(*[Limit(10_000, 1.0)] * 2, *[Limit(1, 0.3)] * 2))
    request = AiohttpRequest()
    async with api.bot(request, limiter) as bot:
        calls = BotApiCalls(request, bot.base_url, limiter)
        await calls.send_message(7, MESSAGE)
        second = start(bot.send_message(7, "hello"), "second")
        done, waiting = await asyncio.wait([second], timeout=0.1)
        assert (done, waiting) == (set(), {second})
        await second


async def test_a_tip_that_telegram_holds_back_is_not_tried_again(api: Api) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return refusal(429, "Too Many Requests", retry_after=1)

    api.answer = refuse
    limiter, request = RateLimiter(limits()), AiohttpRequest()
    async with api.bot(request) as bot:
        calls = BotApiCalls(request, bot.base_url, limiter)
        with pytest.raises(RetryAfter):
            await calls.send_message(7, MESSAGE, priority=Priority.BROADCAST)
    await limiter.shutdown()

    assert len(api.bodies) == 1


async def test_a_reply_that_telegram_holds_back_is_sent_once_more(api: Api) -> None:
    async def refuse_first(_: web.Request) -> web.StreamResponse:
        is_first = len(api.bodies) == 1
        return (
            refusal(429, "Too Many Requests", retry_after=1)
            if is_first
            else result({"message_id": 6})
        )

    api.answer = refuse_first
    limiter, request = RateLimiter(limits()), AiohttpRequest()
    async with api.bot(request) as bot:
        calls = BotApiCalls(request, bot.base_url, limiter)
        assert await calls.send_message(7, MESSAGE) == SentMessage(7, 6)
    await limiter.shutdown()
