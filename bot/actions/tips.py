"""A tip at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.registry import Action, registered


@registered
@dataclass(frozen=True, slots=True)
class ShowNextTip(Action):
    """One tip now. Who subscribes gets the next unseen; others the one that follows ``after``."""

    code: ClassVar[str] = "nexttip"
    after: str = ""


@registered
@dataclass(frozen=True, slots=True)
class ShowTip(Action):
    code: ClassVar[str] = "tip"
    deep_link_of_item: ClassVar[str] = "tip"
    slug: str = ""
