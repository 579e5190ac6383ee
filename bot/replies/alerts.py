"""What an operator is told."""

from __future__ import annotations

from datetime import datetime

from bot.library.edition import Edition
from bot.library.strings import Strings
from bot.replies.reply import Reply
from bot.tips.outcome import (
    Failed,
    NotSent,
    Outcome,
    Refused,
    Revoked,
    Unreachable,
)


def tips_stopped(edition: Edition, last: Outcome, until: datetime) -> Reply:
    """``last`` is what became of the tip at which the run stopped: it concerns all chats."""
    time = edition.strings.clock(until.hour, until.minute)
    advice = _advice(edition.strings, last)
    return Reply(edition.strings.rich("operator-tips-stopped", advice=advice, time=time))


def tips_resumed(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("operator-tips-resumed"))


def database_fails(edition: Edition, sentence: str) -> Reply:
    """``sentence`` says what is wrong and what to do."""
    return Reply(edition.strings.rich("operator-database-fails", sentence=sentence))


def database_works(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("operator-database-works"))


def _advice(strings: Strings, last: Outcome) -> str:
    match last:
        case Unreachable():
            return strings.text("operator-advice-unreachable")
        case Refused():
            return strings.text("operator-advice-refused")
        case Failed():
            return strings.text("operator-advice-failed")
        case NotSent():
            return strings.text("operator-advice-not-sent")
        case Revoked():
            return strings.text("operator-advice-revoked")
        case _:  # the others stop no run
            return strings.text("operator-advice-unknown")
