"""The safety net: all languages' rules at once, whatever language a chat is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.safety_net.folding import Token, tokens
from bot.safety_net.language_rules import LanguageRules, Read
from bot.safety_net.likeness import Likeness, card_of
from bot.safety_net.rules import Card, CrisisKind
from bot.safety_net.transliteration import is_cyrillic

SOUNDS_LIKE = "sounds-like"  # stands for a rule where none was heard
_MIXED = 4  # people mix languages: "doctor said wait pero no puedo respirar"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The card to show and why; nothing of what was typed.

    ``flag`` is the id of a sign on the urgent card, or a ``CrisisKind``, or empty where no sign is
    known; ``language`` is the one whose rule was heard, which is the one to answer in.
    """

    card: Card
    flag: str
    rule: str
    language: str


class SafetyNet:
    """Made once of all rules; ``read`` keeps nothing, and may be called from anywhere."""

    def __init__(
        self, languages: Iterable[LanguageRules], likeness: Likeness | None = None
    ) -> None:
        """Without ``likeness`` only what a rule says is heard."""
        self._languages = tuple(languages)
        self._likeness = likeness

    def read(self, text: str) -> Recognised | None:
        """What a message says that cannot wait, or None. A wish to die comes before a red flag,
        and danger at this moment before all. Never raises, and takes no longer than the text is
        long."""
        typed = tokens(text)
        heard, language = self._by_rules(typed)
        by_rule = min(heard, key=_urgency, default=None)
        if self._likeness is None:
            return by_rule
        leaning = self._likeness.leaning([token.text for token in typed])
        return _with_likeness(by_rule, card_of(leaning), language)

    def by_rules(self, text: str) -> list[Recognised]:
        """All that was heard by rules; where two languages hear it, first the one that knows more
        of the words."""
        return self._by_rules(tokens(text))[0]

    def _by_rules(self, typed: list[Token]) -> tuple[list[Recognised], str]:
        """With the language of which most words are known."""
        reads = self._reads(typed)
        set_aside = _SetAside(reads)
        by_knowledge = sorted(reads, key=lambda rules: -reads[rules].known)
        heard = [
            Recognised(*sign, rules.language)
            for rules in by_knowledge
            for sign in rules.heard(reads[rules], set_aside.of_rule)
        ]
        return heard, by_knowledge[0].language if by_knowledge else ""

    def _reads(self, typed: list[Token]) -> dict[LanguageRules, Read]:
        """The languages of which the text may be: the one that knows most of its words, and those
        that know words which that one does not. "Not suicidal" is no Spanish, though "suicid"
        begins a word there, too."""
        words = Counter(token.text for token in typed)
        known = {rules: rules.lexicon.known_of(words) for rules in self._languages}
        count = {rules: sum(words[word] for word in found) for rules, found in known.items()}
        best = max(known, key=lambda rules: count[rules], default=None)
        if best is None:
            return {}
        more = {
            rules: sum(words[word] for word in found - known[best])
            for rules, found in known.items()
        }
        may_be = [
            rules
            for rules in known
            if count[rules] == count[best]
            or more[rules] * _share_known(rules, typed) >= count[best]
        ]
        elsewhere = {
            word for rules in may_be for word in known[rules] if rules.lexicon.has_word(word)
        }
        return {rules: rules.read(typed, elsewhere, count[rules]) for rules in may_be}


class _SetAside:
    """Sentences in which only what is sure counts, whichever language says so: in "una película
    sobre el suicidio", the Portuguese rule must not hear what the Spanish one passes over."""

    def __init__(self, reads: Mapping[LanguageRules, Read]) -> None:
        self._reads = reads
        self._in_general = 0
        for read in reads.values():
            self._in_general |= read.set_aside
        self._known: dict[str, int] = {}

    def of_rule(self, rule_id: str) -> int:
        if rule_id not in self._known:
            sentences = self._in_general
            for rules, read in self._reads.items():
                sentences |= rules.exempt(read, rule_id)
            self._known[rule_id] = sentences
        return self._known[rule_id]


def _share_known(rules: LanguageRules, typed: list[Token]) -> int:
    """For so many words that another language knows, this one must know one that is its own.
    Russian in Latin letters must know as many: words of all languages look like it."""
    in_other_letters = rules.lexicon.cyrillic and not any(is_cyrillic(one.text) for one in typed)
    return 1 if in_other_letters else _MIXED


def _with_likeness(
    by_rule: Recognised | None, sounds_like: Card | None, language: str
) -> Recognised | None:
    """Despair that no rule names is heard beside a red flag, too."""
    if sounds_like is None or (by_rule is not None and by_rule.card is Card.CRISIS):
        return by_rule
    if by_rule is not None and sounds_like is Card.REDFLAG:
        return by_rule
    flag = CrisisKind.THINKING.value if sounds_like is Card.CRISIS else ""
    return Recognised(sounds_like, flag, SOUNDS_LIKE, language)


def _urgency(found: Recognised) -> int:
    """0 is shown first."""
    if found.card is Card.REDFLAG:
        return len(CrisisKind)
    return list(CrisisKind).index(CrisisKind(found.flag))
