"""What Telegram shows about the bot: its description and its command menus, per language."""

from __future__ import annotations

import asyncio

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.ext import ExtBot

from bot.content.edition import Edition, Editions
from bot.content.localization import Localization
from bot.replies.commands import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS


async def introduce_bot(bot: ExtBot[int], editions: Editions) -> None:
    """Sets everything anew; the default language's words stand for languages nobody wrote."""
    await _in_language(bot, editions.by_language[editions.default], None)
    for name, edition in editions.by_language.items():
        # Bot API, setMyCommands: a two-letter code; a region ("pt-br") cannot be told.
        if name != editions.default and len(name) == 2:
            await _in_language(bot, edition, name)


async def _in_language(bot: ExtBot[int], edition: Edition, code: str | None) -> None:
    l10n = edition.l10n
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), GROUP_COMMANDS),
        (BotCommandScopeAllPrivateChats(), tuple(COMMANDS)),
        (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
        (BotCommandScopeAllChatAdministrators(), ADMIN_COMMANDS),
    )
    await asyncio.gather(
        *(
            bot.set_my_commands(_menu(l10n, names), scope=scope, language_code=code)
            for scope, names in scopes
        ),
        bot.set_my_description(l10n.text("profile-description"), language_code=code),
        bot.set_my_short_description(l10n.text("profile-short"), language_code=code),
    )


def _menu(l10n: Localization, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, l10n.text(f"command-{name}")) for name in names]
