"""A tip as a message: one thought, one thing to do, one link, one tap to stop."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.deep_links import payload_of
from bot.actions.subscription import ShowOptIn, ShowSettings, Unsubscribe
from bot.actions.tips import ShowNextTip, ShowTip
from bot.content.edition import Edition
from bot.content.model import Tip
from bot.content.rich_text import RichText, bold, joined, link, plain
from bot.replies.footer import footer
from bot.replies.navigation import slug_of, urgent_in_private, way_back
from bot.replies.reading import found, reads
from bot.replies.reply import Button, Reply
from bot.replies.sharing import share_row


def weekly_tip(edition: Edition, tip: Tip) -> Reply:
    """As it comes each week: the way to stop is under every one."""
    l10n = edition.l10n
    stop = Button(l10n.text("button-stop-tips"), Unsubscribe(), as_new_message=True)
    settings = Button(l10n.text("button-tip-settings"), ShowSettings(), as_new_message=True)
    way = tuple(replace(button, as_new_message=True) for button in way_back(l10n))
    return Reply(_text(edition, tip), ((settings, stop), share_row(edition, tip), way))


def weekly_tip_in_group(edition: Edition, tip: Tip) -> Reply:
    """As a group or channel gets it: nothing under it concerns one person, and nobody is shown."""
    l10n = edition.l10n
    read = Button(l10n.text("button-read-private"), start=payload_of(tip.id))
    own = Button(l10n.text("button-subscribe"), start="subscribe")
    return Reply(_text(edition, tip), ((read, own), urgent_in_private(l10n)))


def tip_now(edition: Edition, tip: Tip, *, subscribed: bool) -> Reply:
    """One tip on request; who has not subscribed is shown how."""
    l10n = edition.l10n
    another = Button(
        l10n.text("button-another-tip"), ShowNextTip("" if subscribed else slug_of(tip.id))
    )
    weekly = Button(l10n.text("button-subscribe"), ShowOptIn())
    stop = Button(l10n.text("button-stop-tips"), Unsubscribe(), as_new_message=True)
    first = (another, stop if subscribed else weekly)
    return Reply(_text(edition, tip), (first, share_row(edition, tip), way_back(l10n)))


def _text(edition: Edition, tip: Tip) -> RichText:
    name, address = edition.content.link(tip.link)
    this_week = bold(edition.l10n.text("tip-this-week")) + plain(" ") + edition.rich(tip.this_week)
    more = plain("🔗 ") + link(name, address)
    return joined(
        [
            plain("💡 ") + bold(tip.title),
            edition.rich(tip.text),
            this_week,
            more,
            footer(edition, tip, symptoms=tip.symptoms),
        ]
    )


def _tip(edition: Edition, action: ShowTip) -> Reply:
    return tip_now(edition, found(edition, f"tip/{action.slug}", Tip), subscribed=False)


reads(ShowTip, _tip)
