"""Numbers to call, whatever the language: what they are, when somebody answers, what says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, HttpUrl, StringConstraints, model_validator

from bot.content.model import AddressCheck, Country, Language, Slug, Strict, Words

INTERNATIONAL = re.compile(r"\+[1-9][\d ()/-]{6,22}")
SHORT = re.compile(r"[*#]?\d[\d -]{0,11}")
_OPENING = re.compile(
    r"(?P<first>[a-z]{2})(?:-(?P<last>[a-z]{2}))? "
    r"(?P<opens>[0-2]\d:[0-5]\d)-(?P<closes>[0-2]\d:[0-5]\d)"
)
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
# A crisis line is shown when so many sources name it that do not copy one another.
INDEPENDENT = 2
# A source so many years older than the newest one in the file is said to be old.
OLD = 4

LineId = Annotated[
    str, StringConstraints(pattern=r"^crisis/[a-z0-9]+(-[a-z0-9]+)*$", max_length=56)
]


def _dialled(number: str) -> str:
    if INTERNATIONAL.fullmatch(number) or SHORT.fullmatch(number):
        return number
    raise ValueError("write it as +44 808 808 0000, or a short number as it is dialled: 116 123")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("no time zone has this name: write Europe/Rome") from None
    return name


class NumberSource(Strict):
    """Who says that a number is right; those of one ``lineage`` copy one another."""

    name: Words
    lineage: Slug
    seen: Annotated[str, StringConstraints(pattern=r"^20\d\d(-\d\d){0,2}$")]
    url: HttpUrl | None = None


class Phone(Strict):
    """One number, in the forms in which it is written; ``check --fix`` keeps them right."""

    number: Annotated[Words, AfterValidator(_dialled)]
    local: Words | None = None
    home_only: bool = False
    sources: tuple[Slug, ...] = ()
    dialled_on: date | None = None
    unlisted: Words | None = None  # why it stands here although phonenumbers does not know it

    @model_validator(mode="after")
    def people_at_home_know_it_by_another_form(self) -> Self:
        if not self.short and not self.local:
            raise ValueError("add 'local', the number as people at home write it")
        if self.short and (self.local or self.home_only):
            raise ValueError("a short number has one form, and is for its own country anyway")
        return self

    @property
    def short(self) -> bool:
        return not self.number.startswith("+")

    @property
    def at_home(self) -> str:
        """As people write it in its own country."""
        return self.local or self.number

    @property
    def stays_at_home(self) -> bool:
        """It may fail from another country."""
        return self.short or self.home_only


class TextLine(Phone):
    """A number that takes text messages, and the word to begin with where it wants one."""

    keyword: Words | None = None


class Opening(Strict):
    """Days of the week (0 is Monday) and the hours on them; written "mo-fr 09:00-17:00"."""

    first: int
    last: int
    opens: str
    closes: str

    @model_validator(mode="before")
    @classmethod
    def read(cls, written: Any) -> Any:
        match = _OPENING.fullmatch(written) if isinstance(written, str) else None
        if match is None or not {match["first"], match["last"] or "mo"} <= set(_DAYS):
            raise ValueError("write days and hours as 'mo-fr 09:00-17:00' or 'sa 10:00-24:00'")
        first, last = match["first"], match["last"] or match["first"]
        return {
            "first": _DAYS.index(first),
            "last": _DAYS.index(last),
            "opens": match["opens"],
            "closes": match["closes"],
        }


class Hours(Strict):
    """When somebody answers; where it is not ``sure``, people are told to check."""

    always: bool = False
    open: tuple[Opening, ...] = ()
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    sure: bool = True

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if self.always == bool(self.open):
            raise ValueError("give 'always: true' or 'open:', one of them")
        return self


class CrisisLine(Strict):
    """People who listen to somebody in despair; what a language calls it is ``CrisisLineWords``."""

    id: LineId
    phones: tuple[Phone, ...] = ()
    text: TextLine | None = None
    hours: Hours | None = None
    languages: tuple[Language, ...] = ()
    chat: HttpUrl | None = None
    url: HttpUrl | None = None
    url_check: AddressCheck = AddressCheck.MEMORY

    @model_validator(mode="after")
    def there_is_a_way_to_reach_it(self) -> Self:
        if not (self.phones or self.text or self.chat or self.url):
            raise ValueError("give phones, a text, a chat or a url: who could reach it?")
        return self

    def numbers(self) -> Iterator[Phone]:
        yield from self.phones
        if self.text is not None:
            yield self.text


class CrisisLineWords(Strict):
    """What a crisis line is called in one language, and what to know before one calls."""

    id: LineId
    name: Words
    remark: Words | None = None


class CountryNumbers(Strict):
    """What is dialled in one country; no crisis line without the emergency number beside it."""

    emergency: tuple[Phone, ...] = Field(min_length=1)
    crisis: tuple[CrisisLine, ...] = ()


class ResourceNumbers(Strict):
    """The phones of an organisation from ``resources.yaml``."""

    phones: tuple[Phone, ...] = Field(min_length=1)
    hours: Hours | None = None


class Numbers(Strict):
    """Everything in ``numbers.yaml``; a resource is named by its slug."""

    sources: dict[Slug, NumberSource] = Field(default_factory=dict)
    everywhere: tuple[CrisisLine, ...] = ()
    countries: dict[Country, CountryNumbers] = Field(default_factory=dict)
    resources: dict[Slug, ResourceNumbers] = Field(default_factory=dict)

    def emergency(self, country: str) -> tuple[Phone, ...]:
        """The emergency numbers of a country (ISO code), the one to try first at the front."""
        listed = self.countries.get(country)
        return listed.emergency if listed else ()

    def crisis_lines(self, country: str) -> tuple[CrisisLine, ...]:
        listed = self.countries.get(country)
        return listed.crisis if listed else ()

    def of_resource(self, resource_id: str) -> ResourceNumbers | None:
        """The phones of "resource/macmillan"."""
        return self.resources.get(resource_id.partition("/")[2])

    def with_a_line(self) -> list[str]:
        return [code for code, listed in self.countries.items() if listed.crisis]

    def old_source(self, phone: Phone) -> int | None:
        """The year of the newest source that names the number, where that is long past."""
        years = [int(self.sources[key].seen[:4]) for key in phone.sources if key in self.sources]
        newest = max((int(source.seen[:4]) for source in self.sources.values()), default=0)
        return max(years) if years and newest - max(years) >= OLD else None

    def independent(self, phone: Phone) -> int:
        """How many sources name the number that do not copy one another."""
        return len({self.sources[key].lineage for key in phone.sources if key in self.sources})
