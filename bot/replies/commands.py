"""A command and what stands behind it -> what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from bot.library.countries import country_named
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
    slug = _slugs(edition, "faqs").get(words.casefold())
    if slug is not None:
        return actions.ShowFaq(slug)
    return best_for(edition, words, "faq") or actions.ShowFaqs()


def _glossary(edition: Edition, words: str) -> Action:
    """ "/glossary biomarker": by any form of the word."""
    slug = _slugs(edition, "terms").get(words.casefold())
    if slug is not None:
        return actions.ShowTerm(slug)
    return best_for(edition, words, "term") or actions.ShowGlossary()


def _resources(edition: Edition, words: str) -> Action:
    """ "/resources Portugal" or "/resources money"."""
    wanted = words.casefold()
    country = country_named(edition, words)
    if country in countries(edition):
        return actions.ShowCountry(country or "")
    for resource in edition.content.resources.values():
        for topic in resource.topics:
            if wanted in {topic, topic_name(edition.strings, topic).casefold()}:
                return actions.ShowTopic(topic)
    return best_for(edition, words, "resource") or actions.ShowResources()


def _slugs(edition: Edition, shelf: Literal["faqs", "terms"]) -> dict[str, str]:
    """Every name of the items on a shelf -> the slug; of two with one name the first counts."""

    def gather() -> dict[str, str]:
        items: Iterable[Faq | Term] = getattr(edition.content, shelf).values()
        slugs: dict[str, str] = {}
        for item in items:
            for name in _names_of(item):
                slugs.setdefault(name, slug_of(item.id))
        return slugs

    return edition.once(f"names:{shelf}", gather)


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
