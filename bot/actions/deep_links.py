"""What the payload of a deep link asks for: "faq-cure" names an item, "menu" a screen."""

from __future__ import annotations

from dataclasses import astuple
from functools import cache

from bot.actions.registry import ACTIONS, CALLBACK_LIMIT, SAFE, Action, StaleAction, decode


def from_payload(payload: str) -> Action:
    """The action behind ``t.me/<bot>?start=<payload>``; raises StaleAction for an invented one."""
    if payload in _screens():
        return _screens()[payload]()
    kind, _, name = payload.partition("-")
    if kind in _items() and name and len(payload) <= CALLBACK_LIMIT and SAFE.match(name):
        return decode(f"{_items()[kind]}:{name}")
    raise StaleAction(payload[:CALLBACK_LIMIT])


def for_item(item_id: str) -> Action:
    """The screen of an item ("faq/cure"); raises KeyError for a kind that no screen shows."""
    kind, _, slug = item_id.partition("/")
    return decode(f"{_items()[kind]}:{slug}")


def payload_of(item_id: str) -> str:
    """The deep-link payload of an item: "faq/cure" -> "faq-cure"."""
    return item_id.replace("/", "-", 1)


def payload_for(action: Action) -> str | None:
    """The deep-link payload that leads to an action in private; None where there is none."""
    if action.deep_link:
        return action.deep_link
    name = next(iter(astuple(action)), "")
    return f"{action.deep_link_of_item}-{name}" if action.deep_link_of_item and name else None


@cache
def _screens() -> dict[str, type[Action]]:
    return {action.deep_link: action for action in ACTIONS.values() if action.deep_link}


@cache
def _items() -> dict[str, str]:
    """Kind of item -> code of the action that shows it."""
    return {a.deep_link_of_item: code for code, a in ACTIONS.items() if a.deep_link_of_item}
