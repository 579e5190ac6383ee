"""Phrases made ready to be matched: forward from places where they may begin, backward from places
where they may end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.safety_net.positions import NUMBER, Positions


class Step(ABC):
    """One element of a phrase; takes the places that are reached to those that come next."""

    __slots__ = ()

    @abstractmethod
    def forward(self, text: Positions, places: int) -> int: ...

    @abstractmethod
    def backward(self, text: Positions, places: int) -> int: ...

    @property
    def can_be_left_out(self) -> bool:
        """True where no word of the text need stand for it."""
        return False


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


def without_words(steps: Steps) -> bool:
    """Whether the phrase could be found in a text of which no word belongs to it."""
    return all(step.can_be_left_out for step in steps)


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
class Known(_One):
    """A word, or a stem, which is written with its "*"."""

    key: str

    def mask(self, text: Positions) -> int:
        return text.masks.get(self.key, 0)


@dataclass(frozen=True, slots=True, eq=False)
class NumberRange(_One):
    """A number typed in digits, both ends included; perhaps only one with a decimal place."""

    least: float
    most: float
    decimals: bool

    def mask(self, text: Positions) -> int:
        return text.numbers_within(self.least, self.most, decimals=self.decimals)


class Gap(Step):
    """A few words of any kind, or none, within a sentence."""

    __slots__ = ()

    def forward(self, text: Positions, places: int) -> int:
        return text.spread(places)

    def backward(self, text: Positions, places: int) -> int:
        return text.spread_back(places)

    @property
    def can_be_left_out(self) -> bool:
        return True


class Edge(Step):
    """The begin or end of the text or of a part of it that punctuation sets off."""

    __slots__ = ()

    def forward(self, text: Positions, places: int) -> int:
        return places & text.edges

    def backward(self, text: Positions, places: int) -> int:
        return places & text.edges

    @property
    def can_be_left_out(self) -> bool:
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Perhaps(Step):
    """What may be there or not."""

    steps: Steps

    def forward(self, text: Positions, places: int) -> int:
        return places | forward(self.steps, text, places)

    def backward(self, text: Positions, places: int) -> int:
        return places | backward(self.steps, text, places)

    @property
    def can_be_left_out(self) -> bool:
        return True


class AnyOf(Step):
    """One of several ways; what of it can be in a text is found once for the text."""

    __slots__ = ("longer", "words")

    def __init__(self, ways: Iterable[Steps] = ()) -> None:
        self.stand_for(ways)

    def stand_for(self, ways: Iterable[Steps]) -> None:
        """A group is mentioned before its ways are known."""
        words: list[str] = []
        longer: list[Steps] = []
        for way in ways:
            if len(way) == 1 and isinstance(way[0], Known):
                words.append(way[0].key)
            else:
                longer.append(way)
        self.words, self.longer = tuple(words), tuple(longer)

    def forward(self, text: Positions, places: int) -> int:
        mask, longer = self._in(text)
        reached = (places & mask) << 1
        for way in longer:
            reached |= forward(way, text, places)
        return reached

    def backward(self, text: Positions, places: int) -> int:
        mask, longer = self._in(text)
        reached = (places >> 1) & mask
        for way in longer:
            reached |= backward(way, text, places)
        return reached

    @property
    def can_be_left_out(self) -> bool:
        return any(map(without_words, self.longer))

    def _in(self, text: Positions) -> tuple[int, list[Steps]]:
        """The words of this text that it stands for, and the ways that are in it somewhere."""
        known = text.memory.get(id(self))
        if known is None:
            mask = 0
            for key in text.keys.intersection(self.words):
                mask |= text.masks[key]
            known = mask, [way for way in self.longer if forward(way, text, text.everywhere)]
            text.memory[id(self)] = known
        return known


class Needs:
    """Tells which words a text must have for a phrase to be found in it; what is asked again of
    one step is known."""

    def __init__(self) -> None:
        self._known: dict[Step, Collection[str] | None] = {}

    def steps(self, steps: Iterable[Step]) -> list[Step]:
        """Those that cannot do without a word of the text."""
        return [step for step in steps if self._words(step) is not None]

    def words(self, step: Step) -> Collection[str]:
        """Of which one must be there."""
        return self._words(step) or ()

    def _words(self, step: Step) -> Collection[str] | None:
        match step:
            case Known(key):
                return (key,)
            case NumberRange():
                return (NUMBER,)
            case AnyOf(words=words, longer=longer):
                if step not in self._known:
                    self._known[step] = self._of_each(longer, words) if longer else words
                return self._known[step]
            case _:
                return None

    def _of_each(self, ways: Iterable[Steps], words: Iterable[str]) -> Collection[str] | None:
        """One word of each way: the rarest cannot be told here, so the longest list is avoided."""
        chosen = set(words)
        for way in ways:
            needed = self._fewest(way)
            if needed is None:
                return None
            chosen.update(needed)
        return tuple(chosen)  # a fraction of a set's size

    def _fewest(self, way: Steps) -> Collection[str] | None:
        known = next((step for step in way if isinstance(step, Known)), None)
        if known is not None:
            return (known.key,)
        lists = [self.words(step) for step in self.steps(way)]
        return min(lists, key=len, default=None)
