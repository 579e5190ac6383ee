"""Notices that polling has died: python-telegram-bot then stays up and deaf, and says nothing.

One 401 or 404 to getUpdates (a proxy's page suffices) ends PTB's polling task without a word; a
409 (somebody else polls with the token) is tried again for ever. Either way the process must end,
so that its supervisor starts it anew or its operator learns why it cannot be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from telegram.request import RequestData

from handlers.runtime.pressed_messages import cut_down
from handlers.runtime.request import AiohttpRequest
from handlers.runtime.unreadable_updates import UnreadableUpdates

# PTB waits up to 30 s between tries, a poll takes 10 s and its answer may take 20 s more.
SILENT_FOR = timedelta(seconds=120)
CONFLICTS_IN_A_ROW = 6
LOOKS_EVERY = timedelta(seconds=5)

REFUSED = (
    "Telegram refuses to give updates ({status}): the token was revoked, or something between "
    "here and Telegram answers in its place."
)
CONFLICT = (
    "Another program asks for updates with the same token (409): stop it, or give this bot a "
    "token of its own."
)
SILENT = (
    "Polling has stopped without a word: the bot ends so that its supervisor can start it anew."
)


class PollingWatch:
    """What is known of polling; ``verdict`` is why the process must end, or None."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last_try = now()
        self._conflicts = 0
        self._refused: int | None = None

    def begun(self) -> None:
        """A getUpdates is on its way."""
        self._last_try = self._now()

    def answered(self, status: int) -> None:
        """It was answered with this HTTP status."""
        self._conflicts = self._conflicts + 1 if status == 409 else 0
        self._refused = status if status in {401, 404} else None

    def verdict(self) -> str | None:
        if self._refused is not None:
            return REFUSED.format(status=self._refused)
        if self._conflicts >= CONFLICTS_IN_A_ROW:
            return CONFLICT
        if self._now() - self._last_try > SILENT_FOR.total_seconds():
            return SILENT
        return None


class WatchedRequest(AiohttpRequest):
    """The way out for getUpdates, looked over by the watch.

    ``keeps_keyboard`` tells by a press's data whether its handler needs the buttons beside it.
    """

    __slots__ = ("_keeps_keyboard", "_unreadable", "_watch")

    def __init__(
        self, watch: PollingWatch, *, keeps_keyboard: Callable[[str], bool], **how: Any
    ) -> None:
        super().__init__(**how)
        self._watch = watch
        self._keeps_keyboard = keeps_keyboard
        self._unreadable = UnreadableUpdates()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | bytes | None = None,
        *timeouts: Any,
        **more: Any,
    ) -> tuple[int, bytes]:
        self._watch.begun()
        status, payload = await super().do_request(url, method, request_data, *timeouts, **more)
        self._watch.answered(status)
        if status != 200:
            return status, payload
        asked_from = (
            request_data.parameters.get("offset") if isinstance(request_data, RequestData) else None
        )
        return status, self._unreadable.passed(asked_from, payload)

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """Reads a batch; of a pressed message only where it stands.

        PTB has it as a static method and calls it on the instance.
        """
        return cut_down(AiohttpRequest.parse_json_payload(payload), self._keeps_keyboard)


async def until_polling_dies(watch: PollingWatch) -> str:
    """Returns why the process must end, as soon as that is so."""
    while (verdict := watch.verdict()) is None:  # noqa: ASYNC110 -- nobody could set an event
        await asyncio.sleep(LOOKS_EVERY.total_seconds())
    return verdict
