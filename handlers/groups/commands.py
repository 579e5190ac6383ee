"""Members of a group read: commands, the buttons under pages, a greeting, a welcome."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from telegram import CallbackQuery, Chat, Message, Update

from bot.actions.deep_links import payload_for
from bot.actions.pages import ShowSearch
from bot.actions.registry import Action, Press, encode
from bot.groups.fields import Answers, CommandAccess, GroupSettings
from bot.groups.permissions import Speaker
from bot.replies import groups
from bot.replies.reply import Reply
from bot.screens.request import Visitor
from handlers.context import Context
from handlers.groups.replies import answer_or_point_back, replies_to_us, speaker
from handlers.screens import command_of, introduced, show_pressed, words_behind

HELLO = "hello"
GREETED_FOR = timedelta(minutes=10)
MENU = "menu"
EMERGENCY = "emergency"


async def obey(update: Update, context: Context) -> None:
    """A command in a group, answered as the group wants it."""
    message = update.effective_message
    if message is None:
        return
    settings = await context.services.groups.settings(message.chat.id)
    visitor = _visitor(message.chat, settings, message.from_user)
    screens, command = context.services.screens, command_of(message)
    words = words_behind(message)
    if (card := await screens.heed_behind(command, words, visitor)) is not None:
        await show_card(message, card, settings, context)
        return
    action = screens.wanted(command, words, visitor)
    urgent = action.never_withheld
    if not await _may_command(message, settings, context, urgent=urgent):
        if settings.delete_commands:
            await context.messenger.delete(message.chat.id, message.message_id)
        return

    async def make() -> Reply:
        reply = await introduced(action, visitor, context)
        return _as_wanted(reply, settings)

    await answer_or_point_back(message, _key(action), make, settings, context, urgent=urgent)


async def hear(update: Update, context: Context) -> None:
    """Somebody speaks to the bot: by its name, or in reply to it. It reads nothing else."""
    message = update.effective_message
    if message is None or speaker(message)[0] is Speaker.LINKED_CHANNEL:
        return
    words, named = _without_name(message, context.bot.username)
    if not named and not replies_to_us(message, context.bot.id):
        return
    settings = await context.services.groups.settings(message.chat.id)
    visitor = _visitor(message.chat, settings, message.from_user)
    if (card := await context.services.screens.heed(words, visitor)) is not None:
        await show_card(message, card, settings, context)
        return
    if not words or not await _may_command(message, settings, context):
        return
    edition = context.services.screens.edition(visitor)
    if not named and not edition.search.answers(words):
        return  # "thank you", said in reply to an answer

    async def make() -> Reply:
        reply = await introduced(ShowSearch(words), visitor, context)
        return _as_wanted(reply, settings)

    await answer_or_point_back(message, _key(ShowSearch(words)), make, settings, context)


async def show_card(
    message: Message, card: Reply, settings: GroupSettings, context: Context
) -> None:
    """Help in an emergency, which no setting of the group keeps back."""

    async def make() -> Reply:
        return card

    await answer_or_point_back(message, EMERGENCY, make, settings, context, urgent=True)


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """A button under a page. Who may not use commands here is led to the private chat."""
    if query.message is None:
        return
    chat, person = query.message.chat, query.from_user
    settings = await context.services.groups.settings(chat.id)
    payload = payload_for(press.action) if press.action else None
    urgent = press.action is not None and press.action.never_withheld
    allowed = (
        urgent
        or settings.commands is CommandAccess.EVERYONE
        or await context.admins.is_admin(chat.id, person.id)
    )
    if not allowed or not context.throttle.allow(chat.id, person.id, context.services.clock.now()):
        await context.messenger.lead_to_private(query, payload or MENU)
    elif settings.answers is Answers.PRIVATE and payload is not None and not urgent:
        await context.messenger.lead_to_private(query, payload)
    else:
        visitor = _visitor(chat, settings, person)
        await show_pressed(
            query, press, visitor, context, lambda reply: _as_wanted(reply, settings)
        )


async def greet(update: Update, context: Context) -> None:
    """/start in a group: what Telegram sends after "Add to your group", or a person's own."""
    message = update.effective_message
    if message is None or speaker(message)[0] is Speaker.LINKED_CHANNEL:
        return
    settings = await context.services.groups.settings(message.chat.id)
    if (context.args or [""])[0] == groups.STARTGROUP:
        # The app sends it by itself when it has just added us: we have said hello then.
        await say_hello(message.chat, context, settings.language or _language_of(message))
        return
    if await _may_command(message, settings, context):
        edition = context.services.live.current.of(settings.language or _language_of(message))

        async def make() -> Reply:
            return groups.hello(edition)

        await answer_or_point_back(message, HELLO, make, settings, context)


async def say_hello(
    chat: Chat, context: Context, language: str | None, *, restorable: bool = False
) -> None:
    """The bot's one message on coming in; not again when it has just said it."""
    now = context.services.clock.now()
    if context.throttle.earlier(chat.id, HELLO, GREETED_FOR, now) is not None:
        return
    edition = context.services.live.current.of(language)
    sent = await context.messenger.send(chat.id, groups.hello(edition, restorable=restorable))
    context.throttle.answered(chat.id, HELLO, sent.message_id, now)


async def welcome(update: Update, context: Context) -> None:
    """People have joined: one silent line, if the group wants it, however many they are."""
    message = update.effective_message
    if message is None or all(member.is_bot for member in message.new_chat_members):
        return
    settings = await context.services.groups.settings(message.chat.id)
    now = context.services.clock.now()
    if settings.welcome and context.throttle.may_welcome(message.chat.id, now):
        edition = context.services.live.current.of(settings.language)
        await context.messenger.send(message.chat.id, groups.welcome(edition), silent=True)


async def _may_command(
    message: Message, settings: GroupSettings, context: Context, *, urgent: bool = False
) -> bool:
    kind, who = speaker(message)
    if kind is Speaker.LINKED_CHANNEL:
        return False
    if urgent or settings.commands is CommandAccess.EVERYONE or kind is Speaker.ANONYMOUS_ADMIN:
        return True
    return kind is Speaker.PERSON and await context.admins.is_admin(message.chat.id, who)


def _key(action: Action) -> str:
    """By what a repeat is known; of typed words only what tells them from others is kept."""
    return encode(action) if action.code else f"words {hash(action)}"


def _without_name(message: Message, username: str) -> tuple[str, bool]:
    """What was said, without the bot's name, and whether that was in it."""
    text = message.text or message.caption or ""
    words, found = re.subn(rf"@{re.escape(username)}\b", " ", text, flags=re.IGNORECASE)
    return " ".join(words.split()), found > 0


def _as_wanted(reply: Reply, settings: GroupSettings) -> Reply:
    return groups.only_in_private(reply) if settings.answers is Answers.PRIVATE else reply


def _visitor(chat: Chat, settings: GroupSettings, person: Any) -> Visitor:
    """A group reads in its own language; until it has one, in that of whoever asks."""
    language = settings.language or (person.language_code if person else None)
    return Visitor(chat.id, private=False, language=language)


def _language_of(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None
