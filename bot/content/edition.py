"""One language ready to be served: its words, its sentences, and what was made ready at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.content.glossary_linker import GlossaryLinker
from bot.content.language_folders import ways_back
from bot.content.library import Content, Library
from bot.content.localization import Localization
from bot.content.rendering import markdown
from bot.content.rich_text import RichText
from bot.content.searchable import same_items, search_over
from bot.search.search import Search
from bot.search.sentence_encoder import sentence_encoder

T = TypeVar("T")

# Some thousand screens can be reached by buttons; an invented page number must not add to them.
MOST_KEPT = 4096


@dataclass(frozen=True)
class Edition:
    """Content and sentences of one language; texts are rendered once and kept."""

    content: Content
    l10n: Localization
    linker: GlossaryLinker
    search: Search
    _rendered: dict[tuple[str, str | None], RichText] = field(default_factory=dict, repr=False)
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        return self.content.language

    def rich(self, text: str, *, own: str | None = None) -> RichText:
        """A written text with entities; explained words are linked, but not on their own page."""
        key = (text, own)
        if key not in self._rendered:
            self._rendered[key] = self.linker.linked(markdown(text), own=own)
        return self._rendered[key]

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` makes of this edition's words alone: made at first, then kept."""
        if key in self._made:
            kept: T = self._made[key]
            return kept
        made = make()
        if len(self._made) < MOST_KEPT:
            self._made[key] = made
        return made


@dataclass(frozen=True)
class Editions:
    """All languages; what a language lacks is shown in the default one.

    A language may begin with urgent help alone. It is used for that and nowhere else, so that no
    screen speaks two languages at once.
    """

    default: str
    by_language: dict[str, Edition]
    library: Library

    def of(self, language: str | None) -> Edition:
        """For every screen but urgent help; ``language`` may be a tag as Telegram gives it, or
        None."""
        edition = self.urgent_help(language)
        whole = not edition.content.only_urgent_help
        return edition if whole else self.by_language[self.default]

    def urgent_help(self, language: str | None) -> Edition:
        """For urgent help, which more languages have; ``language`` as for ``of``."""
        return self.by_language[self.library.supported(language)]

    def languages(self) -> tuple[str, ...]:
        """Those that can be chosen: they have more than urgent help."""
        return tuple(
            name
            for name, edition in self.by_language.items()
            if not edition.content.only_urgent_help
        )


def editions(library: Library) -> Editions:
    """Makes every language ready; a sentence comes from the nearest language that has it."""
    l10n, encoder = localizations(library), sentence_encoder()
    default = library.languages[library.default]
    common = search_over(default, l10n[library.default], encoder)
    ready = {}
    for name, content in library.languages.items():
        # A card does not lead to words that are explained in another language.
        linker = GlossaryLinker(() if content.only_urgent_help else content.terms.values())
        # A language that has only urgent help so far is searched as the default one is.
        search = (
            common if same_items(content, default) else search_over(content, l10n[name], encoder)
        )
        ready[name] = Edition(content, l10n[name], linker, search)
    return Editions(library.default, ready, library)


def localizations(library: Library) -> dict[str, Localization]:
    """The sentences of every language; what one lacks comes from the nearest that has it."""
    l10n: dict[str, Localization] = {}
    default_first = sorted(library.languages, key=lambda name: (name != library.default, name))
    for name in default_first:  # "pt" comes before "pt-br", which falls back on it
        nearest = next((tag for tag in ways_back(name) if tag in l10n), library.default)
        messages = library.languages[name].messages
        l10n[name] = Localization(name, messages, l10n.get(nearest))
    return l10n
