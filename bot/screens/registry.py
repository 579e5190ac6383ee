"""Which function answers an action, and which reads what is typed after it was shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.actions.registry import Action
from bot.replies.reply import Reply
from bot.screens.request import Request

A = TypeVar("A", bound=Action)
Screen = Callable[[Request, A], Awaitable[Reply]]
Hearing = Callable[[Request, A, str], Awaitable[Reply]]

SCREENS: dict[type[Action], Screen[Any]] = {}
HEARINGS: dict[type[Action], Hearing[Any]] = {}


def screen(kind: type[A]) -> Callable[[Screen[A]], Screen[A]]:
    """Marks the function that answers this kind of action."""

    def mark(function: Screen[A]) -> Screen[A]:
        SCREENS[kind] = function
        return function

    return mark


def hearing(kind: type[A]) -> Callable[[Hearing[A]], Hearing[A]]:
    """Marks the function that reads the answer to the open question of this kind of action."""

    def mark(function: Hearing[A]) -> Hearing[A]:
        HEARINGS[kind] = function
        return function

    return mark
