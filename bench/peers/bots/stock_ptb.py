"""python-telegram-bot as it comes."""

from __future__ import annotations

from telegram.ext import Application

from bench.peers.bots.pages import Place
from bench.peers.bots.ptb_handlers import add_handlers


def main() -> None:
    place = Place.from_command_line()
    app = Application.builder().token(place.token).base_url(f"{place.api_root}/bot").build()
    add_handlers(app, place)
    app.run_polling(bootstrap_retries=5)


if __name__ == "__main__":
    main()
