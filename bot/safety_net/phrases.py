"""The notation in which a rule's phrases are written: words as people type them, and few signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

STEM = "*"
GAP = 4  # "..." stands for none to this many words
DEEPEST = 10  # brackets, one inside the other
LONGEST = 2_000  # characters of one phrase

_KINDS = {
    "gap": r"\.\.\.|…",
    "range": r"\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?",
    "group": r"<[a-z0-9]+(?:-[a-z0-9]+)*>",
    "sign": r"[()|?+/]",
    "word": r"(?:[^\W_]++|['’.](?=[^\W_])|°)++\*?",
}
_KIND = re.compile("|".join(f"(?P<{kind}>{written})" for kind, written in _KINDS.items()))
_SAID = re.compile("|".join((*_KINDS.values(), r"\S")))  # the last is a sign that means nothing


class PhraseProblem(ValueError):
    """A phrase that cannot be read; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; with ``STEM`` at its end it stands for all words that begin so."""

    written: str


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number typed in digits, both ends included; perhaps only one with a decimal place."""

    least: float
    most: float
    decimals: bool = False


@dataclass(frozen=True, slots=True)
class GroupName:
    """Any of the wordings that a group lists."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """None to ``GAP`` words of any kind, within a sentence."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The begin or end of the text or of a part of it that punctuation sets off."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several wordings; an optional one may be left out."""

    ways: tuple[Sequence, ...]
    optional: bool = False


Element = Word | NumberRange | GroupName | Gap | Edge | Choice
Sequence = tuple[Element, ...]
# The parts of a phrase are joined by "+": they may stand in any order, near one another.
Phrase = tuple[Sequence, ...]


def parse(text: str) -> Phrase:
    """The phrase that an editor wrote; raises PhraseProblem for one that cannot be read."""
    if len(text) > LONGEST:
        raise PhraseProblem(f"this phrase has more than {LONGEST} characters; make two of it")
    phrase = _Reader().read(map(meaning, _SAID.findall(text)))
    for part in phrase:
        _refuse_wordless(part)
    return phrase


def elements(sequences: Iterable[Sequence]) -> Iterator[Element]:
    """All that stands in them, at every depth and in no order."""
    ahead = list(sequences)
    while ahead:
        for element in ahead.pop():
            yield element
            if isinstance(element, Choice):
                ahead.extend(element.ways)


def group_names(phrase: Phrase) -> Iterator[str]:
    """The groups that a phrase mentions."""
    return (element.name for element in elements(phrase) if isinstance(element, GroupName))


@lru_cache(maxsize=8_192)  # phrases share most of their words and all of their signs
def meaning(said: str) -> Element | str:
    """The element that a word or sign of a phrase stands for; the sign itself where it joins
    elements. Whoever has read all phrases of a file clears this cache."""
    kind = _KIND.fullmatch(said)
    match kind and kind.lastgroup:
        case "gap":
            return Gap()
        case "range":
            return _range(said)
        case "group":
            return GroupName(said[1:-1])
        case "sign":
            return Edge() if said == "/" else said
        case "word":
            return Word(said)
        case _:
            raise PhraseProblem(f"'{said}' has no meaning here; take it out")


def _range(said: str) -> NumberRange:
    least, _, most = said.partition("..")
    if float(least) > float(most):
        raise PhraseProblem(f"in '{said}' the smaller number comes first")
    return NumberRange(float(least), float(most), "." in least and "." in most)


class _Reader:
    """Reads one word or sign after the other."""

    def __init__(self) -> None:
        self._parts: list[Sequence] = []
        self._way: list[Element] = []
        self._around: list[tuple[list[Element], list[Sequence]]] = []  # of each open bracket
        self._bars: list[int] = []  # outside of brackets: before which elements a "|" stands

    def read(self, meanings: Iterable[Element | str]) -> Phrase:
        for one in meanings:
            if isinstance(one, str):
                self._heed(one)
            else:
                self._way.append(one)
        if self._around:
            raise PhraseProblem("a '(' has no ')'")
        self._end_part()
        return tuple(self._parts)

    def _heed(self, sign: str) -> None:
        match sign:
            case "|" if self._around:
                self._end_way()
            case "|":
                self._note_bar()
            case "(":
                self._begin_bracket()
            case ")":
                self._end_bracket()
            case "?":
                self._make_optional()
            case _:
                self._end_part()

    def _note_bar(self) -> None:
        if not self._way:
            raise PhraseProblem("a word is missing before '|'")
        self._refuse_bar_at_end()
        self._bars.append(len(self._way))

    def _begin_bracket(self) -> None:
        if len(self._around) == DEEPEST:
            raise PhraseProblem("too many brackets stand one inside the other")
        self._around.append((self._way, []))
        self._way = []

    def _end_way(self) -> None:
        """In brackets each way may have several words."""
        if not self._way:
            raise PhraseProblem("a word is missing beside '(' or '|'")
        _, ways = self._around[-1]
        ways.append(tuple(self._way))
        self._way = []

    def _end_bracket(self) -> None:
        if not self._around:
            raise PhraseProblem("the ')' here has no '(' before it")
        self._end_way()
        self._way, ways = self._around.pop()
        self._way.append(Choice(tuple(ways)))

    def _make_optional(self) -> None:
        self._refuse_bar_at_end()
        if not self._way:
            raise PhraseProblem("a word is missing before '?'")
        match self._way.pop():
            case Choice(_, optional=True):
                raise PhraseProblem("one '?' after another has no meaning; take it out")
            case Choice(ways):
                self._way.append(Choice(ways, optional=True))
            case element:
                self._way.append(Choice(((element,),), optional=True))

    def _end_part(self) -> None:
        if self._around:
            raise PhraseProblem("a '+' cannot stand in brackets; write two phrases")
        self._refuse_bar_at_end()
        self._parts.append(_joined(self._way, self._bars))
        self._way, self._bars = [], []

    def _refuse_bar_at_end(self) -> None:
        if not self._around and self._bars[-1:] == [len(self._way)]:
            raise PhraseProblem("a word is missing after '|'")


def _joined(elements: list[Element], bars: list[int]) -> Sequence:
    """Outside of brackets "|" stands between single words: "hot|cold sweat". Where two such
    lists would stand side by side, as in "sick|throwing up|ill", it stands between wordings."""
    if not bars:
        return tuple(elements)
    lists: list[list[Element]] = []
    for at, element in enumerate(elements):
        if at in bars:
            lists[-1].append(element)
        else:
            lists.append([element])
    if any(len(one) > 1 < len(other) for one, other in pairwise(lists)):
        return (Choice(tuple(_wordings(lists))),)
    return tuple(_one_of(ways) for ways in lists)


def _one_of(ways: list[Element]) -> Element:
    return ways[0] if len(ways) == 1 else Choice(tuple((way,) for way in ways))


def _wordings(lists: list[list[Element]]) -> Iterator[Sequence]:
    """ "a", "b|c", "d|e f": a b, c d and e f."""
    wording: list[Element] = []
    for first, *others in lists:
        wording.append(first)
        for other in others:
            yield tuple(wording)
            wording = [other]
    yield tuple(wording)


def _refuse_wordless(part: Sequence) -> None:
    if not any(_is_needed(element) for element in part):
        raise PhraseProblem("there must be a word in it that cannot be left out")


def _is_needed(element: Element) -> bool:
    match element:
        case Gap() | Edge():
            return False
        case Choice(ways, optional):
            return not optional and all(any(map(_is_needed, way)) for way in ways)
        case _:
            return True
