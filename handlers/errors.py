"""What nobody expected: logged without a word of what people wrote, answered kindly."""

from __future__ import annotations

import logging
import traceback

from telegram import Update
from telegram.error import ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.replies import basics
from bot.tips.outcome import Refused, Unreachable
from handlers.context import Context, visitor_of
from handlers.outcomes import outcome_of

log = logging.getLogger(__name__)

# Telegram does not take an apology either in these cases.
_NO_ANSWER_POSSIBLE = (Forbidden, RetryAfter, ChatMigrated)


async def on_error(update: object, context: Context) -> None:
    """PTB calls it for handlers, jobs and polling alike; the latter two have no update."""
    error = context.error
    if error is None:
        return
    if isinstance(error, TelegramError) and isinstance(outcome_of(error), Refused | Unreachable):
        log.info("nothing can be said there (%s)", type(error).__name__)
        return
    # The error's own text is left out: it may quote what a person wrote.
    log.error("%s in %s", type(error).__name__, _place(error))
    if isinstance(error, ChatMigrated) and isinstance(update, Update) and update.effective_chat:
        # Whoever asked, asks again in the supergroup; what the group had set up is there by then.
        await context.services.chats.move(update.effective_chat.id, error.new_chat_id)
    if isinstance(update, Update) and not isinstance(error, _NO_ANSWER_POSSIBLE):
        try:
            await _apologise(update, context)
        except TelegramError as second:
            log.warning("the apology could not be sent: %s", type(second).__name__)


async def _apologise(update: Update, context: Context) -> None:
    visitor = visitor_of(update)
    edition = context.services.screens.edition(visitor)
    if update.callback_query is not None:
        text = edition.strings.text("error-alert")
        await context.messenger.acknowledge(update.callback_query, text, alert=True)
    elif update.message is not None and (visitor.private or _is_command(update)):
        await context.messenger.answer(update.message, basics.something_went_wrong(edition))


def _is_command(update: Update) -> bool:
    return bool(update.message and (update.message.text or "").startswith("/"))


def _place(error: BaseException) -> str:
    """Where it happened: the last few frames, innermost last, without any values."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames)
