"""What is kept about a person, as they are shown it, and the way to have it erased."""

from __future__ import annotations

from typing import Any

from bot.actions.about import ShowMenu
from bot.actions.privacy import AskErase, Erase, ShowMyData, ShowPrivacy
from bot.actions.registry import Action
from bot.content.edition import Edition
from bot.content.paging import paged
from bot.content.rich_text import RichText, bold, joined, plain
from bot.replies.contact import who_runs_it
from bot.replies.navigation import turning, way_back
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply


def show_privacy(edition: Edition, contact: str) -> Reply:
    l10n = edition.l10n
    data = Button(l10n.text("button-my-data"), ShowMyData())
    erase = Button(l10n.text("button-erase"), AskErase())
    more = Button(l10n.text("button-privacy-more"), ShowPrivacy(more=1))
    text = joined([l10n.rich("privacy"), who_runs_it(l10n, contact)])
    return Reply(text, ((data, erase), (more,), way_back(l10n, ShowMenu())))


def show_more_on_privacy(edition: Edition) -> Reply:
    """What does not fit on the first screen: what for, how long, and Telegram's own part."""
    l10n = edition.l10n
    return Reply(l10n.rich("privacy-more"), (way_back(l10n, ShowPrivacy()),))


def show_my_data(edition: Edition, stored: dict[str, list[Any]], number: int = 0) -> Reply:
    """A copy of every row about a chat, as it is stored, over as many pages as it takes."""
    l10n = edition.l10n
    erase = Button(l10n.text("button-erase"), AskErase())
    rows = ((erase,), way_back(l10n, ShowPrivacy()))
    if not stored:
        return Reply(l10n.rich("my-data-none"), rows)
    tables = [_table(name, entries) for name, entries in stored.items()]
    pages = paged(joined([l10n.rich("my-data"), *tables]))
    number = min(number, len(pages) - 1)  # some may have been erased since the button was made
    at: list[Action] = [ShowMyData(page) for page in range(len(pages))]
    return Reply(pages[number], (*turning(l10n, number, len(pages), at), *rows))


def ask_erase(edition: Edition) -> Reply:
    l10n = edition.l10n
    yes = Button(l10n.text("button-erase-yes"), Erase())
    no = Button(l10n.text("button-erase-no"), ShowPrivacy())
    return Reply(l10n.rich("erase-ask"), ((yes,), (no,), way_back(l10n, ShowPrivacy())))


def erased(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("erase-done"), (way_back(edition.l10n),))


def _table(name: str, entries: list[Any]) -> RichText:
    lines = [plain(_in_a_line(entry)) for entry in entries]
    return bold(name) + plain("\n") + joined(lines, "\n")


def _in_a_line(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return ", ".join(f"{name}: {value}" for name, value in entry.items() if value is not None)


reads(AskErase, lambda edition, _: ask_erase(edition))
