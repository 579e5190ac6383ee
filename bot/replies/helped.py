""" "Did this answer it?" under an answer, and the way on where it did not."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.feedback import Helped, ShowFeedback
from bot.actions.resources import ShowResources
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.replies.navigation import way_back
from bot.replies.pages import RELATED_AT_MOST, item_button
from bot.replies.reply import Button, Reply, Row, in_columns


def ask_whether_it_helped(edition: Edition, reply: Reply, item_id: str) -> Reply:
    """The reply with the two buttons above its last row; ``item_id`` ("faq/cure") is counted.

    They are for the private chat: ``Reply.for_everybody`` leaves them out.
    """
    rows = (*reply.rows[:-1], _row(edition.l10n, item_id), *reply.rows[-1:])
    return replace(reply, rows=rows, lasting=None)


def lead_on(edition: Edition, item_id: str) -> Reply:
    """After a "no": what comes nearest, people who help, and the team."""
    l10n = edition.l10n
    nearest = [item_button(edition, near) for near in _related(edition, item_id)]
    resources = Button(l10n.text("button-resources"), ShowResources())
    team = Button(l10n.text("button-feedback"), ShowFeedback())
    rows = (*in_columns(nearest, 1), (resources, team), way_back(l10n))
    return Reply(l10n.rich("helped-not"), rows)


def _row(l10n: Localization, item_id: str) -> Row:
    yes = Button(l10n.text("button-helped"), Helped(item_id, yes=1))
    no = Button(l10n.text("button-helped-not"), Helped(item_id, yes=0))
    return (yes, no)


def _related(edition: Edition, item_id: str) -> tuple[str, ...]:
    item = edition.content.item(item_id)
    return getattr(item, "related", ())[:RELATED_AT_MOST]
