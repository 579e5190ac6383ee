"""Phrases made ready to be matched: forward from places where they may begin, backward from places
where they may end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.safety_net.phrases import (
    STEM,
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
from bot.safety_net.spelling import Words


class Step(ABC):
    """One element of a phrase; takes the places that are reached to those that come next."""

    __slots__ = ()

    @abstractmethod
    def forward(self, text: Positions, places: int) -> int: ...

    @abstractmethod
    def backward(self, text: Positions, places: int) -> int: ...


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

    __slots__ = ()

    @abstractmethod
    def mask(self, text: Positions) -> int: ...

    def forward(self, text: Positions, places: int) -> int:
        return (places & self.mask(text)) << 1

    def backward(self, text: Positions, places: int) -> int:
        return (places >> 1) & self.mask(text)


@dataclass(frozen=True, slots=True, eq=False)
class _Known(_One):
    """A word, or a stem, which is written with its "*"."""

    key: str

    def mask(self, text: Positions) -> int:
        return text.masks.get(self.key, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Range(_One):
    least: float
    most: float
    decimals: bool

    def mask(self, text: Positions) -> int:
        return text.numbers_within(self.least, self.most, decimals=self.decimals)


@dataclass(frozen=True, slots=True, eq=False)
class _Gap(Step):
    def forward(self, text: Positions, places: int) -> int:
        return text.spread(places)

    def backward(self, text: Positions, places: int) -> int:
        return text.spread_back(places)


@dataclass(frozen=True, slots=True, eq=False)
class _Edge(Step):
    def forward(self, text: Positions, places: int) -> int:
        return places & text.edges

    def backward(self, text: Positions, places: int) -> int:
        return places & text.edges


_GAP, _EDGE = _Gap(), _Edge()


@dataclass(frozen=True, slots=True, eq=False)
class _AnyOf(Step):
    """One of several ways; what of it can be in a text is found once for the text."""

    words: tuple[str, ...]
    ways: tuple[Steps, ...]  # those that are more than one word
    optional: bool

    def forward(self, text: Positions, places: int) -> int:
        mask, ways = self._in(text)
        reached = (places & mask) << 1
        for way in ways:
            reached |= forward(way, text, places)
        return reached | places if self.optional else reached

    def backward(self, text: Positions, places: int) -> int:
        mask, ways = self._in(text)
        reached = (places >> 1) & mask
        for way in ways:
            reached |= backward(way, text, places)
        return reached | places if self.optional else reached

    def _in(self, text: Positions) -> tuple[int, list[Steps]]:
        """The words of this text that it stands for, and the ways that are in it somewhere."""
        known = text.memory.get(id(self))
        if known is None:
            mask = 0
            for key in text.keys.intersection(self.words):
                mask |= text.masks[key]
            known = mask, [way for way in self.ways if forward(way, text, text.everywhere)]
            text.memory[id(self)] = known
        return known


class Matcher:
    """Makes phrases of one language ready; a word or group that is met again is made once."""

    def __init__(
        self, spelled: Mapping[str, Words], groups: Mapping[str, Iterable[Sequence]]
    ) -> None:
        self._words = {written: _known(written, keys) for written, keys in spelled.items()}
        self._groups = groups
        self._made_groups: dict[str, Step] = {}

    def steps(self, sequence: Sequence) -> Steps:
        if len(sequence) == 1:  # most ways of a choice are one word
            return self._steps_of(sequence[0])
        return tuple([step for element in sequence for step in self._steps_of(element)])

    def _steps_of(self, element: Element) -> Steps:
        match element:
            case Word(written):
                return self._words[written]
            case NumberRange(least, most, decimals):
                return (_Range(least, most, decimals),)
            case GroupName(name):
                return (self._group(name),)
            case Gap():
                return (_GAP,)
            case Edge():
                return (_EDGE,)
            case Choice(ways, optional):
                return (self._any_of(ways, optional=optional),)

    def _group(self, name: str) -> Step:
        if name not in self._made_groups:
            self._made_groups[name] = self._any_of(self._groups[name], optional=False)
        return self._made_groups[name]

    def _any_of(self, ways: Iterable[Sequence], *, optional: bool) -> _AnyOf:
        words: list[str] = []
        longer: list[Steps] = []
        for way in map(self.steps, ways):
            if len(way) == 1 and isinstance(way[0], _Known):
                words.append(way[0].key)
            else:
                longer.append(way)
        return _AnyOf(tuple(words), tuple(longer), optional)


def _known(written: str, keys: Words) -> Steps:
    *before, last = keys
    return tuple(map(_Known, (*before, last + STEM if written.endswith(STEM) else last)))


class Needs:
    """Tells of phrases which words must be in a text in which they are to be found; what is asked
    again of one step is known."""

    def __init__(self) -> None:
        self._known: dict[Step, frozenset[str] | None] = {}

    def of(self, steps: Steps) -> list[frozenset[str]]:
        """For each element that cannot be left out: the words of which one must be there."""
        return [keys for step in steps if (keys := self._of_step(step)) is not None]

    def _of_step(self, step: Step) -> frozenset[str] | None:
        if step not in self._known:
            self._known[step] = self._found(step)
        return self._known[step]

    def _found(self, step: Step) -> frozenset[str] | None:
        match step:
            case _Known(key):
                return frozenset({key})
            case _Range():
                return frozenset({NUMBER})
            case _AnyOf(words, ways, optional=False):
                return self._of_ways(words, ways)
            case _:
                return None

    def _of_ways(self, words: Iterable[str], ways: Iterable[Steps]) -> frozenset[str] | None:
        """One word of each way: the rarest cannot be told here, so the longest list is avoided."""
        chosen = set(words)
        for needs in map(self.of, ways):
            if not needs:
                return None
            chosen |= min(needs, key=len)
        return frozenset(chosen)
