"""The rows that every screen has: the way back, the menu, urgent help."""

from __future__ import annotations

from bot.actions.about import ShowMenu
from bot.actions.pages import ShowFaqs, ShowSection
from bot.actions.registry import Action
from bot.actions.urgent import ShowUrgent
from bot.content.localization import Localization
from bot.content.model import Faq, Page, Section
from bot.replies.reply import Button, Row

FAQS_ON_A_SCREEN = 8


def way_back(l10n: Localization, back: Action | None = None) -> Row:
    """Back (unless the menu is where back leads), the menu, and urgent help."""
    urgent = Button(l10n.text("button-urgent"), ShowUrgent())
    menu = Button(l10n.text("button-menu"), ShowMenu())
    if back is None or isinstance(back, ShowMenu):
        return (menu, urgent)
    return (Button(l10n.text("button-back"), back), menu, urgent)


def urgent_below(l10n: Localization) -> Row:
    """Urgent help under a message that has to stay: it opens a new one."""
    return (Button(l10n.text("button-urgent"), ShowUrgent(), as_new_message=True),)


def urgent_in_private(l10n: Localization) -> Row:
    """Urgent help under a message in a group: it opens in private, and nobody sees who asked."""
    return (Button(l10n.text("button-urgent"), start=ShowUrgent.deep_link),)


def above(page: Page) -> Action:
    """The screen that a page hangs under."""
    match page:
        case Section(parent=str(parent)):
            return ShowSection(slug_of(parent))
        case Faq():
            return ShowFaqs((page.order - 1) // FAQS_ON_A_SCREEN)
        case _:
            return ShowMenu()


def slug_of(item_id: str) -> str:
    """ "faq/cure" -> "cure"."""
    return item_id.partition("/")[2]


def turning(l10n: Localization, number: int, count: int, at: list[Action]) -> tuple[Row, ...]:
    """Earlier and later page; ``at[i]`` shows page i. Empty where there is one page only."""
    if count <= 1:
        return ()
    row = []
    if number > 0:
        row.append(Button(l10n.text("button-earlier"), at[number - 1]))
    if number < count - 1:
        row.append(Button(l10n.text("button-later", page=number + 2, pages=count), at[number + 1]))
    return (tuple(row),)
