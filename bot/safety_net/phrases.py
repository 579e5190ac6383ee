"""The notation in which a rule's phrases are written: words as people type them, and few signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

GAP = 4  # "..." stands for none to this many words
DEEPEST = 10  # brackets, one inside the other
LONGEST = 2_000  # characters of one phrase

_SIGNS = re.compile(
    r"\s*(?:(?P<gap>\.\.\.|…)"
    r"|(?P<range>\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?)"
    r"|<(?P<group>[a-z0-9]+(?:-[a-z0-9]+)*)>"
    r"|(?P<sign>[()|?+/])"
    r"|(?P<word>(?:[^\W_]|['’°.](?=[^\W_])|°)+\*?))"
)


class PhraseProblem(ValueError):
    """A phrase that cannot be read; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; as a stem it stands for all words that begin so."""

    text: str
    stem: bool = False


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
    reader = _Reader(list(_tokens(text)))
    parts = [reader.sequence()]
    while reader.take("+"):
        parts.append(reader.sequence())
    if reader.next is not None:
        raise PhraseProblem(f"the '{reader.next.text}' here has no '(' before it")
    for part in parts:
        _refuse_wordless(part)
    return tuple(parts)


def group_names(phrase: Phrase) -> Iterator[str]:
    """The groups that a phrase mentions."""
    for part in phrase:
        yield from _names_in(part)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    element: Element | None = None


def _tokens(text: str) -> Iterator[_Token]:
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _SIGNS.match(text, at)
        if found is None:
            raise PhraseProblem(f"'{text[at:].strip()[:1]}' has no meaning here; take it out")
        at = found.end()
        kind = str(found.lastgroup)
        yield _token(kind, found[kind])


@lru_cache(maxsize=4_096)  # phrases share most of their words and all of their signs
def _token(kind: str, said: str) -> _Token:
    match kind:
        case "gap":
            return _Token(said, Gap())
        case "range":
            return _Token(said, _range(said))
        case "group":
            return _Token(said, GroupName(said))
        case "sign":
            return _Token(said, Edge() if said == "/" else None)
        case _:
            return _Token(said, Word(said.rstrip("*"), stem=said.endswith("*")))


def _range(said: str) -> NumberRange:
    least, _, most = said.partition("..")
    if float(least) > float(most):
        raise PhraseProblem(f"in '{said}' the smaller number comes first")
    return NumberRange(float(least), float(most), "." in least and "." in most)


class _Reader:
    """Reads one token after the other."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._ahead = iter(tokens)
        self._depth = 0
        self.next = next(self._ahead, None)

    def take(self, sign: str) -> bool:
        if self.next is not None and self.next.element is None and self.next.text == sign:
            self.next = next(self._ahead, None)
            return True
        return False

    def sequence(self) -> Sequence:
        """Outside of brackets "|" stands between single words: "hot|cold sweat". Where two such
        lists would stand side by side, as in "sick|throwing up|ill", it stands between wordings."""
        lists: list[list[Element]] = []
        while (element := self._single()) is not None:
            lists.append([element])
            while self.take("|"):
                lists[-1].append(self._after_bar())
        if any(len(one) > 1 < len(other) for one, other in pairwise(lists)):
            return (Choice(tuple(_wordings(lists))),)
        return tuple(_one_of(ways) for ways in lists)

    def _after_bar(self) -> Element:
        following = self._single()
        if following is None:
            raise PhraseProblem("a word is missing after '|'")
        return following

    def _single(self) -> Element | None:
        if self.take("("):
            self._depth += 1
            if self._depth > DEEPEST:
                raise PhraseProblem("too many brackets stand one inside the other")
            bracket = self._bracket()
            self._depth -= 1
            return bracket
        if self.next is None or self.next.element is None:
            return None
        element, self.next = self.next.element, next(self._ahead, None)
        return Choice(((element,),), optional=True) if self.take("?") else element

    def _bracket(self) -> Element:
        ways = [self._way()]
        while self.take("|"):
            ways.append(self._way())
        if not self.take(")"):
            raise PhraseProblem("a '(' has no ')'")
        return Choice(tuple(ways), optional=self.take("?"))

    def _way(self) -> Sequence:
        """In brackets each way may have several words."""
        elements: list[Element] = []
        while (element := self._single()) is not None:
            elements.append(element)
        if not elements:
            raise PhraseProblem("a word is missing beside '(' or '|'")
        return tuple(elements)


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


def _names_in(part: Sequence) -> Iterator[str]:
    for element in part:
        match element:
            case GroupName(name):
                yield name
            case Choice(ways):
                for way in ways:
                    yield from _names_in(way)
