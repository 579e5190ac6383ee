"""A bot with any part of our runtime and nothing else: it shows what each part brings."""

from __future__ import annotations

import argparse
import asyncio
import warnings
from collections.abc import Callable, Coroutine
from typing import Any

from orjson import Fragment
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    TelegramObject,
    Update,
)
from telegram.ext import Application, CommandHandler, ContextTypes

from bench.fake_api import BUTTONS, ENTITIES, TEXT, TOKEN
from handlers.runtime.bot_api_calls import BotApiCalls
from handlers.runtime.priority_queue import Limits
from handlers.runtime.process import fast_loop, settle_memory
from handlers.runtime.rate_limiter import RateLimiter
from handlers.runtime.request import AiohttpRequest, to_json
from handlers.runtime.sliding_window import Limit
from handlers.runtime.update_processor import PerChatProcessor

Bot = Application[Any, Any, Any, Any, Any, Any]
LEVERS = ("uvloop", "request", "order", "rate limiter", "calls", "freeze", "guard")

KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton(button["text"], callback_data=button["callback_data"])]
        for (button,) in BUTTONS["inline_keyboard"]
    ]
)
HTML = f"<b>{TEXT[:10]}</b>{TEXT[10:]}"
MARKS = [MessageEntity(mark["type"], mark["offset"], mark["length"]) for mark in ENTITIES]  # type: ignore[arg-type]
MESSAGE = {
    "text": Fragment(to_json(TEXT)),
    "entities": Fragment(to_json(ENTITIES)),
    "reply_markup": Fragment(to_json(BUTTONS)),
}


async def answer_html(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """As most bots do it: HTML for Telegram to parse."""
    assert update.message
    await update.message.reply_text(HTML, parse_mode="HTML", reply_markup=KEYBOARD)


async def answer_entities(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """As our messenger does it: the text with its entities."""
    assert update.message
    await update.message.reply_text(TEXT, entities=MARKS, reply_markup=KEYBOARD)


def answering_by(calls: BotApiCalls) -> Callable[..., Coroutine[Any, Any, None]]:
    """The same with everything put into Telegram's form beforehand, past PTB's objects."""

    async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await calls.send_message(update.message.chat.id, MESSAGE)

    return answer


def wide_open() -> Limits:
    """Limits that never hold anything back: what is measured is their price."""
    return Limits(*(Limit(10**9, 1.0) for _ in range(4)))


def build(base_url: str, levers: set[str]) -> Bot:
    """A bot with the chosen parts of our runtime; with none it is a bare one."""
    builder: Any = Application.builder().token(TOKEN).base_url(f"{base_url}/bot")
    request, limiter = AiohttpRequest(), RateLimiter(wide_open())
    if "request" in levers:
        builder = builder.request(request).get_updates_request(AiohttpRequest(connections=2))
    if "order" in levers:
        builder = builder.concurrent_updates(PerChatProcessor())
    if "rate limiter" in levers:
        builder = builder.rate_limiter(limiter)
    app: Bot = builder.build()
    by_calls = answering_by(BotApiCalls(request, app.bot.base_url, limiter))
    answer = by_calls if "calls" in levers else answer_entities
    app.add_handler(CommandHandler("faq", answer if levers else answer_html))
    return app


def drop_write_guard() -> None:
    """Lets PTB's objects be written to: measured as a lever, not used by the bot."""
    del TelegramObject.__setattr__


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("--with", dest="levers", nargs="*", choices=LEVERS, default=[])
    wish = parser.parse_args()
    warnings.simplefilter("ignore")
    levers = set(wish.levers)
    if "uvloop" in levers:
        asyncio.set_event_loop(fast_loop())
    if "guard" in levers:
        drop_write_guard()
    app = build(wish.base_url, levers)
    if "freeze" in levers:
        settle_memory()
    app.run_polling(bootstrap_retries=5)


if __name__ == "__main__":
    main()
