"""Small sets of rules for tests that are about the notation and not about what ships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.safety_net.language_rules import LanguageRules
from bot.safety_net.net import SafetyNet
from bot.safety_net.rule_phrases import Phrases
from bot.safety_net.rules import RuleSet


def rule(*says: str, **fields: Any) -> dict[str, Any]:
    """A red flag that is raised by these phrases."""
    return {"id": "planted", "card": "redflag", "flag": "fever", "says": says, **fields}


def rule_set(*rules: dict[str, Any], **lists: Any) -> RuleSet:
    return RuleSet.model_validate({"rules": rules, **lists})


def net_of(*rules: dict[str, Any], **lists: Any) -> SafetyNet:
    """A safety net that knows English alone, and of it these rules."""
    return net_in({"en": rule_set(*rules, **lists)})


def net_in(languages: Mapping[str, RuleSet]) -> SafetyNet:
    """A safety net that knows these languages alone."""
    return SafetyNet(LanguageRules(name, Phrases(rules)) for name, rules in languages.items())


def hears(text: str, *says: str, **lists: Any) -> bool:
    """Whether a rule of these phrases hears something in the text."""
    return net_of(rule(*says), **lists).read(text) is not None
