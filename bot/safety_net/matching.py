"""Phrases made ready to be matched: forward from places where they may begin, backward from places
where they may end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.safety_net.phrases import (
    Choice,
    Edge,
    Element,
    Gap,
    GroupName,
    NumberRange,
    Sequence,
    Word,
)
from bot.safety_net.positions import Positions

Spelling = Callable[[str], tuple[str, ...]]


class Step(ABC):
    """One element of a phrase; takes the places that are reached to those that come next."""

    @abstractmethod
    def forward(self, text: Positions, places: int) -> int: ...

    @abstractmethod
    def backward(self, text: Positions, places: int) -> int: ...

    def keys(self) -> frozenset[str] | None:
        """Words one of which must be in the text; None where it can do without any."""
        return None


Steps = tuple[Step, ...]


def forward(steps: Steps, text: Positions, places: int) -> int:
    """The places where the phrase ends, when it begins at one of ``places``."""
    for step in steps:
        if not places:
            return 0
        places = step.forward(text, places)
    return places


def backward(steps: Steps, text: Positions, places: int) -> int:
    """The places where the phrase begins, when it ends at one of ``places``."""
    for step in reversed(steps):
        if not places:
            return 0
        places = step.backward(text, places)
    return places


class _One(Step):
    """A step over one word of the text."""

    @abstractmethod
    def mask(self, text: Positions) -> int: ...

    def forward(self, text: Positions, places: int) -> int:
        return (places & self.mask(text)) << 1

    def backward(self, text: Positions, places: int) -> int:
        return (places >> 1) & self.mask(text)


NUMBER = "0"  # the key of every number


@dataclass(frozen=True, slots=True)
class _Literal(_One):
    word: str

    def mask(self, text: Positions) -> int:
        return text.words.get(self.word, 0)

    def keys(self) -> frozenset[str]:
        return frozenset({self.word})


@dataclass(frozen=True, slots=True)
class _Stem(_One):
    stem: str

    def mask(self, text: Positions) -> int:
        return text.stems.get(self.stem, 0)

    def keys(self) -> frozenset[str]:
        return frozenset({f"{self.stem}*"})


@dataclass(frozen=True, slots=True)
class _Range(_One):
    least: float
    most: float
    decimals: bool

    def mask(self, text: Positions) -> int:
        return text.numbers_within(self.least, self.most, decimals=self.decimals)

    def keys(self) -> frozenset[str]:
        return frozenset({NUMBER})


@dataclass(frozen=True, slots=True)
class _Gap(Step):
    def forward(self, text: Positions, places: int) -> int:
        return text.spread(places)

    def backward(self, text: Positions, places: int) -> int:
        return text.spread_back(places)


@dataclass(frozen=True, slots=True)
class _Edge(Step):
    def forward(self, text: Positions, places: int) -> int:
        return places & text.edges

    def backward(self, text: Positions, places: int) -> int:
        return places & text.edges


class _AnyOf(Step):
    """One of several ways; those of one word are looked up at once, and once for a text."""

    def __init__(self, ways: Iterable[Steps], *, optional: bool = False) -> None:
        ways = tuple(ways)
        self._words = tuple(way[0] for way in ways if len(way) == 1 and isinstance(way[0], _One))
        self._ways = tuple(way for way in ways if not (len(way) == 1 and isinstance(way[0], _One)))
        self._optional = optional
        self._keys = None if optional else _any_keys(ways)

    def keys(self) -> frozenset[str] | None:
        return self._keys

    def forward(self, text: Positions, places: int) -> int:
        mask, ways = self._in(text)
        reached = (places & mask) << 1
        for way in ways:
            reached |= forward(way, text, places)
        return reached | places if self._optional else reached

    def backward(self, text: Positions, places: int) -> int:
        mask, ways = self._in(text)
        reached = (places >> 1) & mask
        for way in ways:
            reached |= backward(way, text, places)
        return reached | places if self._optional else reached

    def _in(self, text: Positions) -> tuple[int, list[Steps]]:
        """The words of this text that it stands for, and the ways that may be in it at all."""
        known = text.memory.get(id(self))
        if known is None:
            mask = 0
            for word in self._words:
                mask |= word.mask(text)
            known = mask, [way for way in self._ways if forward(way, text, text.everywhere)]
            text.memory[id(self)] = known
        return known


@dataclass(frozen=True, slots=True)
class Matcher:
    """Makes phrases of one language ready; a group is made once and shared."""

    spelled: Spelling
    groups: Mapping[str, tuple[Sequence, ...]]
    made: dict[str, Step]

    def steps(self, sequence: Sequence) -> Steps:
        return tuple(step for element in sequence for step in self._steps_of(element))

    def _steps_of(self, element: Element) -> Steps:
        match element:
            case Word(text, stem=True):
                *before, last = self.spelled(text)
                return (*map(_Literal, before), _Stem(last))
            case Word(text):
                return tuple(map(_Literal, self.spelled(text)))
            case NumberRange(least, most, decimals):
                return (_Range(least, most, decimals),)
            case GroupName(name):
                return (self._group(name),)
            case Gap():
                return (_Gap(),)
            case Edge():
                return (_Edge(),)
            case Choice(ways, optional):
                return (_AnyOf(map(self.steps, ways), optional=optional),)

    def _group(self, name: str) -> Step:
        if name not in self.made:
            self.made[name] = _AnyOf(map(self.steps, self.groups[name]))
        return self.made[name]


def key_sets(steps: Steps) -> list[frozenset[str]]:
    """For each element that cannot be left out: the words of which one must be in the text."""
    return [keys for step in steps if (keys := step.keys()) is not None]


def _any_keys(ways: Iterable[Steps]) -> frozenset[str] | None:
    """One word of each way: the rarest cannot be told here, so the longest list is avoided."""
    chosen: set[str] = set()
    for way in ways:
        sets = key_sets(way)
        if not sets:
            return None
        chosen |= min(sets, key=len)
    return frozenset(chosen)
