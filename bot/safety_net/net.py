"""The safety net: all languages' rules at once, whatever language a chat is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.safety_net.folding import Token, tokens
from bot.safety_net.language_rules import LanguageRules, Read
from bot.safety_net.rules import Card, CrisisKind, RuleSet
from bot.safety_net.transliteration import is_cyrillic


@dataclass(frozen=True, slots=True)
class Recognised:
    """The card to show and why; nothing of what was typed.

    ``flag`` is the id of a sign on the urgent card, or a ``CrisisKind``; ``language`` is the one
    whose rule was heard, which is the one to answer in.
    """

    card: Card
    flag: str
    rule: str
    language: str

    @property
    def in_danger_now(self) -> bool:
        """Something was taken or done, or is about to be: the emergency number comes first."""
        return self.flag == CrisisKind.DANGER


class SafetyNet:
    """Made once for all rules; ``read`` keeps nothing, and may be called from anywhere."""

    def __init__(self, rules: Mapping[str, RuleSet]) -> None:
        self._languages = [LanguageRules(name, rule_set) for name, rule_set in rules.items()]

    def read(self, text: str) -> Recognised | None:
        """What a message says that cannot wait, or None. A wish to die comes before a red flag,
        and danger at this moment before all. Never raises, and takes no longer than the text is
        long."""
        return min(self.everything(text), key=_urgency, default=None)

    def everything(self, text: str) -> list[Recognised]:
        """All that was heard; where two languages hear it, first the one that knows more of the
        words."""
        typed = tokens(text)
        reads = self._reads(typed)
        set_aside = 0
        for read in reads.values():
            set_aside |= read.set_aside
        by_knowledge = sorted(reads, key=lambda rules: -reads[rules].known)
        return [
            Recognised(*sign, rules.language)
            for rules in by_knowledge
            for sign in rules.heard(reads[rules], set_aside)
        ]

    def _known(self, typed: list[Token]) -> set[str]:
        """Words that some language knows in the letters in which it is written."""
        words = {token.text for token in typed}
        return {
            word
            for word in words
            if any(
                rules.lexicon.knows(word)
                for rules in self._languages
                if rules.lexicon.cyrillic == is_cyrillic(word)
            )
        }

    def _reads(self, typed: list[Token]) -> dict[LanguageRules, Read]:
        """Russian in Latin letters is looked for where no other language knows more of the words:
        "suicid" begins a word in many."""
        elsewhere = self._known(typed)
        reads = {rules: rules.read(typed, elsewhere) for rules in self._languages}
        if any(is_cyrillic(token.text) for token in typed):
            return reads
        most = max(
            (read.known for rules, read in reads.items() if not rules.lexicon.cyrillic), default=0
        )
        return {
            rules: read
            for rules, read in reads.items()
            if not rules.lexicon.cyrillic or read.known >= max(most, 1)
        }


def _urgency(found: Recognised) -> int:
    """0 is shown first."""
    if found.card is Card.REDFLAG:
        return len(CrisisKind)
    return list(CrisisKind).index(CrisisKind(found.flag))
