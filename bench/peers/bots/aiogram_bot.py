"""aiogram with uvloop, which its "fast" extra brings; it starts a task for each update."""

from __future__ import annotations

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bench.peers.bots.pages import Place


def main() -> None:
    place = Place.from_command_line()
    pages = place.read_pages(InlineKeyboardMarkup.model_validate)
    dispatcher = Dispatcher()

    @dispatcher.message(Command("faq"))
    async def answer(message: Message, command: CommandObject) -> None:
        page = pages.behind(command.args or "")
        await message.answer(page.html, reply_markup=page.keyboard)

    @dispatcher.callback_query()
    async def turn(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        page = pages.pressed[query.data or ""]
        await query.answer()
        await query.message.edit_text(page.html, reply_markup=page.keyboard)

    bot = Bot(
        place.token,
        session=AiohttpSession(api=TelegramAPIServer.from_base(place.api_root)),
        default=DefaultBotProperties(parse_mode="HTML"),
    )
    uvloop.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
