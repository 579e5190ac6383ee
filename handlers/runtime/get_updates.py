"""Asks Telegram for updates and says what became of the question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram.error import TelegramError

from handlers.runtime.request import AiohttpRequest, to_json

Wire = dict[str, Any]

# How long Telegram holds a question open while there is nothing to tell.
POLL = timedelta(seconds=10)
# The network's share, each way and with a margin: an answer that takes longer hangs.
GRACE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Refused:
    """401 or 404: the token was revoked, or something between here and Telegram answers for it."""

    status: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """409: another program asks for updates with the same token."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No updates this time. ``retry_after`` is what Telegram asks for, if it does."""

    reason: str
    retry_after: timedelta | None = None


Given = Sequence[Wire] | Refused | Conflict | Failed


class GetUpdates:
    """Bot API, getUpdates. ``allowed`` is given each time: Telegram keeps what it was last told."""

    def __init__(
        self,
        request: AiohttpRequest,
        address: str,
        allowed: Sequence[str],
        *,
        grace: timedelta = GRACE,
    ) -> None:
        """``address`` is where this bot's methods are found: ``Bot.base_url``."""
        self._request = request
        self._address = f"{address}/getUpdates"
        self._allowed = list(allowed)
        self._grace = grace

    async def __call__(self, offset: int, *, wait: bool, most: int = 100) -> Given:
        """Confirms all updates before ``offset`` and gives up to ``most`` from there on.

        Where there are none it waits for some, if told to, as long as Telegram lets it.
        """
        seconds = int(POLL.total_seconds()) if wait else 0
        wish = {
            "offset": offset,
            "limit": most,
            "timeout": seconds,
            "allowed_updates": self._allowed,
        }
        within = seconds + self._grace.total_seconds()
        try:
            # Of the whole: an answer that trickles would keep its own timeouts content for long.
            async with asyncio.timeout(within):
                status, payload = await self._request.do_request(
                    self._address, "POST", to_json(wish), read_timeout=within
                )
        except (TelegramError, TimeoutError) as error:
            return Failed(type(error).__name__)
        return _read(status, payload)


def chat_of(update: Wire) -> int | None:
    """The chat that an update came from, as far as it names one; whatever the update is."""
    contents = [content for name, content in update.items() if name != "update_id"]
    content = contents[0] if contents else None
    holders = (content, content.get("message")) if isinstance(content, dict) else ()
    for holder in holders:
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and isinstance(number := chat.get("id"), int):
            return number
    return None


def _read(status: int, payload: bytes) -> Given:
    if status in {401, 404}:
        return Refused(status)
    if status == 409:
        return Conflict()
    try:
        answer = AiohttpRequest.parse_json_payload(payload)
    except TelegramError:
        return Failed(f"status {status}, not readable")
    updates = answer.get("result")
    if status == 200 and isinstance(updates, list) and all(map(is_numbered, updates)):
        return updates
    return Failed(f"status {status}", _retry_after(answer))


def is_numbered(update: object) -> bool:
    """Whether it can be confirmed: nothing else of an update is sure."""
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _retry_after(answer: Wire) -> timedelta | None:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return timedelta(seconds=seconds) if isinstance(seconds, int) and seconds > 0 else None
