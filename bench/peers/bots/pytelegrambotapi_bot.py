"""pyTelegramBotAPI's asynchronous bot with uvloop; it starts a task for each update."""

from __future__ import annotations

from typing import Any

import uvloop
from telebot import asyncio_helper  # type: ignore[import-not-found]
from telebot.async_telebot import AsyncTeleBot  # type: ignore[import-not-found]
from telebot.types import CallbackQuery, InlineKeyboardMarkup, Message  # type: ignore[import-not-found]
from telebot.util import extract_arguments  # type: ignore[import-not-found]

from bench.peers.bots.pages import Pages, Place


def main() -> None:
    place = Place.from_command_line()
    pages: Pages[Any] = place.read_pages(InlineKeyboardMarkup.de_json)
    asyncio_helper.API_URL = f"{place.api_root}/bot{{0}}/{{1}}"
    bot = AsyncTeleBot(place.token, parse_mode="HTML")

    async def answer(message: Message) -> None:
        page = pages.behind(extract_arguments(message.text))
        await bot.send_message(message.chat.id, page.html, reply_markup=page.keyboard)

    async def turn(query: CallbackQuery) -> None:
        page = pages.pressed[query.data]
        await bot.answer_callback_query(query.id)
        await bot.edit_message_text(
            page.html, query.message.chat.id, query.message.message_id, reply_markup=page.keyboard
        )

    bot.register_message_handler(answer, commands=["faq"])
    bot.register_callback_query_handler(turn, func=None)
    uvloop.run(bot.infinity_polling())


if __name__ == "__main__":
    main()
