"""Writing to the team: asked for, shown before it is sent, sent, taken back."""

from __future__ import annotations

from bot.actions.chat_ids import from_base36
from bot.actions.feedback import SendFeedback, ShowFeedback, TakeBackFeedback
from bot.actions.registry import encode
from bot.chats.model import ChatKind
from bot.feedback.model import Original, Sending, TakingBack
from bot.replies import feedback
from bot.replies.reply import Reply
from bot.screens.registry import hearing, screen
from bot.screens.request import Request


@screen(ShowFeedback)
async def show_feedback(request: Request, action: ShowFeedback) -> Reply:
    """Also opens the question, unless nobody would read the answer."""
    services, visitor = request.services, request.visitor
    if not services.feedback.has_room(visitor.chat_id):
        return feedback.enough_for_today(request.edition)
    if not await services.feedback.is_read():
        return feedback.nobody_reads(request.edition, services.contact)
    await services.chats.remember(visitor.chat_id, ChatKind.PRIVATE, visitor.language)
    await services.open_questions.ask(visitor.chat_id, encode(action))
    return feedback.ask_for_feedback(request.edition)


@hearing(ShowFeedback)
async def hear_feedback(request: Request, _: ShowFeedback, words: str) -> Reply:
    """The words themselves are never looked at: Telegram copies the message if they send it.

    The question stays open, for whoever writes in several messages or wants to put it differently.
    """
    del words
    if request.visitor.message_id is None:
        raise LookupError("what is heard stands in a message")
    return feedback.preview_feedback(request.edition, request.visitor.message_id)


@screen(SendFeedback)
async def send_feedback(request: Request, action: SendFeedback) -> Reply:
    edition, original = request.edition, _original(request, action.message)
    match await request.services.feedback.send(original, request.visitor.language):
        case Sending.SENT:
            return feedback.feedback_sent(edition, original.message_id)
        case Sending.TOO_MANY:
            return feedback.enough_for_today(edition)
        case Sending.GONE:
            return feedback.feedback_gone(edition)
        case Sending.NOT_REACHED:
            return feedback.feedback_not_sent(edition, original.message_id)


@screen(TakeBackFeedback)
async def take_back_feedback(request: Request, action: TakeBackFeedback) -> Reply:
    match await request.services.feedback.take_back(_original(request, action.message)):
        case TakingBack.TAKEN_BACK:
            return feedback.taken_back(request.edition)
        case TakingBack.SOME_LEFT:
            return feedback.partly_taken_back(request.edition)
        case TakingBack.UNKNOWN:
            return feedback.nothing_to_take_back(request.edition)


def _original(request: Request, message: str) -> Original:
    """Only ever in their own chat, whatever a button says; raises StaleAction."""
    return Original(request.visitor.chat_id, from_base36(message))
