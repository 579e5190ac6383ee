"""Small sets of rules for tests that are about the notation and not about what ships."""

from __future__ import annotations

from typing import Any

from bot.safety_net.net import SafetyNet
from bot.safety_net.rules import RuleSet


def rule(*says: str, **fields: Any) -> dict[str, Any]:
    """A red flag that is raised by these phrases."""
    return {"id": "planted", "card": "redflag", "flag": "fever", "says": says, **fields}


def rule_set(*rules: dict[str, Any], **lists: Any) -> RuleSet:
    return RuleSet.model_validate({"rules": rules, **lists})


def net_of(*rules: dict[str, Any], **lists: Any) -> SafetyNet:
    """A safety net that knows English alone, and of it these rules."""
    return SafetyNet({"en": rule_set(*rules, **lists)})


def hears(text: str, *says: str, **lists: Any) -> bool:
    """Whether a rule of these phrases hears something in the text."""
    return net_of(rule(*says), **lists).read(text) is not None
