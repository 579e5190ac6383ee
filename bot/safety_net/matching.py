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
from bot.safety_net.positions import NUMBER, Positions

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


@dataclass(frozen=True, slots=True)
class _Known(_One):
    """A word, or a stem, which is written with its "*"."""

    key: str

    def mask(self, text: Positions) -> int:
        return text.masks.get(self.key, 0)

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})


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
    """One of several ways; what of it can be in a text is found once for the text."""

    def __init__(self, ways: Iterable[Steps], *, optional: bool = False) -> None:
        ways = tuple(ways)
        self._optional = optional
        single = [way[0].key for way in ways if len(way) == 1 and isinstance(way[0], _Known)]
        self._words = frozenset(single)
        keys = None if optional else _any_keys(ways)
        self._keys = self._words if keys == self._words else keys  # one of both is enough to keep
        self._ways: dict[str, tuple[Steps, ...]] = {}  # longer ones, by a word they need
        self._unneeding: tuple[Steps, ...] = ()
        for way in ways:
            if not (len(way) == 1 and isinstance(way[0], _Known)):
                self._note(way)

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

    def _note(self, way: Steps) -> None:
        keys = min(key_sets(way), key=len, default=frozenset[str]())
        for key in keys:
            self._ways[key] = (*self._ways.get(key, ()), way)
        if not keys:
            self._unneeding = (*self._unneeding, way)

    def _in(self, text: Positions) -> tuple[int, list[Steps]]:
        """The words of this text that it stands for, and the ways that are in it somewhere."""
        known = text.memory.get(id(self))
        if known is None:
            mask = 0
            for key in text.keys & self._words:
                mask |= text.masks[key]
            near = (way for key in text.keys & self._ways.keys() for way in self._ways[key])
            ways = {id(way): way for way in (*self._unneeding, *near)}.values()
            known = mask, [way for way in ways if forward(way, text, text.everywhere)]
            text.memory[id(self)] = known
        return known


class Matcher:
    """Makes phrases of one language ready; what is written twice is made once."""

    def __init__(self, spelled: Spelling, groups: Mapping[str, tuple[Sequence, ...]]) -> None:
        self._spelled = spelled
        self._groups = groups
        self._made: dict[Element, Steps] = {}

    def steps(self, sequence: Sequence) -> Steps:
        return tuple(step for element in sequence for step in self._steps_of(element))

    def _steps_of(self, element: Element) -> Steps:
        if element not in self._made:
            self._made[element] = self._make(element)
        return self._made[element]

    def _make(self, element: Element) -> Steps:
        match element:
            case Word(text, stem=True):
                *before, last = self._spelled(text)
                return (*map(_Known, before), _Known(f"{last}*"))
            case Word(text):
                return tuple(map(_Known, self._spelled(text)))
            case NumberRange(least, most, decimals):
                return (_Range(least, most, decimals),)
            case GroupName(name):
                return (_AnyOf(map(self.steps, self._groups[name])),)
            case Gap():
                return (_Gap(),)
            case Edge():
                return (_Edge(),)
            case Choice(ways, optional):
                return (_AnyOf(map(self.steps, ways), optional=optional),)


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
