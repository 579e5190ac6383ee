"""The ordered table of handlers, and the application built from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC
from functools import partial

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.groups.throttle import Throttle
from bot.replies.commands import COMMANDS
from bot.services import DatabaseProblem, Services
from handlers import errors, inline, presses
from handlers.admins import AdminLookup
from handlers.callback_acknowledgement import CallbackAcknowledgement
from handlers.context import App, BotData, Context
from handlers.database_outage import DatabaseOutage
from handlers.groups import commands as group_commands
from handlers.groups import membership, settings
from handlers.messenger import Messenger
from handlers.open_panels import OpenPanels
from handlers.operators import Operators
from handlers.private import commands as private_commands
from handlers.private import free_text, helped, my_groups, team_answers
from handlers.reactivation import Reactivation
from handlers.runtime.bot_api_calls import BotApiCalls
from handlers.runtime.get_updates import GetUpdates
from handlers.runtime.polling import MOST_HELD, Polling
from handlers.runtime.priority_queue import Limits
from handlers.runtime.rate_limiter import RateLimiter, limits
from handlers.runtime.request import AiohttpRequest, Timeouts
from handlers.runtime.update_handling import UpdateHandling
from handlers.runtime.update_processor import PerChatProcessor
from handlers.team import TelegramTeam

# Given to Telegram in full: without it, it keeps whatever the last program asked for.
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
# An edited message and a channel's post are nobody's command.
_NEW = filters.UpdateType.MESSAGE
_PRIVATE = _NEW & filters.ChatType.PRIVATE
_GROUPS = _NEW & filters.ChatType.GROUPS
# What Telegram itself says in a chat ("X joined") needs no answer, nor does a text that somebody
# inserted with a bot's help: of ours, it is an answer already.
_SAID = _PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT


def build_application(
    services: Services,
    token: str,
    api_root: str,
    *,
    sending: Limits | None = None,
    timeouts: Timeouts | None = None,
    timer: Callable[[], float] = time.monotonic,
) -> App:
    """The bot for a token at a Bot API server; nothing is asked of the server yet.

    ``sending`` are the limits to keep; by default Telegram's, with the settings' overall rate.
    ``timeouts`` are how long to wait for each part of a call. ``timer`` counts seconds and is never
    set back: by it goes what is remembered for a moment.
    """
    limiter = RateLimiter(sending or limits(services.settings.messages_per_second))
    services.cancellations.listen(limiter.withdraw_broadcasts)
    request = AiohttpRequest(timeouts=timeouts)
    # A connection of its own: an answer to a person never waits behind a question for updates.
    poll_request = AiohttpRequest(connections=2)
    order = PerChatProcessor(unfinished=MOST_HELD)
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_root}/bot")
        .base_file_url(f"{api_root}/file/bot")
        .request(request)
        .get_updates_request(poll_request)
        .updater(None)
        .rate_limiter(limiter)
        .concurrent_updates(order)
        .context_types(ContextTypes(context=Context, bot_data=BotData))
        .job_queue(JobQueue[Context]())
        .defaults(Defaults(tzinfo=UTC, allow_sending_without_reply=True))
        .build()
    )
    bot_data = application.bot_data
    bot_data.services = services
    calls = BotApiCalls(request, application.bot.base_url, limiter)
    bot_data.messenger = Messenger(application.bot, calls)
    services.feedback.connect(TelegramTeam(bot_data.messenger, services.live))
    bot_data.reactivation = Reactivation(services.chats.returned)
    bot_data.admins = AdminLookup(application.bot, services, timer)
    bot_data.open_panels = OpenPanels(bot_data.messenger, services.live)
    bot_data.throttle = Throttle()
    bot_data.operators = Operators(services, bot_data.messenger)
    bot_data.outage = DatabaseOutage(services, bot_data.operators)
    acknowledgement = CallbackAcknowledgement(services.screens, bot_data.messenger)
    order.on_waiting, order.on_dropped = acknowledgement.waiting, acknowledgement.dropped
    bot_data.polling = Polling(
        GetUpdates(poll_request, application.bot.base_url, ALLOWED_UPDATES),
        UpdateHandling(application, order, helped.is_about_help),
        services.handled_updates,
        partial(_note_problem, bot_data.outage),
    )
    add_handlers(application)
    return application


def _note_problem(outage: DatabaseOutage, error: Exception) -> None:
    if not isinstance(error, DatabaseProblem):
        raise error
    outage.note(error)


def add_handlers(application: App) -> None:
    """In each group the first that fits answers; group -1 only takes notice."""
    application.add_handler(TypeHandler(Update, _notice), group=-1)
    application.add_handler(CallbackQueryHandler(presses.press))
    application.add_handler(CommandHandler("start", private_commands.start, _PRIVATE))
    application.add_handler(CommandHandler(list(COMMANDS), private_commands.obey, _PRIVATE))
    application.add_handler(CommandHandler("start", group_commands.greet, _GROUPS))
    application.add_handler(CommandHandler("settings", settings.open_settings, _GROUPS))
    application.add_handler(CommandHandler(list(COMMANDS), group_commands.obey, _GROUPS))
    spoken = _GROUPS & (filters.TEXT | filters.CAPTION) & ~filters.VIA_BOT
    application.add_handler(MessageHandler(spoken & ~filters.COMMAND, group_commands.hear))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(
        ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER)
    )
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.group_moved))
    joined = _GROUPS & filters.StatusUpdate.NEW_CHAT_MEMBERS
    application.add_handler(MessageHandler(joined, group_commands.welcome))
    renamed = _GROUPS & filters.StatusUpdate.FORUM_TOPIC_EDITED
    application.add_handler(MessageHandler(renamed, settings.topic_renamed))
    shared = _PRIVATE & filters.StatusUpdate.CHAT_SHARED
    application.add_handler(MessageHandler(shared, my_groups.chosen))
    operators = filters.User(application.bot_data.services.settings.operator_ids)
    replied = _SAID & operators & filters.REPLY
    application.add_handler(MessageHandler(replied, team_answers.answer))
    application.add_handler(MessageHandler(_SAID & filters.COMMAND, free_text.unknown_command))
    application.add_handler(MessageHandler(_SAID & filters.TEXT, free_text.listen))
    application.add_handler(MessageHandler(_SAID, free_text.point_the_way))
    application.add_error_handler(errors.on_error)


async def _notice(update: Update, context: Context) -> None:
    # A block arrives as an update of its own kind: that is no return.
    if update.effective_chat is None or update.my_chat_member is not None:
        return
    try:
        await context.reactivation.notice(update.effective_chat.id)
        if _goes_on(update):
            await context.services.open_questions.answered(update.effective_chat.id)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the answer must not suffer
        errors.note(error, context)


def _goes_on(update: Update) -> bool:
    """A press or a command is no answer to what was asked before: the person has gone on."""
    text = update.message.text if update.message else None
    return update.callback_query is not None or bool(text and text.startswith("/"))
