"""What an operator is told."""

from __future__ import annotations

from datetime import datetime

from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.delivery.outcome import Failed, NotSent, Outcome, Refused, Revoked, Unreachable
from bot.replies.reply import Reply


def tips_stopped(edition: Edition, last: Outcome, until: datetime) -> Reply:
    """``last`` is what became of the tip at which the run stopped: it concerns all chats."""
    time = edition.l10n.clock(until.hour, until.minute)
    advice = _advice(edition.l10n, last)
    return Reply(edition.l10n.rich("operator-tips-stopped", advice=advice, time=time))


def tips_resumed(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("operator-tips-resumed"))


def database_fails(edition: Edition, sentence: str) -> Reply:
    """``sentence`` says what is wrong and what to do."""
    return Reply(edition.l10n.rich("operator-database-fails", sentence=sentence))


def database_works(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("operator-database-works"))


def clock_was_set(edition: Edition, expected: datetime, found: datetime) -> Reply:
    """``expected`` is what the machine's clock should have said."""
    before, after = (_moment(edition.l10n, each) for each in (expected, found))
    return Reply(edition.l10n.rich("operator-clock-set", before=before, after=after))


def _moment(l10n: Localization, moment: datetime) -> str:
    return f"{l10n.date(moment.date())}, {l10n.clock(moment.hour, moment.minute)}"


def _advice(l10n: Localization, last: Outcome) -> str:
    match last:
        case Unreachable():
            return l10n.text("operator-advice-unreachable")
        case Refused():
            return l10n.text("operator-advice-refused")
        case Failed():
            return l10n.text("operator-advice-failed")
        case NotSent():
            return l10n.text("operator-advice-not-sent")
        case Revoked():
            return l10n.text("operator-advice-revoked")
        case _:  # the others stop no run
            return l10n.text("operator-advice-unknown")
