"""Kind answers where there is nothing to show, or not here."""

from __future__ import annotations

from bot.actions.pages import ShowFaqs
from bot.content.edition import Edition
from bot.replies.navigation import way_back
from bot.replies.reply import Button, Reply


def point_the_way(edition: Edition) -> Reply:
    """For a message that is no command."""
    l10n = edition.l10n
    faqs = Button(l10n.text("button-faqs"), ShowFaqs())
    return Reply(l10n.rich("pointer"), ((faqs,), way_back(l10n)))


def not_found(edition: Edition) -> Reply:
    """For a button, link or argument that leads nowhere any more."""
    l10n = edition.l10n
    return Reply(l10n.rich("not-found"), (way_back(l10n),))


def unknown_command(edition: Edition) -> Reply:
    l10n = edition.l10n
    return Reply(l10n.rich("unknown-command"), (way_back(l10n),))


def something_went_wrong(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("error"), (way_back(edition.l10n),))


def only_in_private(edition: Edition, payload: str) -> Reply:
    """For a command that concerns one person and was given before the whole group."""
    l10n = edition.l10n
    button = Button(l10n.text("button-open-private"), start=payload)
    return Reply(l10n.rich("only-in-private"), ((button,),))
