"""The rules of one language, ready to be held against a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.safety_net.folding import Token
from bot.safety_net.lexicon import Lexicon
from bot.safety_net.matching import Needs, backward, forward
from bot.safety_net.phrases import STEM, Phrase
from bot.safety_net.positions import Positions
from bot.safety_net.reading import read
from bot.safety_net.rule_phrases import Phrases, RulePhrases
from bot.safety_net.rules import Sign

_NEAR = 15  # words between the parts of a phrase that are joined by "+"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A phrase of a rule; ``sure`` ones hold whatever stands around them."""

    rule: int
    parts: Phrase
    sure: bool
    needs: tuple[Collection[str], ...]  # of each a word must be there

    def may_be_in(self, text: Positions) -> bool:
        return not any(map(text.keys.isdisjoint, self.needs))


@dataclass(frozen=True, slots=True)
class Read:
    """A text as this language reads it, with the places at which no sign may begin or end."""

    text: Positions
    denied_begins: int
    denied_ends: int
    known: int  # words that this language knows, typed without a slip
    set_aside: int  # sentences that ask in general or speak of long ago


class LanguageRules:
    """Made once when the content is loaded; may be used from anywhere at any time."""

    def __init__(self, language: str, phrases: Phrases) -> None:
        self.language = language
        self.lexicon = _lexicon(phrases)
        self._signs = [rule.sign for rule in phrases.rules]
        self._denied_before = phrases.denied_before
        self._denied_after = phrases.denied_after
        self._aside = phrases.general + phrases.past
        self._now = phrases.now
        self._unless = {rule.sign.rule: rule.unless for rule in phrases.rules}
        self._patterns = list(_patterns(phrases.rules, Needs()))
        self._by_key = _index(self._patterns)

    def read(self, typed: list[Token], elsewhere: Container[str], known: int) -> Read:
        """``elsewhere`` are words that another language knows: they are no slips of this one."""
        text = Positions(read(typed, self.lexicon, elsewhere))
        denied_begins = _union(forward(way, text, text.everywhere) for way in self._denied_before)
        after = _union(backward(way, text, text.everywhere) for way in self._denied_after)
        aside = _union(forward(way, text, text.everywhere) for way in self._aside) >> 1
        now = _union(forward(way, text, text.everywhere) for way in self._now) >> 1 if aside else 0
        set_aside = text.sentences_of(aside) & ~text.sentences_of(now) if aside else 0
        return Read(text, denied_begins & text.inside, after & text.inside, known, set_aside)

    def heard(self, read: Read, set_aside: Callable[[str], int]) -> list[Sign]:
        """The rules that apply, in the order of the file; ``set_aside`` says for a rule's id in
        which sentences only what is sure counts."""
        found: set[int] = set()
        for pattern in self._candidates(read.text):
            if pattern.rule not in found and self._applies(pattern, read, set_aside):
                found.add(pattern.rule)
        return [self._signs[number] for number in sorted(found)]

    def _candidates(self, text: Positions) -> Iterator[_Pattern]:
        keys = text.keys & self._by_key.keys()
        near = {number for key in keys for number in self._by_key[key]}
        return (self._patterns[number] for number in near if self._patterns[number].may_be_in(text))

    def _applies(self, pattern: _Pattern, read: Read, set_aside: Callable[[str], int]) -> bool:
        text, begins = read.text, read.text.everywhere & ~read.denied_begins
        ends = [forward(part, text, begins) & ~read.denied_ends for part in pattern.parts]
        if not all(ends) or not _near(ends):
            return False
        if pattern.sure:
            return True
        unheeded = set_aside(self._signs[pattern.rule].rule)
        begins &= ~text.words_of(unheeded) if unheeded else -1
        return any(forward(part, text, begins) & ~read.denied_ends for part in pattern.parts)

    def exempt(self, read: Read, rule_id: str) -> int:
        """The sentences in which a phrase stands that this rule names under "unless"."""
        text, ways = read.text, self._unless.get(rule_id, ())
        found = _union(forward(way, text, text.everywhere) for way in ways) >> 1
        return text.sentences_of(found) if found else 0


def _patterns(rules: Iterable[RulePhrases], needs: Needs) -> Iterator[_Pattern]:
    for number, rule in enumerate(rules):
        for sure, phrases in ((True, rule.surely), (False, rule.says)):
            for phrase in phrases:
                needed = needs.steps(chain.from_iterable(phrase))
                yield _Pattern(number, phrase, sure, tuple(map(needs.words, needed)))


def _union(masks: Iterable[int]) -> int:
    united = 0
    for mask in masks:
        united |= mask
    return united


def _near(ends: list[int]) -> bool:
    reach = ends[0]
    if len(ends) > 1:
        for step in (1, 2, 4, 8):  # together 15
            reach |= reach << step | reach >> step
    return all(reach & other for other in ends)


def _index(patterns: Iterable[_Pattern]) -> dict[str, list[int]]:
    """The patterns by words of which one must be in the text: by those that fewest patterns use."""
    uses = Counter[str]()
    for pattern in patterns:
        for words in pattern.needs:
            uses.update(words)
    index: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for word in min(pattern.needs, key=lambda words: sum(map(uses.__getitem__, words))):
            index.setdefault(word, []).append(number)
    return index


def _lexicon(phrases: Phrases) -> Lexicon:
    written = phrases.words
    stems = {
        phrases.spelling.keys(word.removesuffix(STEM))[-1]
        for word in written
        if word.endswith(STEM)
    }
    words = {key for word, keys in written.items() if not word.endswith(STEM) for key in keys}
    return Lexicon(phrases.spelling, words, stems, phrases.real_words)
