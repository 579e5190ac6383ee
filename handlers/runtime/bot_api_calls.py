"""The few calls that answer nearly every update, made without building objects nobody reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from handlers.runtime.rate_limiter import Priority, RateLimiter
from handlers.runtime.request import AiohttpRequest, to_json

# The fields of a message as the Bot API names them, or one such object; a value may be JSON
# already (``orjson.Fragment``).
Fields = Mapping[str, Any]
# What is done once a message's turn has come, right before it leaves.
OnTurn = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message stands: all that is kept of what Telegram answers."""

    chat_id: int
    message_id: int


class BotApiCalls:
    """Sends, edits, and answers presses and inline queries, given what is to be said as JSON.

    python-telegram-bot's own methods make objects of all that goes out and of the whole message
    that Telegram echoes: a third of the processor time of an answered command, measured. These
    calls take the same way without them: the same request, limits and errors. Whatever else is
    asked of Telegram goes by ``ExtBot``, which gives whole objects.
    """

    def __init__(self, request: AiohttpRequest, address: str, limiter: RateLimiter) -> None:
        """``address`` is where this bot's methods are found: ``Bot.base_url``."""
        self._request = request
        self._address = address
        self._limiter = limiter

    async def send_message(
        self,
        chat_id: int,
        message: Fields,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        silent: bool = False,
        priority: Priority = Priority.REPLY,
        on_turn: OnTurn | None = None,
    ) -> SentMessage:
        """Sends when the chat's turn has come; ``reply_to`` may have been deleted meanwhile.

        ``on_turn`` is awaited then, right before it leaves; what it raises keeps the message here.
        """
        fields: dict[str, Any] = {"chat_id": chat_id, **message}
        if thread_id is not None:
            fields["message_thread_id"] = thread_id
        if silent:
            fields["disable_notification"] = True
        if reply_to is not None:
            fields["reply_parameters"] = {
                "message_id": reply_to,
                "allow_sending_without_reply": True,
            }
        answer = await self._in_turn(chat_id, priority, "sendMessage", fields, on_turn)
        return SentMessage(chat_id, answer["message_id"])

    async def edit_message_text(self, chat_id: int, message_id: int, message: Fields) -> None:
        """Changes a message when the chat's turn has come; one without buttons loses them."""
        fields = {"chat_id": chat_id, "message_id": message_id, **message}
        await self._in_turn(chat_id, Priority.REPLY, "editMessageText", fields)

    async def answer_callback_query(
        self,
        query_id: str,
        *,
        text: str | None = None,
        alert: bool = False,
        url: str | None = None,
    ) -> None:
        """Ends a button's loading at once; an ``alert`` is a text that has to be closed."""
        fields: dict[str, Any] = {"callback_query_id": query_id}
        if text is not None:
            fields["text"] = text
        if alert:
            fields["show_alert"] = True
        if url is not None:
            fields["url"] = url
        await self._at_once("answerCallbackQuery", fields)

    async def answer_inline_query(
        self,
        query_id: str,
        results: Sequence[Any],
        *,
        cache_for: timedelta,
        personal: bool,
        next_offset: str,
        button: Fields,
    ) -> None:
        """Shows results at once; Telegram gives them again by itself for as long as told."""
        fields = {
            "inline_query_id": query_id,
            "results": results,
            "cache_time": int(cache_for.total_seconds()),
            "is_personal": personal,
            "next_offset": next_offset,
            "button": button,
        }
        await self._at_once("answerInlineQuery", fields)

    async def _in_turn(
        self,
        chat_id: int,
        priority: Priority,
        method: str,
        fields: Fields,
        on_turn: OnTurn | None = None,
    ) -> Any:
        send = partial(self._call, method, fields)
        if on_turn is not None:
            send = partial(_send_on_turn, on_turn, send)
        return await self._limiter.call(method, chat_id, priority, send)

    async def _at_once(self, method: str, fields: Fields) -> Any:
        call = partial(self._call, method, fields)
        return await self._limiter.call(method, None, Priority.REPLY, call)

    async def _call(self, method: str, fields: Fields) -> Any:
        return await self._request.post_json(f"{self._address}/{method}", to_json(fields))


async def _send_on_turn(on_turn: OnTurn, send: Callable[[], Awaitable[Any]]) -> Any:
    await on_turn()
    return await send()
