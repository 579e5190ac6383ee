"""The rules as an editor writes them; what is wrong between them is named by its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)

from bot.safety_net.phrases import LONGEST, group_names

MOST_WAYS = 2_000  # phrases of one rule, or wordings of one group

_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=48)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Place = tuple[str | int, ...]


def _phrase(written: object) -> str:
    if not isinstance(written, str | int):
        raise ValueError("write a phrase here, as words on one line")
    return str(written)


# Phrases as they are written; ``Notation`` reads them.
_Phrases = Annotated[
    tuple[Annotated[str, PlainValidator(_phrase)], ...], Field(max_length=MOST_WAYS)
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Card(StrEnum):
    """Which card is shown."""

    REDFLAG = "redflag"
    CRISIS = "crisis"


class CrisisKind(StrEnum):
    """What a rule of the crisis card has heard; the ``flag`` of such a rule."""

    DANGER = "danger"  # something taken or done, or about to be: the emergency number first
    THINKING = "thinking"  # somebody speaks of dying
    HINTS = "hints"  # worn out, a burden, a farewell
    SOMEBODY_ELSE = "somebody-else"  # a worried relative or friend writes


class Sign(NamedTuple):
    """What a rule stands for, without its phrases."""

    card: Card
    flag: str
    rule: str


class Rule(_Strict):
    """One sign and the ways to say it."""

    id: Name
    card: Card
    flag: Name  # the id of a sign on the card, or a CrisisKind
    says: _Phrases = ()  # unless it is denied, long past, asked in general, or ``unless`` stands by
    surely: _Phrases = ()  # unless it is denied
    unless: _Phrases = ()

    @property
    def sign(self) -> Sign:
        return Sign(self.card, self.flag, self.id)

    @model_validator(mode="after")
    def something_raises_it(self) -> Self:
        if not self.says and not self.surely:
            raise ValueError("a rule needs phrases under 'says' or 'surely'")
        return self

    @model_validator(mode="after")
    def a_crisis_is_of_a_known_kind(self) -> Self:
        kinds = [kind.value for kind in CrisisKind]
        if self.card is Card.CRISIS and self.flag not in kinds:
            raise ValueError(f"the flag of a crisis rule is one of: {', '.join(kinds)}")
        return self


class RuleSet(_Strict):
    """All rules of a language, and the words that they share."""

    short: Mapping[Text, tuple[Text, ...]] = Field(default_factory=dict)
    real_words: tuple[Text, ...] = ()
    groups: Mapping[Name, _Phrases] = Field(default_factory=dict)
    denied_before: _Phrases = ()
    denied_after: _Phrases = ()
    general: _Phrases = ()
    past: _Phrases = ()
    now: _Phrases = ()
    rules: tuple[Rule, ...] = Field(min_length=1)


class RuleProblem(NamedTuple):
    """Something wrong between two places of a file that can be read."""

    place: Place
    message: str
    advice: str


def problems(rules: RuleSet) -> Iterator[RuleProblem]:
    """Groups that lead back to themselves, and ids given twice."""
    mentioned = {
        name: {other for way in ways for other in group_names(way)}
        for name, ways in rules.groups.items()
    }
    for name in mentioned:
        if name in _reached(mentioned, name):
            yield RuleProblem(
                ("groups", name), f"the group '{name}' contains itself.", "Take it out of there."
            )
    seen: set[str] = set()
    for index, rule in enumerate(rules.rules):
        if rule.id in seen:
            yield RuleProblem(
                ("rules", index, "id"),
                f"the id '{rule.id}' is used twice.",
                "Give one of them another id.",
            )
        seen.add(rule.id)


def _reached(mentioned: Mapping[str, set[str]], start: str) -> set[str]:
    """Every group that is met on the way from the ones that ``start`` mentions."""
    met: set[str] = set()
    ahead = [start]
    while ahead:
        new = mentioned.get(ahead.pop(), set()) - met
        met |= new
        ahead.extend(new)
    return met
