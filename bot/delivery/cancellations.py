"""Passes on which chat's tips have just stopped, so that one on its way to it is held back."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]


class Cancellations:
    """Whoever holds tips that wait listens; whoever stops a chat's tips announces it."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Calls ``listener`` with each chat from now on, at once and in order."""
        self._listeners.append(listener)

    def announce(self, chat_id: int) -> None:
        """This chat wants no tips any more."""
        for listener in self._listeners:
            listener(chat_id)
