"""The two handlers of a bot on python-telegram-bot, as its examples write them."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bench.peers.bots.pages import Pages, Place

Bot = Application[Any, Any, Any, Any, Any, Any]


def add_handlers(app: Bot, place: Place) -> None:
    """The bot then answers /faq with a page and a press by changing the message to another."""
    pages: Pages[InlineKeyboardMarkup] = place.read_pages(InlineKeyboardMarkup.de_json)

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        page = pages.behind(" ".join(context.args or []))
        await update.message.reply_text(page.html, parse_mode="HTML", reply_markup=page.keyboard)

    async def turn(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query
        page = pages.pressed[query.data or ""]
        await query.answer()
        await query.edit_message_text(page.html, parse_mode="HTML", reply_markup=page.keyboard)

    app.add_handler(CommandHandler("faq", answer))
    app.add_handler(CallbackQueryHandler(turn))
