"""What the written content consists of; each item says its sources and who has looked at it."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    model_validator,
)

from bot.content.limits import within_limits

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(within_limits),
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
_MARK = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*-[0-9a-f]{8}")


def _is_a_mark(text: str) -> str:
    if not _MARK.fullmatch(text):
        raise ValueError("write the mark that the check gives, such as en-3f2a9c1d")
    return text


# Of the words that somebody has seen; see bot/editorial/checks/fingerprint.py.
Mark = Annotated[str, AfterValidator(_is_a_mark)]


def _item_id(kind: str) -> StringConstraints:
    # Telegram's deep-link payload holds 64 characters (Bot API, "Deep linking").
    return StringConstraints(pattern=rf"^{kind}/[a-z0-9]+(-[a-z0-9]+)*$", max_length=56)


SectionId = Annotated[str, _item_id("section")]
FaqId = Annotated[str, _item_id("faq")]
TipId = Annotated[str, _item_id("tip")]
TermId = Annotated[str, _item_id("term")]
ResourceId = Annotated[str, _item_id("resource")]
ItemId = Annotated[
    str, StringConstraints(pattern=r"^(section|faq|tip|term|resource)/[a-z0-9]+(-[a-z0-9]+)*$")
]


class Audience(StrEnum):
    """Whom a text is for."""

    PATIENT = "patient"
    CARER = "carer"
    BOTH = "both"


class Status(StrEnum):
    """``reviewed`` only after a named person has looked at the text."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


class AddressCheck(StrEnum):
    """How an address or a phone number came to us."""

    ARCHIVED = "archived"  # read on a stored copy of a page, which may be old
    MEMORY = "memory"  # never opened; open it before launch
    CONFIRMED = "confirmed"  # a person opened or dialled it, see ``confirmed_on``


class Strict(BaseModel):
    """Frozen, and no field that nobody knows: a misspelt key is an error, not a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Source(Strict):
    """An organisation's page that a fact rests on, from ``sources.yaml``."""

    key: Slug
    organisation: Words
    title: Words
    url: HttpUrl
    check: AddressCheck
    confirmed_on: date | None = None
    language: Language | None = None  # of the page; None: that of the folder


class Reviewed(Strict):
    """What every item carries beside its words."""

    title: Words
    audience: Audience = Audience.BOTH
    sources: tuple[Slug, ...] = Field(min_length=1)
    status: Status
    reviewed: date | None = None
    reviewer: Words | None = None
    reviewed_text: Mark | None = None  # the words that the reviewer saw
    review_due: date
    clinician_ok: bool = False  # a clinician has agreed to the numbers in it
    translated_from: Mark | None = None  # the words of the original, when this was written
    also_asked: tuple[Words, ...] = ()  # how people ask for it; read by the search, never shown

    @model_validator(mode="after")
    def a_review_has_a_person_and_a_day(self) -> Self:
        done = self.reviewed is not None and self.reviewer is not None
        if self.status is Status.REVIEWED and not done:
            raise ValueError(
                "status is 'reviewed', so 'reviewed' (a date) and 'reviewer' must be set"
            )
        if self.status is Status.DRAFT and (self.reviewed or self.reviewer):
            raise ValueError("'reviewed' and 'reviewer' are set, so status must be 'reviewed'")
        if self.status is Status.DRAFT and self.reviewed_text:
            raise ValueError("'reviewed_text' is set, so status must be 'reviewed'")
        return self


class Part(Strict):
    """A stretch of a page under its own heading; shown folded under the short answer."""

    heading: Words
    body: Words


class Page(Reviewed):
    """A section, a sub-page or an FAQ: the short answer first, then parts with more detail."""

    lead: Words
    parts: tuple[Part, ...] = ()
    ask: tuple[Words, ...] = ()  # questions to ask one's own care team
    related: tuple[ItemId, ...] = ()
    gentle: bool = False  # asks "would you like to read this now?" first
    symptoms: bool = False  # speaks of symptoms: the red-flag line goes under it


class Section(Page):
    """One of the five sections, or a sub-page of one (``parent``)."""

    id: SectionId
    parent: SectionId | None = None
    order: int = Field(ge=1, le=999)
    label: Words | None = None  # a shorter title for a button


class Faq(Page):
    """A question as people ask it (``title``) and its answer."""

    id: FaqId
    order: int = Field(ge=1, le=999)
    label: Words | None = None


class Tip(Reviewed):
    """A weekly tip: a thought, one thing to do this week, one link."""

    id: TipId
    topic: Slug
    text: Words
    this_week: Words
    link: Words  # the key of a source, or the id of a resource
    symptoms: bool = False


class Term(Reviewed):
    """A word explained. ``title`` is the word itself, ``also`` other forms found in texts."""

    id: TermId
    also: tuple[Words, ...] = ()
    text: Words
    related: tuple[ItemId, ...] = ()
    symptoms: bool = False


class Resource(Reviewed):
    """An organisation that helps; its phones stand in ``numbers.yaml``."""

    id: ResourceId
    text: Words
    countries: tuple[Country, ...] = ()  # none: for everybody
    languages: tuple[Language, ...] = Field(min_length=1)
    topics: tuple[Slug, ...] = Field(min_length=1)
    url: HttpUrl
    url_check: AddressCheck


class RedFlag(Strict):
    """A sign that cannot wait."""

    id: Slug
    title: Words
    text: Words
    sources: tuple[Slug, ...] = Field(min_length=1)


class UrgentCard(Reviewed):
    """What to do now: shown from every screen, never personal, never a judgement."""

    text: Words  # what the card says to whoever opens it
    recognised: Words  # the fixed reply to a sign in somebody's words: a phone shows all of it
    short: Words  # one or two sentences, for under a text that mentions symptoms
    short_end_of_life: Words  # the same under a text on dying, where an ambulance may be wrong
    flags: tuple[RedFlag, ...] = Field(min_length=1)
    crisis_greeting: Words  # a kind word, and the emergency number for whoever is in danger now
    crisis_text: Words  # the question, which stays in sight, and what to do tonight, folded
    crisis_bystander: Words  # for whoever is worried about somebody else
    crisis_program: Words  # what this bot cannot do


class QuestionGroup(Reviewed):
    """Questions to take to the care team, by subject."""

    id: Annotated[str, _item_id("questions")]
    questions: tuple[Words, ...] = Field(min_length=1)
    symptoms: bool = False


class CountryNames(Strict):
    """What else people call a country, beside its name in the language."""

    country: Country
    also: tuple[Words, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        return f"country/{self.country}"


class OutOfScope(Strict):
    """What people also ask, of one subject, and nothing here answers; read by the search alone."""

    subject: Slug
    asked: tuple[Words, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        return f"out-of-scope/{self.subject}"


class NarrowerWords(Strict):
    """Whoever types a narrower word also means the broader one, and not the other way."""

    broader: Words
    narrower: tuple[Words, ...] = Field(min_length=1)


class EverydayWords(Strict):
    """How people call what the texts name otherwise; the first of ``same`` is the texts' word."""

    same: tuple[tuple[Words, ...], ...] = ()
    kinds: tuple[NarrowerWords, ...] = ()
