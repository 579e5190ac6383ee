"""What is written: sections, FAQs, explained words, questions for the care team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowSection(Action):
    """A section or sub-page; ``opened`` after a gentle page's "read now" was tapped."""

    code: ClassVar[str] = "section"
    deep_link_of_item: ClassVar[str] = "section"
    slug: str = ""
    page: int = 0
    opened: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowFaqs(Action):
    code: ClassVar[str] = "faqs"
    deep_link: ClassVar[str] = "faqs"
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowFaq(Action):
    code: ClassVar[str] = "faq"
    deep_link_of_item: ClassVar[str] = "faq"
    slug: str = ""
    page: int = 0
    opened: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowGlossary(Action):
    code: ClassVar[str] = "terms"
    deep_link: ClassVar[str] = "glossary"
    page: int = 0


@registered
@dataclass(frozen=True, slots=True)
class ShowTerm(Action):
    code: ClassVar[str] = "term"
    deep_link_of_item: ClassVar[str] = "term"
    slug: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ShowQuestions(Action):
    code: ClassVar[str] = "questions"
    deep_link_of_item: ClassVar[str] = "questions"
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ShowSearch(Action):
    """A question in somebody's own words, behind /search; without words, how to ask.

    No button carries it, as with ``ShowFound``.
    """

    words: str = ""


@dataclass(frozen=True, slots=True)
class ShowFound(Action):
    """What the search finds for words behind a command; ``kind`` comes first ("faq").

    No button carries it and none is understood: what somebody typed stays out of callback data.
    """

    words: str = ""
    kind: str = ""
