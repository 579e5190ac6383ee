"""The content of one language as a whole, and of all languages with their fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fluent.syntax import ast

from bot.content.findings import Position
from bot.content.language_folders import ways_back
from bot.content.model import (
    EverydayWords,
    Faq,
    OutOfScope,
    QuestionGroup,
    Resource,
    Section,
    Source,
    Term,
    Tip,
    UrgentCard,
)
from bot.content.numbers import CrisisLineWords, Numbers
from bot.safety_net.net import SafetyNet

Item = Section | Faq | Tip | Term | Resource | QuestionGroup


@dataclass(frozen=True, slots=True)
class Content:
    """Everything written in one language; every mapping is by id and in reading order.

    ``numbers`` is the same in every language.
    """

    language: str
    numbers: Numbers = field(default_factory=Numbers)
    sections: Mapping[str, Section] = field(default_factory=dict)
    faqs: Mapping[str, Faq] = field(default_factory=dict)
    tips: Mapping[str, Tip] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    questions: Mapping[str, QuestionGroup] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    urgent: UrgentCard | None = None
    crisis_names: Mapping[str, CrisisLineWords] = field(default_factory=dict)
    country_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by ISO code
    everyday_words: EverydayWords = field(default_factory=EverydayWords)
    out_of_scope: Mapping[str, OutOfScope] = field(default_factory=dict)
    messages: tuple[ast.Resource, ...] = ()  # the strings*.ftl files as Fluent reads them
    positions: Mapping[str, Position] = field(default_factory=dict)
    only_urgent_help: bool = False  # nothing else is written in it yet

    def item(self, item_id: str) -> Item | None:
        """The item with this id ("faq/cure"), or None."""
        kind = item_id.partition("/")[0]
        shelves: dict[str, Mapping[str, Item]] = {
            "section": self.sections,
            "faq": self.faqs,
            "tip": self.tips,
            "term": self.terms,
            "resource": self.resources,
            "questions": self.questions,
        }
        return shelves.get(kind, {}).get(item_id)

    def top_sections(self) -> list[Section]:
        return [section for section in self.sections.values() if section.parent is None]

    def children(self, section_id: str) -> list[Section]:
        return [section for section in self.sections.values() if section.parent == section_id]

    def link(self, key: str) -> tuple[str, str]:
        """Name and address of a tip's link: a source's key or a resource's id."""
        resource = self.resources.get(key)
        if resource is not None:
            return resource.title, str(resource.url)
        source = self.sources[key]
        return source.organisation, str(source.url)

    def over(self, base: Content) -> Content:
        """This language where it has an item, ``base`` where it has not yet."""

        def laid_over(name: str) -> dict[str, object]:
            mine, other = getattr(self, name), getattr(base, name)
            return {key: mine.get(key, item) for key, item in other.items()} | dict(mine)

        shelves = ("sections", "faqs", "tips", "terms", "resources", "questions", "sources")
        return Content(
            language=self.language,
            numbers=self.numbers,
            urgent=self.urgent or base.urgent,
            messages=self.messages,
            country_names={  # whatever the language: a reader may type any of them
                code: self.country_names.get(code, ()) + base.country_names.get(code, ())
                for code in {**base.country_names, **self.country_names}
            },
            everyday_words=EverydayWords(
                same=self.everyday_words.same + base.everyday_words.same,
                kinds=self.everyday_words.kinds + base.everyday_words.kinds,
            ),
            positions={**base.positions, **self.positions},
            **{name: laid_over(name) for name in (*shelves, "crisis_names", "out_of_scope")},  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class Library:
    """All languages; a language nobody wrote is answered in the default one."""

    default: str
    languages: Mapping[str, Content]
    safety_net: SafetyNet = field(default_factory=lambda: SafetyNet(()))

    def content(self, language: str | None) -> Content:
        """``language`` may be a tag as Telegram gives it ("pt-br"), or None."""
        return self.languages.get(self.supported(language), self.languages[self.default])

    @property
    def numbers(self) -> Numbers:
        """The numbers to call, the same in every language."""
        return self.languages[self.default].numbers

    def supported(self, language: str | None) -> str:
        """The language that will be used for this tag: the region's own where somebody wrote it,
        else the language's, else the default one."""
        tag = (language or "").lower().replace("_", "-")
        return next((known for known in ways_back(tag) if known in self.languages), self.default)
