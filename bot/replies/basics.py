"""The screens that say what the bot is: start, menu, help, about, privacy, and kind refusals."""

from __future__ import annotations

from bot.library.edition import Edition
from bot.replies.actions import (
    AskErase,
    Erase,
    ShowAbout,
    ShowFaqs,
    ShowGlossary,
    ShowHelp,
    ShowMenu,
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
    add = Button(edition.strings.text("button-add-to-group"), add_to_group=STARTGROUP)
    return Reply(edition.strings.rich("start"), (*_doors(edition), (add,)))


def show_menu(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("menu"), _doors(edition))


def show_help(edition: Edition) -> Reply:
    return Reply(edition.strings.rich("help"), (way_back(edition.strings, ShowMenu()),))


def show_about(edition: Edition) -> Reply:
    strings = edition.strings
    content = edition.content
    text = strings.rich(
        "about",
        sections=len(content.top_sections()),
        faqs=len(content.faqs),
        tips=len(content.tips),
        resources=len(content.resources),
    )
    privacy = Button(strings.text("button-privacy"), ShowPrivacy())
    return Reply(text, ((privacy,), way_back(strings, ShowMenu())))


def show_privacy(edition: Edition) -> Reply:
    strings = edition.strings
    erase = Button(strings.text("button-erase"), AskErase())
    return Reply(strings.rich("privacy"), ((erase,), way_back(strings, ShowMenu())))


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


def _doors(edition: Edition) -> tuple[Row, ...]:
    strings = edition.strings
    sections = [
        Button(label(s), ShowSection(slug_of(s.id))) for s in edition.content.top_sections()
    ]
    doors = [
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
    urgent = Button(strings.text("button-urgent-wide"), ShowUrgent())
    return ((urgent,), *in_columns([*sections, *doors], 2))


def unknown_command(edition: Edition) -> Reply:
    strings = edition.strings
    return Reply(strings.rich("unknown-command"), (way_back(strings),))
