"""What just happened in the world, told to whoever draws it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from standin.wire import Wire


class ChangeKind(StrEnum):
    MESSAGE_NEW = "message_new"
    MESSAGE_EDITED = "message_edited"
    MESSAGE_DELETED = "message_deleted"
    PINNED = "pinned"
    REACTION = "reaction"
    CALLBACK_ANSWERED = "callback_answered"
    INLINE_ANSWERED = "inline_answered"
    TYPING = "typing"
    COMMANDS = "commands"
    PROFILE = "profile"
    CHATS = "chats"
    MEMBERS = "members"
    TOPICS = "topics"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Change:
    """One event; ``about`` holds what the ids do not tell, such as an answer's text."""

    kind: ChangeKind
    chat_id: int | None = None
    message_id: int | None = None
    about: Wire = field(default_factory=dict)


class Subscription:
    """An endless async iterator over changes from the moment it was made; ``close()`` ends it."""

    def __init__(self, broadcast: Broadcast, limit: int) -> None:
        self._broadcast = broadcast
        self._waiting: asyncio.Queue[Change | None] = asyncio.Queue()
        self._limit = limit

    def put(self, change: Change | None) -> None:
        # A page that stopped reading must not fill the memory: it is dropped and draws itself anew.
        if self._waiting.qsize() >= self._limit:
            self.close()
            return
        self._waiting.put_nowait(change)

    def close(self) -> None:
        self._broadcast.forget(self)
        self._waiting.put_nowait(None)

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Change:
        change = await self._waiting.get()
        if change is None:
            raise StopAsyncIteration
        return change


class Broadcast:
    """Gives every change to every subscription; costs nothing while nobody listens."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()

    def subscribe(self, limit: int = 10_000) -> Subscription:
        subscription = Subscription(self, limit)
        self._subscriptions.add(subscription)
        return subscription

    def forget(self, subscription: Subscription) -> None:
        self._subscriptions.discard(subscription)

    def tell(self, change: Change) -> None:
        for subscription in tuple(self._subscriptions):
            subscription.put(change)
