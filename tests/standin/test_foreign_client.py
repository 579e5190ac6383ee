"""A second library, written by other people, talks to the stand-in over HTTP: aiogram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot import tasks
from standin.bot_api.faults import Fault
from standin.server import serving
from tests.standin.asking import Town


@pytest.fixture
async def bot(town: Town) -> AsyncIterator[Bot]:
    async with serving(town.world.bot_api.app(), town.world.connections) as root:
        session = AiohttpSession(api=TelegramAPIServer.from_base(root))
        async with Bot(town.world.token, session=session) as bot:
            yield bot


async def test_aiogram_understands_every_kind_of_chat(bot: Bot, town: Town) -> None:
    me = await bot.get_me()
    assert me.username == town.world.bot.username
    for chat in (
        town.group,
        town.supergroup,
        town.forum,
        town.channel,
        town.world.state.chat(town.ben),
    ):
        assert (await bot.get_chat(chat.id)).type == chat.kind
        assert await bot.get_chat_member_count(chat.id) >= 2
    own = await bot.get_chat_member(town.channel.id, me.id)
    assert isinstance(own, ChatMemberAdministrator)
    administrators = await bot.get_chat_administrators(town.forum.id)
    assert [member.user.id for member in administrators] == [town.maria.id]


async def test_aiogram_sends_edits_and_deletes(bot: Bot, town: Town) -> None:
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="A", callback_data="a", style="primary")]]
    )
    sent = await bot.send_message(town.maria.id, "<b>x</b>", parse_mode="HTML")
    changed = await bot.edit_message_text(
        "y", chat_id=town.maria.id, message_id=sent.message_id, reply_markup=keyboard
    )
    assert isinstance(changed, Message)
    assert changed.reply_markup is not None
    assert changed.reply_markup.model_dump() == keyboard.model_dump()
    document = await bot.send_document(town.maria.id, BufferedInputFile(b"x", "x.txt"))
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert file.file_path is not None
    content = await bot.download_file(file.file_path)
    assert content is not None
    assert content.read() == b"x"
    assert await bot.delete_messages(town.maria.id, [sent.message_id, document.message_id])
    assert town.world.history.said_by_bot(town.maria) == []


async def test_aiogram_reads_the_refusals(bot: Bot, town: Town) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(town.maria.id, "")
    town.world.faults.next("sendMessage", Fault.too_many(5))
    with pytest.raises(TelegramRetryAfter) as slow:
        await bot.send_message(town.maria.id, "x")
    assert slow.value.retry_after == 5
    new_id = town.world.chats.migrate(town.group)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(town.group.id, "x")
    assert moved.value.migrate_to_chat_id == new_id


async def test_aiogram_sets_the_bots_profile(bot: Bot, town: Town) -> None:
    commands = [BotCommand(command="faq", description="Questions")]
    scope = BotCommandScopeAllGroupChats()
    assert await bot.set_my_commands(commands, scope=scope, language_code="pt")
    (command,) = await bot.get_my_commands(scope=scope, language_code="pt")
    assert (command.command, command.description) == ("faq", "Questions")
    assert await bot.get_my_commands() == []
    await bot.set_my_description("Long", language_code="pt")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_description(language_code="pt")).description == "Long"
    assert (await bot.get_my_short_description()).short_description == "Short"


async def test_aiograms_dispatcher_answers_a_press(bot: Bot, town: Town) -> None:
    dispatcher = Dispatcher()

    async def pressed(query: CallbackQuery) -> None:
        await query.answer("Pressed")

    dispatcher.callback_query.register(pressed)
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="A", callback_data="a")]]
    )
    await bot.send_message(town.supergroup.id, "Panel", reply_markup=keyboard)
    polling = tasks.start(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False), "aiogram"
    )
    shown = town.world.history.last(town.supergroup)
    press = town.world.buttons.press(town.supergroup, shown, town.ben, "A")
    assert (await town.world.buttons.answer_to(press)).text == "Pressed"
    await dispatcher.stop_polling()
    await polling
