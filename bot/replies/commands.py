"""A command and what stands behind it -> what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from bot.actions.about import ShowAbout, ShowHelp, ShowMenu
from bot.actions.feedback import ShowFeedback
from bot.actions.pages import (
    ShowFaq,
    ShowFaqs,
    ShowGlossary,
    ShowQuestions,
    ShowSearch,
    ShowSection,
    ShowTerm,
)
from bot.actions.privacy import ShowPrivacy
from bot.actions.registry import Action
from bot.actions.resources import ShowCountry, ShowResources, ShowTopic
from bot.actions.subscription import ShowOptIn, ShowSettings, Unsubscribe
from bot.actions.tips import ShowNextTip
from bot.actions.urgent import ShowCrisis, ShowUrgent
from bot.content.country_names import country_named
from bot.content.edition import Edition
from bot.content.glossary_linker import forms_of
from bot.content.model import Faq, Term
from bot.replies.navigation import slug_of
from bot.replies.pages import label
from bot.replies.resources import countries, topic_name
from bot.replies.search_results import best_for

Reader = Callable[[Edition, str], Action]


def _always(action: Action) -> Reader:
    return lambda _edition, _words: action


def _faq(edition: Edition, words: str) -> Action:
    """ "/faq cure": by its slug, its button or its title; else by search; else the list."""
    slug = _slugs(edition, "faqs").get(words.casefold())
    if slug is not None:
        return ShowFaq(slug)
    return best_for(edition, words, "faq") or ShowFaqs()


def _glossary(edition: Edition, words: str) -> Action:
    """ "/glossary biomarker": by any form of the word."""
    slug = _slugs(edition, "terms").get(words.casefold())
    if slug is not None:
        return ShowTerm(slug)
    return best_for(edition, words, "term") or ShowGlossary()


def _resources(edition: Edition, words: str) -> Action:
    """ "/resources Portugal" or "/resources money"."""
    wanted = words.casefold()
    country = country_named(edition, words)
    if country in countries(edition):
        return ShowCountry(country or "")
    for resource in edition.content.resources.values():
        for topic in resource.topics:
            if wanted in {topic, topic_name(edition.l10n, topic).casefold()}:
                return ShowTopic(topic)
    return best_for(edition, words, "resource") or ShowResources()


def _crisis(edition: Edition, words: str) -> Action:
    """ "/crisis Portugal"; one without a line has its emergency number and world-wide lists."""
    country = country_named(edition, words)
    return ShowCrisis(country if country in edition.content.numbers.countries else "")


def is_lookup(command: str, words: str, edition: Edition) -> bool:
    """Whether the words behind a command are just a term of the glossary, a country's name or what
    stands in a link: "/glossary delirium" and "/faq noisy-breathing" are no calls for help."""
    named = " ".join(words.split())
    if command == "faq":
        return "-" in named and named in _slugs(edition, "faqs")
    if command == "glossary":
        return named.casefold() in _slugs(edition, "terms")
    return command in {"resources", "crisis"} and country_named(edition, named) is not None


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
    "menu": _always(ShowMenu()),
    "faq": _faq,
    "search": lambda _edition, words: ShowSearch(words),
    "overview": _always(ShowSection("overview")),
    "why": _always(ShowSection("key-information")),
    "keyinfo": _always(ShowSection("key-information")),
    "next": _always(ShowSection("significance")),
    "significance": _always(ShowSection("significance")),
    "treatment": _always(ShowSection("treatment")),
    "resources": _resources,
    "glossary": _glossary,
    "questions": _always(ShowQuestions()),
    "urgent": _always(ShowUrgent()),
    "crisis": _crisis,
    "tip": _always(ShowNextTip()),
    "subscribe": _always(ShowOptIn()),
    "unsubscribe": _always(Unsubscribe()),
    "settings": _always(ShowSettings()),
    "privacy": _always(ShowPrivacy()),
    "about": _always(ShowAbout()),
    "feedback": _always(ShowFeedback()),
    "help": _always(ShowHelp()),
}

# What Telegram lists in a group: what a member needs, and for admins the settings as well.
GROUP_COMMANDS = ("faq", "treatment", "resources", "glossary", "urgent", "crisis", "tip", "help")
ADMIN_COMMANDS = (*GROUP_COMMANDS, "settings")


def wanted(command: str, words: str, edition: Edition) -> Action:
    """What a command asks for; ``words`` is what stands behind it. Raises KeyError."""
    return COMMANDS[command](edition, " ".join(words.split()))
