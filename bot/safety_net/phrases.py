"""The notation in which a rule's phrases are written: words as people type them, and few signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from bot.safety_net.matching import (
    AnyOf,
    Edge,
    Gap,
    Known,
    NumberRange,
    Perhaps,
    Step,
    Steps,
    without_words,
)
from bot.safety_net.spelling import Spelling, Words

STEM = "*"
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


# The parts of a phrase are joined by "+": they may stand in any order, near one another.
Phrase = tuple[Steps, ...]


class Notation:
    """Reads the phrases of one file; a word that is met again is made once."""

    def __init__(self, spelling: Spelling, groups: Iterable[str]) -> None:
        """``groups`` are the names that phrases may mention; what they stand for is told later."""
        self.groups = {name: AnyOf() for name in groups}
        self.words: dict[str, Words] = {}  # all that was read: as it is written, as it is spelled
        self._spelling = spelling
        self._known: dict[str, Steps | str] = {}  # a sign that joins others stays what it is

    def read(self, text: str, most_parts: int | None = None) -> Phrase:
        """The phrase that an editor wrote; raises PhraseProblem for one that cannot be read."""
        if len(text) > LONGEST:
            raise PhraseProblem(f"this phrase has more than {LONGEST} characters; make two of it")
        phrase = _Reader().read(self._meanings(_SAID.findall(text)))
        if most_parts is not None and len(phrase) > most_parts:
            raise PhraseProblem("'+' is for the phrases of a rule; write two wordings here")
        if any(map(without_words, phrase)):
            raise PhraseProblem("there must be a word in it that cannot be left out")
        return phrase

    def _meanings(self, said: Iterable[str]) -> list[Steps | str]:
        known = self._known
        return [known.get(one) or self._learned(one) for one in said]

    def _learned(self, said: str) -> Steps | str:
        self._known[said] = self._meaning(said)
        return self._known[said]

    def _meaning(self, said: str) -> Steps | str:
        kind = _KIND.fullmatch(said)
        match kind and kind.lastgroup:
            case "word":
                return self._word(said)
            case "sign":
                return (_EDGE,) if said == "/" else said
            case "gap":
                return (_GAP,)
            case "range":
                return (_range(said),)
            case "group":
                return (self._group(said[1:-1]),)
            case _:
                raise PhraseProblem(f"'{said}' has no meaning here; take it out")

    def _word(self, written: str) -> Steps:
        keys = self.words[written] = self._spelling.of(written.removesuffix(STEM))
        if not keys:
            raise PhraseProblem(f"'{written}' has no letter that counts; take it out")
        if written.endswith(STEM):
            keys = (*keys[:-1], keys[-1] + STEM)
        return tuple(map(Known, keys))

    def _group(self, name: str) -> Step:
        if name not in self.groups:
            raise PhraseProblem(f"there is no group '{name}'; mend the name or add the group")
        return self.groups[name]


def group_names(text: str) -> list[str]:
    """The groups that a phrase mentions."""
    return [said[1:-1] for said in re.findall(_KINDS["group"], text)]


_GAP, _EDGE = Gap(), Edge()


def _range(said: str) -> NumberRange:
    least, _, most = said.partition("..")
    if float(least) > float(most):
        raise PhraseProblem(f"in '{said}' the smaller number comes first")
    return NumberRange(float(least), float(most), "." in least and "." in most)


class _Reader:
    """Reads one word or sign after the other."""

    def __init__(self) -> None:
        self._parts: list[Steps] = []
        self._way: list[Steps] = []
        self._around: list[tuple[list[Steps], list[Steps]]] = []  # of each open bracket
        self._bars: list[int] = []  # outside of brackets: before which elements a "|" stands

    def read(self, meanings: Iterable[Steps | str]) -> Phrase:
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
        ways.append(_one_after_the_other(self._way))
        self._way = []

    def _end_bracket(self) -> None:
        if not self._around:
            raise PhraseProblem("the ')' here has no '(' before it")
        self._end_way()
        self._way, ways = self._around.pop()
        self._way.append((AnyOf(ways),))

    def _make_optional(self) -> None:
        self._refuse_bar_at_end()
        if not self._way:
            raise PhraseProblem("a word is missing before '?'")
        element = self._way.pop()
        if isinstance(element[0], Perhaps):
            raise PhraseProblem("one '?' after another has no meaning; take it out")
        self._way.append((Perhaps(element),))

    def _end_part(self) -> None:
        if self._around:
            raise PhraseProblem("a '+' cannot stand in brackets; write two phrases")
        self._refuse_bar_at_end()
        self._parts.append(_joined(self._way, self._bars))
        self._way, self._bars = [], []

    def _refuse_bar_at_end(self) -> None:
        if not self._around and self._bars[-1:] == [len(self._way)]:
            raise PhraseProblem("a word is missing after '|'")


def _joined(elements: list[Steps], bars: list[int]) -> Steps:
    """Outside of brackets "|" stands between single words: "hot|cold sweat". Where two such
    lists would stand side by side, as in "sick|throwing up|ill", it stands between wordings."""
    if not bars:
        return _one_after_the_other(elements)
    lists: list[list[Steps]] = []
    for at, element in enumerate(elements):
        if at in bars:
            lists[-1].append(element)
        else:
            lists.append([element])
    if any(len(one) > 1 < len(other) for one, other in pairwise(lists)):
        return (AnyOf(_wordings(lists)),)
    return _one_after_the_other([_one_of(ways) for ways in lists])


def _one_of(ways: list[Steps]) -> Steps:
    return ways[0] if len(ways) == 1 else (AnyOf(ways),)


def _one_after_the_other(elements: list[Steps]) -> Steps:
    return elements[0] if len(elements) == 1 else tuple(chain.from_iterable(elements))


def _wordings(lists: list[list[Steps]]) -> Iterator[Steps]:
    """ "a", "b|c", "d|e f": a b, c d and e f."""
    wording: list[Steps] = []
    for first, *others in lists:
        wording.append(first)
        for other in others:
            yield _one_after_the_other(wording)
            wording = [other]
    yield _one_after_the_other(wording)
