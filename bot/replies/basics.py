"""The screens that say what the bot is: start, menu, help, about, privacy, and kind refusals."""

from __future__ import annotations

from typing import Any

from bot.library.edition import Edition
from bot.library.paging import paged
from bot.library.richtext import RichText, bold, joined, plain
from bot.library.strings import Strings
from bot.replies.actions import (
    AskErase,
    Erase,
    ShowAbout,
    ShowFaqs,
    ShowGlossary,
    ShowHelp,
    ShowMenu,
    ShowMyData,
    ShowNextTip,
    ShowOptIn,
    ShowPrivacy,
    ShowQuestions,
    ShowResources,
    ShowSection,
    ShowSettings,
    ShowUrgent,
)
from bot.replies.group_basics import STARTGROUP
from bot.replies.navigation import slug_of, way_back
from bot.replies.pages import label
from bot.replies.reply import Button, Reply, Row, in_columns


def show_start(edition: Edition) -> Reply:
    """What the bot is, that it is no medical advice, what to do in an emergency."""
    strings = edition.strings
    doors = [*_sections(edition), *_more(strings)[:2]]
    weekly = Button(strings.text("button-subscribe"), ShowOptIn())
    menu = Button(strings.text("button-menu"), ShowMenu())
    rows = (_urgent(strings), *in_columns([*doors, weekly, menu], 2))
    return Reply(strings.rich("start"), (*rows, _add_to_group(strings)))


def show_menu(edition: Edition) -> Reply:
    strings = edition.strings
    doors = in_columns([*_sections(edition), *_more(strings)], 2)
    return Reply(strings.rich("menu"), (_urgent(strings), *doors, _add_to_group(strings)))


def show_help(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("help"), (way_back(edition.strings, ShowMenu()),))


def show_about(edition: Edition, contact: str) -> Reply:
    """``contact`` says who runs the bot; empty where nobody has said."""
    strings = edition.strings
    content = edition.content
    text = strings.rich(
        "about",
        sections=len(content.top_sections()),
        faqs=len(content.faqs),
        tips=len(content.tips),
        resources=len(content.resources),
    )
    text = joined([text, _contact(strings, contact)])
    privacy = Button(strings.text("button-privacy"), ShowPrivacy())
    return Reply(text, ((privacy,), way_back(strings, ShowMenu())))


def show_privacy(edition: Edition, contact: str) -> Reply:
    strings = edition.strings
    data = Button(strings.text("button-my-data"), ShowMyData())
    erase = Button(strings.text("button-erase"), AskErase())
    text = joined([strings.rich("privacy"), _contact(strings, contact)])
    return Reply(text, ((data, erase), way_back(strings, ShowMenu())))


def show_my_data(edition: Edition, stored: dict[str, list[dict[str, Any]]]) -> Reply:
    """A copy of every row about a chat, as it is stored."""
    strings = edition.strings
    erase = Button(strings.text("button-erase"), AskErase())
    rows = ((erase,), way_back(strings, ShowPrivacy()))
    if not stored:
        return Reply(strings.rich("my-data-none"), rows)
    tables = [
        bold(table) + plain("\n") + joined([plain(_in_a_line(entry)) for entry in entries], "\n")
        for table, entries in stored.items()
    ]
    return Reply(paged(joined([strings.rich("my-data"), *tables]))[0], rows)


def _in_a_line(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return ", ".join(f"{name}: {value}" for name, value in entry.items() if value is not None)


def _contact(strings: Strings, contact: str) -> RichText:
    """Who runs this bot and how to reach them; said plainly where it is not known."""
    return strings.rich("contact", contact=contact) if contact else strings.rich("contact-none")


def ask_erase(edition: Edition) -> Reply:
    strings = edition.strings
    yes = Button(strings.text("button-erase-yes"), Erase())
    no = Button(strings.text("button-erase-no"), ShowPrivacy())
    return Reply(strings.rich("erase-ask"), ((yes,), (no,)))


def erased(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("erase-done"), (way_back(edition.strings),))


def point_the_way(edition: Edition) -> Reply:
    """For a message that is no command."""
    strings = edition.strings
    faqs = Button(strings.text("button-faqs"), ShowFaqs())
    return Reply(strings.rich("pointer"), ((faqs,), way_back(strings)))


def not_found(edition: Edition) -> Reply:
    """For a button, link or argument that leads nowhere any more."""
    strings = edition.strings
    return Reply(strings.rich("not-found"), (way_back(strings),))


def something_went_wrong(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("error"), (way_back(edition.strings),))


def only_in_private(edition: Edition, payload: str) -> Reply:
    """For a command that concerns one person and was given before the whole group."""
    strings = edition.strings
    button = Button(strings.text("button-open-private"), start=payload)
    return Reply(strings.rich("only-in-private"), ((button,),))


def _sections(edition: Edition) -> list[Button]:
    sections = edition.content.top_sections()
    return [Button(label(section), ShowSection(slug_of(section.id))) for section in sections]


def _more(strings: Strings) -> list[Button]:
    return [
        Button(strings.text("button-faqs"), ShowFaqs()),
        Button(strings.text("button-resources"), ShowResources()),
        Button(strings.text("button-glossary"), ShowGlossary()),
        Button(strings.text("button-questions"), ShowQuestions()),
        Button(strings.text("button-tip"), ShowNextTip()),
        Button(strings.text("button-subscribe"), ShowOptIn()),
        Button(strings.text("button-settings"), ShowSettings()),
        Button(strings.text("button-help"), ShowHelp()),
        Button(strings.text("button-about"), ShowAbout()),
    ]


def _urgent(strings: Strings) -> Row:
    return (Button(strings.text("button-urgent-wide"), ShowUrgent()),)


def _add_to_group(strings: Strings) -> Row:
    return (Button(strings.text("button-add-to-group"), add_to_group=STARTGROUP),)


def unknown_command(edition: Edition) -> Reply:
    strings = edition.strings
    return Reply(strings.rich("unknown-command"), (way_back(strings),))
