"""The phrases of one file, read; what is wrong with one of them is named by its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.safety_net.matching import Steps
from bot.safety_net.phrases import Notation, Phrase, PhraseProblem
from bot.safety_net.rules import Place, Rule, RuleProblem, RuleSet, Sign
from bot.safety_net.spelling import Spelling
from bot.safety_net.transliteration import is_cyrillic


@dataclass(frozen=True, slots=True)
class RulePhrases:
    """A rule whose phrases are ready; of each kind as ``Rule`` names it."""

    sign: Sign
    says: tuple[Phrase, ...]
    surely: tuple[Phrase, ...]
    unless: tuple[Steps, ...]


class Phrases:
    """Needed only until ``LanguageRules`` are made of it; with ``problems`` none can be."""

    def __init__(self, rules: RuleSet) -> None:
        self.problems: list[RuleProblem] = []
        self.spelling = Spelling(rules.short, cyrillic=any(map(is_cyrillic, _written(rules))))
        self._notation = Notation(self.spelling, rules.groups)
        self.words = self._notation.words
        self.real_words = rules.real_words
        for name, ways in rules.groups.items():
            self._notation.groups[name].stand_for(self._wordings(("groups", name), ways))
        self.denied_before = self._wordings(("denied_before",), rules.denied_before)
        self.denied_after = self._wordings(("denied_after",), rules.denied_after)
        self.general = self._wordings(("general",), rules.general)
        self.past = self._wordings(("past",), rules.past)
        self.now = self._wordings(("now",), rules.now)
        self.rules = [self._rule(("rules", at), rule) for at, rule in enumerate(rules.rules)]

    def _rule(self, place: Place, rule: Rule) -> RulePhrases:
        return RulePhrases(
            rule.sign,
            tuple(self._read((*place, "says"), rule.says)),
            tuple(self._read((*place, "surely"), rule.surely)),
            self._wordings((*place, "unless"), rule.unless),
        )

    def _wordings(self, place: Place, written: Iterable[str]) -> tuple[Steps, ...]:
        return tuple(phrase[0] for phrase in self._read(place, written, most_parts=1))

    def _read(
        self, place: Place, written: Iterable[str], most_parts: int | None = None
    ) -> Iterator[Phrase]:
        for at, text in enumerate(written):
            try:
                yield self._notation.read(text, most_parts)
            except PhraseProblem as problem:
                self.problems.append(RuleProblem((*place, at), f"{problem}.", ""))


def _written(rules: RuleSet) -> Iterator[str]:
    lists = (rules.denied_before, rules.denied_after, rules.general, rules.past, rules.now)
    for texts in (*lists, *rules.groups.values()):
        yield from texts
    for rule in rules.rules:
        yield from (*rule.says, *rule.surely, *rule.unless)
