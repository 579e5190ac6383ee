"""Words behind a command that name nothing exactly: the page that fits, or a few to choose from."""

from __future__ import annotations

from bot.actions.about import ShowMenu
from bot.actions.deep_links import for_item
from bot.actions.pages import ShowFound
from bot.actions.registry import Action
from bot.answering.answer import ranked
from bot.content.edition import Edition
from bot.replies.navigation import way_back
from bot.replies.pages import item_button
from bot.replies.reading import reads
from bot.replies.reply import Reply, in_columns
from bot.search.search import clear_winner

FOUND_AT_MOST = 8


def best_for(edition: Edition, words: str, kind: str) -> Action | None:
    """The one page that clearly fits, a choice of several, or None where nothing fits."""
    if not ranked(words, edition):
        return None
    find = edition.search.find
    winner = clear_winner(find(words, kinds=(kind,))) or clear_winner(find(words))
    return for_item(winner.item_id) if winner else ShowFound(words, kind)


def show_found(edition: Edition, words: str, kind: str) -> Reply:
    """The best few as buttons."""
    hits = ranked(words, edition, own_kind=kind)
    buttons = [item_button(edition, hit.item_id) for hit in hits[:FOUND_AT_MOST]]
    text = edition.l10n.rich("found" if buttons else "found-nothing")
    return Reply(text, (*in_columns(buttons, 1), way_back(edition.l10n, ShowMenu())))


reads(ShowFound, lambda edition, action: show_found(edition, action.words, action.kind))
