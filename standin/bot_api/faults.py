"""Faults on order: what goes wrong next, for which request, and before or after its effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

import orjson

from standin.bot_api.parameters import Params
from standin.wire import Wire

BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    b"</body>\r\n</html>\r\n"
)
CAPTIVE_PORTAL = b"<!DOCTYPE html><html><body>Sign in to the network</body></html>"


class Effect(Enum):
    ANSWER = auto()
    RESET = auto()
    SILENCE = auto()
    DELAY = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail; ``after_effect``: Telegram did the work and only its answer is lost."""

    effect: Effect
    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    after_effect: bool = False
    seconds: float = 0.0

    @staticmethod
    def refusal(status: int, description: str, **parameters: int) -> Fault:
        """Any error answer in the Bot API's form."""
        body: Wire = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters
        return Fault(Effect.ANSWER, status, orjson.dumps(body))

    @staticmethod
    def too_many(retry_after: int = 3) -> Fault:
        return Fault.refusal(
            429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after
        )

    @staticmethod
    def forbidden(reason: str = "bot was blocked by the user") -> Fault:
        return Fault.refusal(403, f"Forbidden: {reason}")

    @staticmethod
    def bad_request(reason: str) -> Fault:
        return Fault.refusal(400, f"Bad Request: {reason}")

    @staticmethod
    def migrate(new_chat_id: int) -> Fault:
        return Fault.refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=new_chat_id,
        )

    @staticmethod
    def unauthorized() -> Fault:
        return Fault.refusal(401, "Unauthorized")

    @staticmethod
    def conflict() -> Fault:
        return Fault.refusal(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )

    @staticmethod
    def server_error(status: int = 500, description: str = "Internal Server Error") -> Fault:
        return Fault.refusal(status, description)

    @staticmethod
    def server_error_html(status: int = 502, *, after_effect: bool = False) -> Fault:
        """A proxy's page instead of an answer."""
        return Fault(Effect.ANSWER, status, BAD_GATEWAY, "text/html", after_effect)

    @staticmethod
    def not_json(*, after_effect: bool = False) -> Fault:
        """Status 200 and a web page, as a captive network gives."""
        return Fault(Effect.ANSWER, 200, CAPTIVE_PORTAL, "text/html", after_effect)

    @staticmethod
    def reset(*, after_effect: bool = False) -> Fault:
        """The connection breaks before the answer."""
        return Fault(Effect.RESET, after_effect=after_effect)

    @staticmethod
    def silence(*, after_effect: bool = False, patience: float = 0.05) -> Fault:
        """No answer ever; in memory, the client's read timeout after ``patience`` seconds."""
        return Fault(Effect.SILENCE, after_effect=after_effect, seconds=patience)

    @staticmethod
    def delay(seconds: float) -> Fault:
        """The answer comes late and is right."""
        return Fault(Effect.DELAY, seconds=seconds)


Predicate = Callable[[Params], bool]


@dataclass(slots=True)
class Scheduled:
    """A fault that waits for its request; ``happened`` counts how often it struck."""

    method: str
    fault: Fault
    chat_id: int | None = None
    left: int | None = 1
    when: Predicate | None = None
    happened: int = 0

    def fits(self, method: str, chat_id: int | None, params: Params) -> bool:
        # "Any method" leaves the polling alone: a bot that cannot poll meets nothing else.
        if self.method != method and (self.method != "*" or method == "getupdates"):
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        return self.when is None or self.when(params)


@dataclass(slots=True)
class Faults:
    """The schedule; ``latency`` delays every answer, as a distant server does."""

    latency: float = 0.0
    _scheduled: list[Scheduled] = field(default_factory=list)

    def next(
        self,
        method: str,
        fault: Fault,
        *,
        chat_id: int | None = None,
        times: int = 1,
        when: Predicate | None = None,
    ) -> Scheduled:
        """The next ``times`` fitting requests of this method fail; ``"*"`` is all but polling."""
        return self._add(Scheduled(method.lower(), fault, chat_id, times, when))

    def always(
        self,
        method: str,
        fault: Fault,
        *,
        chat_id: int | None = None,
        when: Predicate | None = None,
    ) -> Scheduled:
        """Every request that fits fails like this until ``clear``."""
        return self._add(Scheduled(method.lower(), fault, chat_id, None, when))

    def _add(self, scheduled: Scheduled) -> Scheduled:
        self._scheduled.append(scheduled)
        return scheduled

    def clear(self) -> None:
        self._scheduled.clear()

    def take(self, method: str, chat_id: int | None, params: Params) -> Fault | None:
        """The fault that strikes this request, if one does; it is used up."""
        for scheduled in self._scheduled:
            if scheduled.fits(method, chat_id, params):
                scheduled.happened += 1
                if scheduled.left is not None:
                    scheduled.left -= 1
                    if scheduled.left == 0:
                        self._scheduled.remove(scheduled)
                return scheduled.fault
        return None
