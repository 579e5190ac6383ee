"""The screens that say what the bot is: start, menu, help, about."""

from __future__ import annotations

from bot.actions.about import ShowAbout, ShowHelp, ShowMenu, ShowStart
from bot.actions.feedback import ShowFeedback
from bot.actions.pages import ShowFaqs, ShowGlossary, ShowQuestions, ShowSection
from bot.actions.privacy import ShowPrivacy
from bot.actions.resources import ShowResources
from bot.actions.subscription import ShowOptIn, ShowSettings
from bot.actions.tips import ShowNextTip
from bot.actions.urgent import ShowUrgent
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.rich_text import joined
from bot.replies.contact import who_runs_it
from bot.replies.groups import STARTGROUP
from bot.replies.navigation import slug_of, way_back
from bot.replies.pages import label
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply, Row, in_columns

_FIRST_DOORS = (ShowSection("overview"), ShowSection("treatment"))


def show_start(edition: Edition) -> Reply:
    """What the bot is, that it is no medical advice, what to do in an emergency.

    Few buttons, so that on a phone the first sentence stays in sight; the menu has all of them.
    """
    l10n = edition.l10n
    doors = [button for button in _sections(edition) if button.action in _FIRST_DOORS]
    menu = Button(l10n.text("button-menu"), ShowMenu())
    return Reply(l10n.rich("start"), (_urgent(l10n), (*doors, menu), _add_to_group(l10n)))


def show_menu(edition: Edition) -> Reply:
    l10n = edition.l10n
    doors = in_columns([*_sections(edition), *_more(l10n)], 2)
    return Reply(l10n.rich("menu"), (_urgent(l10n), *doors, _add_to_group(l10n)))


def show_help(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("help"), (way_back(edition.l10n, ShowMenu()),))


def show_about(edition: Edition, contact: str) -> Reply:
    """``contact`` says who runs the bot; empty where nobody has said."""
    l10n = edition.l10n
    content = edition.content
    text = l10n.rich(
        "about",
        sections=len(content.top_sections()),
        faqs=len(content.faqs),
        tips=len(content.tips),
        resources=len(content.resources),
    )
    text = joined([text, who_runs_it(l10n, contact)])
    privacy = Button(l10n.text("button-privacy"), ShowPrivacy())
    feedback = Button(l10n.text("button-feedback"), ShowFeedback())
    return Reply(text, ((privacy, feedback), way_back(l10n, ShowMenu())))


def _sections(edition: Edition) -> list[Button]:
    sections = edition.content.top_sections()
    return [Button(label(section), ShowSection(slug_of(section.id))) for section in sections]


def _more(l10n: Localization) -> list[Button]:
    return [
        Button(l10n.text("button-faqs"), ShowFaqs()),
        Button(l10n.text("button-resources"), ShowResources()),
        Button(l10n.text("button-glossary"), ShowGlossary()),
        Button(l10n.text("button-questions"), ShowQuestions()),
        Button(l10n.text("button-tip"), ShowNextTip()),
        Button(l10n.text("button-subscribe"), ShowOptIn()),
        Button(l10n.text("button-settings"), ShowSettings()),
        Button(l10n.text("button-help"), ShowHelp()),
        Button(l10n.text("button-about"), ShowAbout()),
    ]


def _urgent(l10n: Localization) -> Row:
    return (Button(l10n.text("button-urgent-wide"), ShowUrgent()),)


def _add_to_group(l10n: Localization) -> Row:
    return (Button(l10n.text("button-add-to-group"), add_to_group=STARTGROUP),)


reads(ShowStart, lambda edition, _: show_start(edition))
reads(ShowMenu, lambda edition, _: show_menu(edition))
reads(ShowHelp, lambda edition, _: show_help(edition))
