"""The hours that people are offered, and how quiet hours are called."""

from __future__ import annotations

from bot.content.localization import Localization
from bot.tips.schedule import QuietHours

# Inside the default quiet hours (21:00 to 08:00) nothing is sent, so none of them is offered.
HOURS = (8, 9, 10, 11, 12, 14, 16, 17, 18, 19, 20)


def quiet_in_words(l10n: Localization, quiet: QuietHours) -> str:
    """ "21:00 to 08:00", or that no hour is quiet."""
    if quiet.start == quiet.end:
        return l10n.text("quiet-none")
    start, end = l10n.clock(quiet.start.hour), l10n.clock(quiet.end.hour)
    return l10n.text("quiet-hours", start=start, end=end)
