"""A command and what stands behind it -> what is wanted."""

from __future__ import annotations

from collections.abc import Callable

from bot.library.edition import Edition
from bot.library.model import Faq, Term
from bot.library.terms import forms_of
from bot.replies import actions
from bot.replies.actions import Action
from bot.replies.finding import best_for
from bot.replies.navigation import slug_of
from bot.replies.pages import label
from bot.replies.resources import countries, topic_name

Reader = Callable[[Edition, str], Action]


def _always(action: Action) -> Reader:
    return lambda _edition, _words: action


def _faq(edition: Edition, words: str) -> Action:
    """ "/faq cure": by its slug, its button or its title; else by search; else the list."""
    for faq in edition.content.faqs.values():
        if words.casefold() in _names_of(faq):
            return actions.ShowFaq(slug_of(faq.id))
    return best_for(edition, words, "faq") or actions.ShowFaqs()


def _glossary(edition: Edition, words: str) -> Action:
    """ "/glossary biomarker": by any form of the word."""
    for term in edition.content.terms.values():
        if words.casefold() in _names_of(term):
            return actions.ShowTerm(slug_of(term.id))
    return best_for(edition, words, "term") or actions.ShowGlossary()


def _resources(edition: Edition, words: str) -> Action:
    """ "/resources Portugal" or "/resources money"."""
    wanted = words.casefold()
    for code in countries(edition):
        if wanted in {code.casefold(), edition.strings.country(code).casefold()}:
            return actions.ShowCountry(code)
    for resource in edition.content.resources.values():
        for topic in resource.topics:
            if wanted in {topic, topic_name(edition.strings, topic).casefold()}:
                return actions.ShowTopic(topic)
    return best_for(edition, words, "resource") or actions.ShowResources()


def _names_of(item: Faq | Term) -> set[str]:
    names = {slug_of(item.id), item.title}
    names |= forms_of(item) if isinstance(item, Term) else {label(item)}
    return {name.casefold() for name in names}


# In the order of Telegram's menu. "start" stands apart: it carries a deep link's payload.
COMMANDS: dict[str, Reader] = {
    "menu": _always(actions.ShowMenu()),
    "faq": _faq,
    "overview": _always(actions.ShowSection("overview")),
    "keyinfo": _always(actions.ShowSection("key-information")),
    "significance": _always(actions.ShowSection("significance")),
    "treatment": _always(actions.ShowSection("treatment")),
    "resources": _resources,
    "glossary": _glossary,
    "questions": _always(actions.ShowQuestions()),
    "urgent": _always(actions.ShowUrgent()),
    "tip": _always(actions.ShowNextTip()),
    "subscribe": _always(actions.ShowOptIn()),
    "unsubscribe": _always(actions.Unsubscribe()),
    "settings": _always(actions.ShowSettings()),
    "privacy": _always(actions.ShowPrivacy()),
    "about": _always(actions.ShowAbout()),
    "help": _always(actions.ShowHelp()),
}

# What Telegram lists in a group: what a member needs, and for admins the settings as well.
GROUP_COMMANDS = ("faq", "treatment", "resources", "glossary", "urgent", "tip", "help")
ADMIN_COMMANDS = (*GROUP_COMMANDS, "settings")


def wanted(command: str, words: str, edition: Edition) -> Action:
    """What a command asks for; ``words`` is what stands behind it. Raises KeyError."""
    return COMMANDS[command](edition, " ".join(words.split()))
