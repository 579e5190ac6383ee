"""The queue of updates: numbered, kept until the bot confirms them, handed out by long polling."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from itertools import islice

from standin.wire import Wire

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""The kinds that Telegram sends only to a bot that names them."""

FIRST_ID = 700_000_001
MOST_AT_ONCE = 100
LONGEST_POLL = 50
ASKED_AGAIN = 0.5
"""Seconds within which a second question for the same offset gets one update (telegram-bot-api)."""


class PollEnd(Enum):
    """Why a getUpdates is not answered with updates."""

    WEBHOOK_ACTIVE = auto()
    WEBHOOK_SET = auto()
    OTHER_POLLER = auto()


class PollEnded(Exception):
    """A poll ends without an answer; ``why`` is Telegram's reason."""

    def __init__(self, why: PollEnd) -> None:
        self.why = why
        super().__init__(why.name)


class UpdateQueue:
    """Updates wait here in order until a higher offset, or a webhook's 200, confirms them.

    Of more than ``most`` the oldest are lost, as Telegram loses those of the day before.
    """

    def __init__(self, most: int) -> None:
        self._next_id = FIRST_ID
        self._pending: deque[Wire] = deque(maxlen=most)
        self._settled = asyncio.Event()
        self._settled.set()
        self._poller: asyncio.Future[PollEnd | None] | None = None
        self.allowed: frozenset[str] | None = None
        self.webhook: Wire | None = None
        self.on_change: Callable[[], None] | None = None
        self.polls = 0
        self._last_question = (-1, 0.0)

    def put(self, kind: str, content: Wire) -> int | None:
        """Queues one update and returns its id, or None when the bot did not ask for this kind."""
        wanted = (kind not in UNASKED) if self.allowed is None else kind in self.allowed
        if not wanted:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append({"update_id": update_id, kind: content})
        self._settled.clear()
        self._wake(None)
        self._tell()
        return update_id

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates waits at this moment."""
        return self._poller is not None

    def first(self) -> Wire | None:
        """The oldest update that is not confirmed yet."""
        return self._pending[0] if self._pending else None

    def confirm_before(self, update_id: int) -> None:
        """Forgets every update with a lower id."""
        while self._pending and self._pending[0]["update_id"] < update_id:
            self._pending.popleft()
        if not self._pending:
            self._settled.set()

    def drop_all(self) -> None:
        self._pending.clear()
        self._settled.set()

    async def settled(self) -> None:
        """Returns once the bot has confirmed everything that waits."""
        await self._settled.wait()

    def set_webhook(self, webhook: Wire | None) -> None:
        """Sets where updates go by themselves, or None for long polling; ends a waiting poll."""
        if webhook is not None:
            self._wake(PollEnd.WEBHOOK_SET)
        self.webhook = webhook
        self._tell()

    def _tell(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def ask_for(self, kinds: list[str] | None) -> None:
        """Sets the kinds that the bot wants; None keeps the last choice, [] means the usual."""
        if kinds is not None:
            self.allowed = frozenset(kinds) if kinds else None

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Wire]:
        """Waits for updates as getUpdates does; PollEnded when a newer poll ends this one."""
        self.polls += 1
        is_impatient = self._is_asked_again(offset)
        most = limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE
        if self.webhook is not None:
            raise PollEnded(PollEnd.WEBHOOK_ACTIVE)
        self._wake(PollEnd.OTHER_POLLER)
        self._forget(offset)
        if not self._pending and seconds > 0:
            await self._wait(min(seconds, LONGEST_POLL))
        return list(islice(self._pending, 1 if is_impatient else most))

    def _is_asked_again(self, offset: int) -> bool:
        now = asyncio.get_running_loop().time()
        last_offset, last_at = self._last_question
        self._last_question = offset, now
        return 0 < offset == last_offset and now < last_at + ASKED_AGAIN

    def abandon(self) -> None:
        """Ends the poll that waits now with nothing: its client went away."""
        self._wake(None)

    def _wake(self, why: PollEnd | None) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(why)

    def _forget(self, offset: int) -> None:
        if offset > 0:
            self.confirm_before(offset)
        elif offset < 0 and len(self._pending) > -offset:
            self.confirm_before(self._pending[offset]["update_id"])

    async def _wait(self, seconds: float) -> None:
        poller: asyncio.Future[PollEnd | None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            async with asyncio.timeout(seconds):
                why = await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
        if why is not None:
            raise PollEnded(why)
