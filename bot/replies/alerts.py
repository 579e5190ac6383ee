"""What an operator is told."""

from __future__ import annotations

from datetime import datetime

from bot.library.edition import Edition
from bot.replies.reply import Reply


def tips_stopped(edition: Edition, what: str, until: datetime) -> Reply:
    """``what`` is the outcome's name: it concerns all chats, so that none is blamed for it."""
    time = edition.strings.clock(until.hour, until.minute)
    return Reply(edition.strings.rich("operator-tips-stopped", what=what, time=time))


def tips_resumed(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("operator-tips-resumed"))
