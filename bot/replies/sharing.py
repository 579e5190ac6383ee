"""Passing a page on: what it is called in front of others, and the button for it."""

from __future__ import annotations

from bot.actions.deep_links import payload_of
from bot.content.edition import Edition
from bot.content.library import Item
from bot.content.model import Faq, Page, Resource, Term, Tip
from bot.replies.reply import Button, Row, Share


def share_row(edition: Edition, item: Item) -> Row:
    """The button that opens Telegram's own "send to" with the link of this item."""
    share = Share(payload_of(item.id), heading(edition, item))
    return (Button(edition.l10n.text("button-share"), share=share),)


def heading(edition: Edition, item: Item) -> str:
    """What an item is called in a chat where somebody posts it under their own name.

    "I have a fever" would read as the sender's own news there: a question is called a question.
    """
    match item:
        case Faq():
            key = "shared-faq"
        case Term():
            key = "shared-term"
        case Tip():
            key = "shared-tip"
        case Resource():
            key = "shared-resource"
        case _:
            return item.title
    return edition.l10n.text(key, title=item.title)


def asks_first(item: Item) -> bool:
    """Whether a page waits for "read now": then others get its title and a link, no more."""
    return isinstance(item, Page) and item.gentle
