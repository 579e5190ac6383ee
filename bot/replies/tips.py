"""A tip as a message: one thought, one thing to do, one link, one tap to stop."""

from __future__ import annotations

from dataclasses import replace

from bot.library.edition import Edition
from bot.library.model import Tip
from bot.library.richtext import RichText, bold, joined, link, plain
from bot.replies.actions import ShowNextTip, ShowOptIn, ShowSettings, Unsubscribe, payload_of
from bot.replies.footer import footer
from bot.replies.navigation import slug_of, way_back
from bot.replies.reply import Button, Reply
from bot.replies.sharing import share_row


def weekly_tip(edition: Edition, tip: Tip) -> Reply:
    """As it comes each week: the way to stop is under every one."""
    strings = edition.strings
    stop = Button(strings.text("button-stop-tips"), Unsubscribe(), as_new_message=True)
    settings = Button(strings.text("button-tip-settings"), ShowSettings(), as_new_message=True)
    way = tuple(replace(button, as_new_message=True) for button in way_back(strings))
    return Reply(_text(edition, tip), ((settings, stop), share_row(edition, tip), way))


def weekly_tip_in_group(edition: Edition, tip: Tip) -> Reply:
    """As a group or channel gets it: nothing under it concerns one person, and nobody is shown."""
    strings = edition.strings
    read = Button(strings.text("button-read-private"), start=payload_of(tip.id))
    own = Button(strings.text("button-subscribe"), start="subscribe")
    return Reply(_text(edition, tip), ((read, own),))


def tip_now(edition: Edition, tip: Tip, *, subscribed: bool) -> Reply:
    """One tip on request; who has not subscribed is shown how."""
    strings = edition.strings
    another = Button(
        strings.text("button-another-tip"), ShowNextTip("" if subscribed else slug_of(tip.id))
    )
    weekly = Button(strings.text("button-subscribe"), ShowOptIn())
    stop = Button(strings.text("button-stop-tips"), Unsubscribe(), as_new_message=True)
    first = (another, stop if subscribed else weekly)
    return Reply(_text(edition, tip), (first, share_row(edition, tip), way_back(strings)))


def _text(edition: Edition, tip: Tip) -> RichText:
    name, address = edition.content.link(tip.link)
    this_week = (
        bold(edition.strings.text("tip-this-week")) + plain(" ") + edition.rich(tip.this_week)
    )
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
