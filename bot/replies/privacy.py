"""What is kept about a person, as they are shown it, and the way to have it erased."""

from __future__ import annotations

from typing import Any

from bot.actions.about import ShowMenu
from bot.actions.privacy import AskErase, Erase, ShowMyData, ShowPrivacy
from bot.content.edition import Edition
from bot.content.paging import paged
from bot.content.rich_text import bold, joined, plain
from bot.replies.contact import who_runs_it
from bot.replies.navigation import way_back
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply


def show_privacy(edition: Edition, contact: str) -> Reply:
    l10n = edition.l10n
    data = Button(l10n.text("button-my-data"), ShowMyData())
    erase = Button(l10n.text("button-erase"), AskErase())
    text = joined([l10n.rich("privacy"), who_runs_it(l10n, contact)])
    return Reply(text, ((data, erase), way_back(l10n, ShowMenu())))


def show_my_data(edition: Edition, stored: dict[str, list[dict[str, Any]]]) -> Reply:
    """A copy of every row about a chat, as it is stored."""
    l10n = edition.l10n
    erase = Button(l10n.text("button-erase"), AskErase())
    rows = ((erase,), way_back(l10n, ShowPrivacy()))
    if not stored:
        return Reply(l10n.rich("my-data-none"), rows)
    tables = [
        bold(table) + plain("\n") + joined([plain(_in_a_line(entry)) for entry in entries], "\n")
        for table, entries in stored.items()
    ]
    return Reply(paged(joined([l10n.rich("my-data"), *tables]))[0], rows)


def ask_erase(edition: Edition) -> Reply:
    l10n = edition.l10n
    yes = Button(l10n.text("button-erase-yes"), Erase())
    no = Button(l10n.text("button-erase-no"), ShowPrivacy())
    return Reply(l10n.rich("erase-ask"), ((yes,), (no,)))


def erased(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("erase-done"), (way_back(edition.l10n),))


def _in_a_line(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return ", ".join(f"{name}: {value}" for name, value in entry.items() if value is not None)


reads(AskErase, lambda edition, _: ask_erase(edition))
