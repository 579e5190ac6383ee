"""Telegram's errors -> what became of a tip; by type, and by text only where no type exists."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.outcome import (
    Failed,
    Moved,
    NotSent,
    Outcome,
    Refusal,
    Refused,
    Revoked,
    SlowDown,
    Unknown,
    Unreachable,
)
from handlers.runtime.request import is_untimed_429, never_left, pause_asked

# Telegram's own words, in lower case because PTB capitalises them (TOPIC_CLOSED -> Topic_closed).
TOPIC_GONE = ("thread not found", "topic_deleted")
TOPIC_CLOSED = ("topic_closed",)
NO_RIGHTS = ("not enough rights", "no write access", "administrator rights", "chat_restricted")
GONE = ("chat not found", "user not found", "peer_id_invalid")
# A 429 without a usable time: wait as long as Telegram usually asks.
A_WHILE = timedelta(seconds=30)


def outcome_of(error: TelegramError) -> Outcome:
    """What an error says about a message that was to be sent (PTB's ``telegram.error``)."""
    match error:
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case RetryAfter():
            return SlowDown(pause_asked(error))
        case InvalidToken():
            return Revoked()
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest():
            return _refusal(error.message)
        case NetworkError() if never_left(error):
            return NotSent()
        case NetworkError() if is_untimed_429(error):
            return SlowDown(A_WHILE)
        case _:  # 5xx, a lost connection, an answer that makes no sense: it may have arrived
            return Unknown()


def _refusal(message: str) -> Outcome:
    reason = message.lower()
    if any(words in reason for words in TOPIC_GONE):
        return Refused(Refusal.TOPIC_GONE)
    if any(words in reason for words in TOPIC_CLOSED):
        return Refused(Refusal.TOPIC_CLOSED)
    if any(words in reason for words in NO_RIGHTS):
        return Refused(Refusal.NO_RIGHTS)
    if any(words in reason for words in GONE):
        return Unreachable(message)
    return Failed(message)
