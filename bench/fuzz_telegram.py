"""Answers every call of the bot in process: plausibly, or with the error that an input asks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from handlers.runtime.request import NeverLeft
from standin.state.chat_kinds import GROUP_RIGHTS

TOKEN = "1000001:INVENTED-token-for-the-fuzzer-only"
BOT = {
    "id": 1000001,
    "is_bot": True,
    "first_name": "Invented",
    "username": "InventedBot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
# The one person who looks after every group.
ADMIN = 2000001
RIGHTS = (*GROUP_RIGHTS, "can_be_edited", "can_post_messages")
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
Answer = tuple[int, bytes]


def _given(result: Any) -> Answer:
    return 200, orjson.dumps({"ok": True, "result": result})


def _refused(status: int, description: str, **parameters: int) -> Callable[[], Answer]:
    body = {"ok": False, "error_code": status, "description": description}
    answer = orjson.dumps({**body, "parameters": parameters} if parameters else body)
    return lambda: (status, answer)


def _lost(error: Exception) -> Callable[[], Answer]:
    def fail() -> Answer:
        raise error

    return fail


# By the name under which an input asks for it; all are Telegram's or the way's own.
ERRORS: Mapping[str, Callable[[], Answer]] = {
    "not modified": _refused(400, "Bad Request: message is not modified"),
    "edit not found": _refused(400, "Bad Request: message to edit not found"),
    "can't be edited": _refused(400, "Bad Request: message can't be edited"),
    "delete not found": _refused(400, "Bad Request: message to delete not found"),
    "too old": _refused(400, "Bad Request: query is too old and response timeout expired"),
    "no chat": _refused(400, "Bad Request: chat not found"),
    "no rights": _refused(400, "Bad Request: not enough rights to send text messages"),
    "no topic": _refused(400, "Bad Request: message thread not found"),
    "topic closed": _refused(400, "Bad Request: TOPIC_CLOSED"),
    "no entities": _refused(400, "Bad Request: can't parse entities"),
    "too long": _refused(400, "Bad Request: message is too long"),
    "bad button": _refused(400, "Bad Request: BUTTON_DATA_INVALID"),
    "no member": _refused(400, "Bad Request: member list is inaccessible"),
    "moved": _refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=-1001000000777,
    ),
    "blocked": _refused(403, "Forbidden: bot was blocked by the user"),
    "kicked": _refused(403, "Forbidden: bot was kicked from the supergroup chat"),
    "unauthorized": _refused(401, "Unauthorized"),
    "not found": _refused(404, "Not Found"),
    "conflict": _refused(409, "Conflict: terminated by other getUpdates request"),
    "slow down": _refused(429, "Too Many Requests: retry after 3", retry_after=3),
    "slow down long": _refused(429, "Too Many Requests: retry after 3600", retry_after=3600),
    "slow down bare": _refused(429, "Too Many Requests"),
    "server error": _refused(500, "Internal Server Error"),
    "bad gateway": lambda: (502, b""),
    "portal": lambda: (200, b"<!DOCTYPE html><html></html>"),
    "nothing": lambda: (200, b""),
    "null": lambda: (200, b"null"),
    "not ok": lambda: (200, b'{"ok":false}'),
    "cut off": lambda: (200, b'{"ok":true,"result":{"message_'),
    "never left": _lost(NeverLeft("Not sent, no connection")),
    "timed out": _lost(TimedOut("No answer in time")),
    "reset": _lost(NetworkError("Connection lost")),
}


class FakeTelegram:
    """One bot's Telegram: it takes everything, unless ``errors`` say what comes next."""

    def __init__(self) -> None:
        self.errors: deque[str] = deque()
        self.has_failed = False
        self._last_message = 1_000

    def begin(self, errors: list[Any]) -> None:
        """What the next calls meet, one each; a name that no error has is a plain answer."""
        self.errors = deque(error for error in errors if isinstance(error, str))
        self.has_failed = False

    def answer(self, url: str, data: RequestData | bytes | None) -> Answer:
        """What ``BaseRequest.do_request`` returns or raises."""
        method = url.rpartition("/")[2]
        wanted = self.errors.popleft() if self.errors and method != "getMe" else ""
        if wanted in ERRORS:
            self.has_failed = True
            return ERRORS[wanted]()
        return _given(self._result(method, _fields(data)))

    def _result(self, method: str, fields: Mapping[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "sendMessage" | "editMessageText" | "editMessageReplyMarkup" | "copyMessage":
                return self._message(fields)
            case "getChatAdministrators":
                return [_admin(ADMIN)]
            case "getChatMember":
                return _member(fields.get("user_id"))
            case "getChat":
                return _chat(fields.get("chat_id"))
            case _:
                return True

    def _message(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        self._last_message += 1
        number = fields.get("message_id", self._last_message)
        chat = {"id": fields.get("chat_id", 1), "type": "private"}
        return {"message_id": number, "date": 1_790_000_000, "chat": chat, "text": "Said"}


def _fields(data: RequestData | bytes | None) -> Mapping[str, Any]:
    if data is None:
        return {}
    fields = orjson.loads(data) if isinstance(data, bytes) else data.parameters
    return fields if isinstance(fields, dict) else {}


def _person(number: Any) -> dict[str, Any]:
    return {"id": number, "is_bot": number == BOT["id"], "first_name": "Invented"}


def _admin(number: Any) -> dict[str, Any]:
    rights = dict.fromkeys((*RIGHTS, "is_anonymous"), True)
    return {"user": _person(number), "status": "administrator", **rights}


def _member(number: Any) -> dict[str, Any]:
    known = number in {ADMIN, BOT["id"]}
    return _admin(number) if known else {"user": _person(number), "status": "member"}


def _chat(number: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "supergroup",
        "title": "Invented group",
        "is_forum": True,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
