"""Passes on which chat has just said no more, so that what is on its way to it is held back."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]


class Cancellations:
    """Whoever holds messages that wait listens; whoever a chat tells to stop announces it."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Calls ``listener`` with each chat from now on, at once and in order."""
        self._listeners.append(listener)

    def announce(self, chat_id: int) -> None:
        """This chat wants no more of what was promised to it."""
        for listener in self._listeners:
            listener(chat_id)
