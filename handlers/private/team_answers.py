"""An operator answers what a person wrote to the team, by replying to its copy."""

from __future__ import annotations

import asyncio
import logging

from telegram import Message, Update
from telegram.error import TelegramError

from bot.delivery.outcome import Unreachable
from bot.feedback.model import Author, Copy
from bot.replies import feedback
from bot.replies.reply import Reply
from handlers.context import Context, visitor_of
from handlers.outcomes import outcome_of
from handlers.private import free_text

log = logging.getLogger(__name__)


async def answer(update: Update, context: Context) -> None:
    """A reply of an operator's, to a copy or to anything else."""
    message = update.effective_message
    if message is None or message.reply_to_message is None:
        return
    copy = Copy(message.chat.id, message.reply_to_message.message_id)
    author = await context.services.feedback.author_of(copy)
    if author is None:
        await _answers_nobody(update, message, context)
        return
    reply = await _deliver(message, author, context)
    await context.messenger.answer(message, reply)


async def _deliver(message: Message, author: Author, context: Context) -> Reply:
    """What the operator is told about their answer."""
    edition = context.services.live.current.of(None)
    try:
        await _send(message, author, context)
    except TelegramError as error:
        log.warning("the team's answer was not delivered: %s", type(error).__name__)
        if isinstance(outcome_of(error), Unreachable):
            return feedback.person_unreachable(edition)
        return feedback.answer_not_delivered(edition)
    return feedback.answer_delivered(edition)


async def _send(message: Message, author: Author, context: Context) -> None:
    """Who it comes from first, as a reply to what they wrote, then the answer without a name."""
    messenger, person = context.messenger, author.original.chat_id
    heading = feedback.team_answers(context.services.live.current.of(author.language))
    above = await messenger.send(person, heading, reply_to=author.original.message_id)
    try:
        await messenger.copy(person, message.chat.id, message.message_id)
    except (TelegramError, asyncio.CancelledError):
        await messenger.delete(person, above.message_id)
        raise


async def _answers_nobody(update: Update, message: Message, context: Context) -> None:
    """Operators are people too: what they write is then read as anybody's is."""
    if await context.services.open_questions.asked(message.chat.id) is None:
        edition = context.services.screens.edition(visitor_of(update))
        await context.messenger.answer(message, feedback.answers_nobody(edition))
    if message.text:
        await free_text.listen(update, context)
