"""What a screen is given: who asks, in which words it answers, and what it may ask or change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chats.open_questions import OpenQuestions
from bot.chats.store import Chats
from bot.content.edition import Edition
from bot.feedback.counts import Counts
from bot.feedback.feedback import Feedback
from bot.tips.history import TipHistory
from bot.tips.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and where: ``language`` is a tag as Telegram gives it, or None.

    ``message_id`` is that of the message they wrote; None of a press.
    """

    chat_id: int
    private: bool
    language: str | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScreenServices:
    """What screens may ask or change; ``contact`` says who runs the bot, or is empty."""

    chats: Chats
    subscriptions: Subscriptions
    history: TipHistory
    open_questions: OpenQuestions
    feedback: Feedback
    counts: Counts
    default_zone: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One look at one screen."""

    visitor: Visitor
    edition: Edition
    services: ScreenServices
