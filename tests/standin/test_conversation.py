"""The real python-telegram-bot holds a conversation with people, in memory and over a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
)
from telegram.request import HTTPXRequest

from standin.server import serving
from standin.world import World
from tests.standin.asking import Town
from tests.support.judge import judge_log

Context = CallbackContext[Any, Any, Any, Any]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def faq(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
    await update.effective_message.reply_html("<b>Short</b>", reply_markup=keyboard)


async def more(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Here you are", show_alert=True)
    await update.callback_query.edit_message_text(
        "<blockquote expandable>Long</blockquote>", parse_mode=ParseMode.HTML
    )


async def letter(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_document(b"\x00\r\n\xff--", filename="ü.bin", caption="L")


async def offer(update: Update, context: Context) -> None:
    assert update.inline_query is not None
    content = InputTextMessageContent("An invented text")
    article = InlineQueryResultArticle("1", update.inline_query.query, content)
    await update.inline_query.answer([article], is_personal=True)


def application(world: World, root: str, **kwargs: Any) -> AnyApplication:
    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs=kwargs)

    builder = ApplicationBuilder().token(world.token)
    builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    app = builder.request(request()).get_updates_request(request()).build()
    app.add_handler(CommandHandler("faq", faq))
    app.add_handler(CommandHandler("letter", letter))
    app.add_handler(CallbackQueryHandler(more))
    app.add_handler(InlineQueryHandler(offer))
    return app


@asynccontextmanager
async def running(app: AnyApplication) -> AsyncIterator[AnyApplication]:
    assert app.updater is not None
    async with app:
        await app.updater.start_polling(timeout=5)
        await app.start()
        yield app
        await app.updater.stop()
        await app.stop()


@pytest.fixture(params=["memory", "socket"])
async def bot(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[AnyApplication]:
    api = town.world.bot_api.app()
    if request.param == "memory":
        transport = httpx.ASGITransport(app=api)
        app = application(town.world, "http://telegram.test", transport=transport)
        async with running(app):
            yield app
        return
    async with (
        serving(api, town.world.connections) as root,
        running(application(town.world, root)) as app,
    ):
        yield app


@pytest.mark.usefixtures("bot")
async def test_a_command_is_answered_and_its_button_changes_the_answer(town: Town) -> None:
    world = town.world
    asked = world.messages.send(town.maria, town.maria, "/faq")
    answer = await world.history.reply_in(town.maria, after=asked)
    assert answer.text == "Short"
    press = world.buttons.press(town.maria, answer, town.maria, "More")
    seen = await world.buttons.answer_to(press)
    assert (seen.text, seen.show_alert) == ("Here you are", True)
    await world.until(lambda: world.state.message(town.maria, answer.id).text == "Long")
    changed = world.state.message(town.maria, answer.id)
    assert [entity["type"] for entity in changed.entities] == ["expandable_blockquote"]
    assert changed.buttons == []
    await world.idle()
    assert judge_log(world.log) == []


@pytest.mark.usefixtures("bot")
async def test_a_file_arrives_byte_for_byte(town: Town) -> None:
    asked = town.world.messages.send(town.maria, town.maria, "/letter")
    answer = await town.world.history.reply_in(town.maria, after=asked)
    document = answer.content["document"]
    assert document["file_name"] == "ü.bin"
    assert town.world.state.files[document["file_id"]].content == b"\x00\r\n\xff--"
    assert judge_log(town.world.log) == []


@pytest.mark.usefixtures("bot")
async def test_an_inline_query_is_answered_and_a_result_sent(town: Town) -> None:
    world = town.world
    query = world.inline.ask(town.ben, "scan", "supergroup")
    offered = await world.inline.answer_to(query)
    assert offered.is_personal
    message = world.inline.choose(query, offered.results[0]["id"], town.supergroup)
    assert message.text == "An invented text"
    assert message.via_bot == world.bot
    await world.idle()
    assert judge_log(world.log) == []


@pytest.mark.usefixtures("bot")
async def test_two_hundred_messages_are_all_answered(town: Town) -> None:
    for number in range(200):
        town.world.messages.send(town.maria, town.maria, f"/faq {number}")
    await town.world.until(
        lambda: len(town.world.history.said_by_bot(town.maria)) == 200, within=30
    )
    await town.world.idle()
    assert len(town.world.updates) == 0
