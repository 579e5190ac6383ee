"""The bot to compare with: stock python-telegram-bot, as its examples have it."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import Application, CommandHandler, ContextTypes

from bench.fake_api import TOKEN

Page = tuple[str, InlineKeyboardMarkup]


def read_pages(path: Path) -> dict[str, Page]:
    """What to answer to which words behind the command; the keyboards are made once."""
    written: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        words: (page["html"], InlineKeyboardMarkup.de_json(page["reply_markup"]))
        for words, page in written.items()
    }


def main() -> None:
    warnings.simplefilter("ignore")
    base_url, path = sys.argv[1:]
    pages = read_pages(Path(path))
    first = next(iter(pages))

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        html, keyboard = pages[" ".join(context.args or [first])]
        await update.message.reply_text(html, parse_mode="HTML", reply_markup=keyboard)

    app = Application.builder().token(TOKEN).base_url(f"{base_url}/bot").build()
    app.add_handler(CommandHandler("faq", answer))
    app.run_polling(bootstrap_retries=5)


if __name__ == "__main__":
    main()
