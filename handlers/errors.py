"""What nobody expected: logged without a word of what people wrote, answered kindly."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram import CallbackQuery, Message, Update
from telegram.error import ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.content.edition import Edition
from bot.delivery.outcome import Refused, Unreachable
from bot.redaction import described
from bot.replies import refusals
from bot.services import DatabaseProblem
from handlers.context import Context, visitor_of
from handlers.outcomes import outcome_of

log = logging.getLogger(__name__)

# Telegram does not take an apology either in these cases.
_NO_ANSWER_POSSIBLE = (Forbidden, RetryAfter, ChatMigrated)
# Before a group one apology stands for all, however many press meanwhile.
_APOLOGY = "error"
_APOLOGISED_FOR = timedelta(minutes=10)


async def on_error(update: object, context: Context) -> None:
    """PTB calls it for handlers, jobs and polling alike; the latter two have no update."""
    if context.error is None:
        return
    try:
        await _answer_error(update, context.error, context)
    except Exception as second:  # noqa: BLE001 -- PTB would log it as nobody's
        log.error("an error could not be answered: %s", described(second))


async def _answer_error(update: object, error: Exception, context: Context) -> None:
    if isinstance(error, TelegramError) and isinstance(outcome_of(error), Refused | Unreachable):
        log.info("nothing can be said there (%s)", type(error).__name__)
        return
    note(error, context)
    if not isinstance(update, Update):
        return
    try:
        if isinstance(error, ChatMigrated) and update.effective_chat:
            # Whoever asked, asks again in the supergroup; what the group had set up is there then.
            await context.services.chats.move(update.effective_chat.id, error.new_chat_id)
        elif not isinstance(error, _NO_ANSWER_POSSIBLE):
            await _apologise(update, context)
    except Exception as second:  # noqa: BLE001 -- a database that fails is told to the operators
        note(second, context)


def note(error: BaseException, context: Context) -> None:
    """Into the log, without the error's own text: it may quote what a person wrote."""
    if isinstance(error, DatabaseProblem):
        context.outage.note(error)
    else:
        log.error("%s", described(error))


async def _apologise(update: Update, context: Context) -> None:
    visitor = visitor_of(update)
    edition = context.services.screens.edition(visitor)
    if update.callback_query is not None:
        await _apologise_for_press(update.callback_query, edition, context)
    elif update.message is not None and (visitor.private or _is_command(update)):
        await context.messenger.answer(update.message, refusals.something_went_wrong(edition))


async def _apologise_for_press(query: CallbackQuery, edition: Edition, context: Context) -> None:
    text = edition.l10n.text("error-alert")
    if await context.messenger.acknowledge(query, text, alert=True):
        return
    message = query.message
    if not isinstance(message, Message) or not message.is_accessible:
        return
    # Acknowledged before it failed: an alert cannot be shown any more.
    chat, now = message.chat, context.services.clock.now()
    in_group = chat.type != chat.PRIVATE
    if in_group and context.throttle.earlier(chat.id, _APOLOGY, _APOLOGISED_FOR, now) is not None:
        return
    sent = await context.messenger.answer(message, refusals.something_went_wrong(edition))
    if in_group:
        context.throttle.answered(chat.id, _APOLOGY, sent.message_id, now)


def _is_command(update: Update) -> bool:
    return bool(update.message and (update.message.text or "").startswith("/"))
