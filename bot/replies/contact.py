"""Who runs the bot and how to reach them."""

from __future__ import annotations

from bot.content.localization import Localization
from bot.content.rich_text import RichText


def who_runs_it(l10n: Localization, contact: str) -> RichText:
    """Who runs this bot and how to reach them; said plainly where it is not known."""
    return l10n.rich("contact", contact=contact) if contact else l10n.rich("contact-none")
