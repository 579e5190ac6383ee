"""Every screen that is read, not decided: (what is wanted, words) -> Reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.library.edition import Edition
from bot.library.model import Faq, QuestionGroup, Resource, Section, Term, Tip
from bot.replies import actions, basics, finding, lists, pages, resources, tips, urgent
from bot.replies.actions import Action, StaleAction, encode
from bot.replies.reply import Reply

T = TypeVar("T")
Reading = Callable[[Edition, Any], Reply]


def read(edition: Edition, action: Action) -> Reply | None:
    """The screen for an action that needs nothing but the words; None for any other action.

    Raises StaleAction where the item does not exist any more.
    """
    reading = _READINGS.get(type(action))
    if reading is None:
        return None
    if not action.code:  # words that somebody typed: not to be kept, and never the same twice
        return reading(edition, action)
    return edition.once(
        f"screen:{encode(action)}", lambda: replace(reading(edition, action), lasting=True)
    )


def read_in_group(edition: Edition, action: Action) -> Reply | None:
    """As ``read``, but a page arrives short: the group sees the answer, not the whole page."""
    match action:
        case actions.ShowFaq(slug=slug, opened=0):
            faq = _found(edition, f"faq/{slug}", Faq)
            return edition.once(f"group:{faq.id}", lambda: pages.show_page_in_group(edition, faq))
        case actions.ShowSection(slug=slug, opened=0):
            section = _found(edition, f"section/{slug}", Section)
            return edition.once(
                f"group:{section.id}", lambda: pages.show_page_in_group(edition, section)
            )
    return read(edition, action)


def _section(edition: Edition, action: actions.ShowSection) -> Reply:
    section = _found(edition, f"section/{action.slug}", Section)
    return pages.show_page(edition, section, action.page, opened=bool(action.opened))


def _faq(edition: Edition, action: actions.ShowFaq) -> Reply:
    faq = _found(edition, f"faq/{action.slug}", Faq)
    return pages.show_page(edition, faq, action.page, opened=bool(action.opened))


def _term(edition: Edition, action: actions.ShowTerm) -> Reply:
    return pages.show_term(edition, _found(edition, f"term/{action.slug}", Term))


def _resource(edition: Edition, action: actions.ShowResource) -> Reply:
    resource = _found(edition, f"resource/{action.slug}", Resource)
    return resources.show_resource(edition, resource)


def _questions(edition: Edition, action: actions.ShowQuestions) -> Reply:
    if not action.slug:
        return lists.show_question_groups(edition)
    group = _found(edition, f"questions/{action.slug}", QuestionGroup)
    return lists.show_questions(edition, group)


def _tip(edition: Edition, action: actions.ShowTip) -> Reply:
    return tips.tip_now(edition, _found(edition, f"tip/{action.slug}", Tip), subscribed=False)


def _found(edition: Edition, item_id: str, kind: type[T]) -> T:
    item = edition.content.item(item_id)
    if not isinstance(item, kind):
        raise StaleAction(item_id)
    return item


_READINGS: dict[type[Action], Reading] = {
    actions.ShowStart: lambda edition, _: basics.show_start(edition),
    actions.ShowMenu: lambda edition, _: basics.show_menu(edition),
    actions.ShowHelp: lambda edition, _: basics.show_help(edition),
    actions.AskErase: lambda edition, _: basics.ask_erase(edition),
    actions.ShowUrgent: lambda edition, _: urgent.show_urgent(edition),
    actions.ShowRedFlags: lambda edition, a: urgent.show_red_flags(edition, a.page),
    actions.ShowCrisis: lambda edition, a: urgent.show_crisis(edition, a.country),
    actions.ShowFaqs: lambda edition, a: lists.show_faqs(edition, a.page),
    actions.ShowGlossary: lambda edition, a: lists.show_glossary(edition, a.page),
    actions.ShowResources: lambda edition, a: resources.show_resources(edition, a.page),
    actions.ShowTopics: lambda edition, _: resources.show_topics(edition),
    actions.ShowCountry: lambda edition, a: resources.show_country(edition, a.country, a.page),
    actions.ShowTopic: lambda edition, a: resources.show_topic(edition, a.topic, a.page),
    actions.ShowSection: _section,
    actions.ShowFaq: _faq,
    actions.ShowTerm: _term,
    actions.ShowResource: _resource,
    actions.ShowQuestions: _questions,
    actions.ShowFound: lambda edition, a: finding.show_found(edition, a.words, a.kind),
    actions.ShowTip: _tip,
}
