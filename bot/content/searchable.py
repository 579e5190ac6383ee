"""What the search reads of each item: its names, its texts, and the ways people ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bot.content.library import Content, Item
from bot.content.localization import Localization
from bot.content.model import Faq, Page, Resource, Section, Term, Tip
from bot.content.names_of_countries import names_of_countries
from bot.search.document import (
    GROUP,
    HEADING,
    OTHER_NAME,
    SLUG,
    TEXT,
    TITLE,
    Document,
    Weighted,
)
from bot.search.everyday import EverydayWords
from bot.search.memory import give_back
from bot.search.places import Places
from bot.search.search import Search
from bot.search.sentence_encoder import SentenceEncoder

# A tip is a glimpse of what a page tells in full.
_TIP_SHARE = 0.85


def search_over(content: Content, l10n: Localization, encoder: SentenceEncoder) -> Search:
    """The search over all that is written in one language."""
    places = Places(names_of_countries(content, l10n))
    search = Search(
        documents_of(content, l10n),
        _red_flags(content),
        out_of_scope(content),
        places,
        _everyday(content),
        encoder,
    )
    give_back()
    return search


def same_items(one: Content, other: Content) -> bool:
    """Whether two languages show the same written items, because one borrows all of the other's."""
    return all(a is b for a, b in zip_longest(_items(one), _items(other)))


def documents_of(content: Content, l10n: Localization) -> list[Document]:
    """Every item, the longer answers before the shorter ones."""
    return [_document(item, l10n) for item in _items(content)]


def _items(content: Content) -> Iterator[Item]:
    yield from content.sections.values()
    yield from content.faqs.values()
    yield from content.terms.values()
    yield from content.resources.values()
    yield from content.tips.values()


def _everyday(content: Content) -> EverydayWords:
    words = content.everyday_words
    return EverydayWords(words.same, [(kind.broader, kind.narrower) for kind in words.kinds])


def out_of_scope(content: Content) -> list[str]:
    """Questions that nothing here answers."""
    return [question for group in content.out_of_scope.values() for question in group.asked]


def _red_flags(content: Content) -> list[Document]:
    flags = content.urgent.flags if content.urgent else ()
    return [Document(flag.id, ((flag.title, TITLE),), ((flag.text, TEXT),)) for flag in flags]


def _document(item: Item, l10n: Localization) -> Document:
    slug = item.id.partition("/")[2].replace("-", " ")
    others = tuple((name, OTHER_NAME) for name in _other_names(item))
    groups = tuple((group, GROUP) for group in _groups(item, l10n))
    return Document(
        item.id,
        ((item.title, TITLE), *others, (slug, SLUG)),
        (*groups, *_texts(item)),
        asked=item.also_asked,
        lead=_lead(item),
        countries=item.countries if isinstance(item, Resource) else (),
        share=_TIP_SHARE if isinstance(item, Tip) else 1.0,
    )


def _other_names(item: Item) -> tuple[str, ...]:
    match item:
        case Section() | Faq() if item.label:
            return (item.label,)
        case Term():
            return item.also
        case _:
            return ()


def _groups(item: Item, l10n: Localization) -> Iterator[str]:
    if isinstance(item, Resource):
        yield from map(l10n.country, item.countries)
        for topic in item.topics:
            if l10n.has(f"topic-{topic}"):
                yield l10n.text(f"topic-{topic}")


def _texts(item: Item) -> Iterator[Weighted]:
    match item:
        case Page():
            yield item.lead, TEXT
            for part in item.parts:
                yield part.heading, HEADING
                yield part.body, TEXT
        case Tip():
            yield f"{item.text} {item.this_week}", TEXT
        case Term() | Resource():
            yield item.text, TEXT
        case _:
            pass


def _lead(item: Item) -> str:
    match item:
        case Page():
            return item.lead
        case Term() | Resource() | Tip():
            return item.text
        case _:
            return ""
