"""The Bot API of a world over ASGI."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from standin.bot_api import asgi
from standin.bot_api.file_endpoint import FileEndpoint
from standin.bot_api.method_endpoint import MethodEndpoint
from standin.bot_api.refusals import Refusal, Why
from standin.bot_api.traffic import Traffic
from standin.state.state import State


@dataclass(frozen=True, slots=True)
class BotApi:
    """What the bot calls instead of api.telegram.org."""

    state: State
    traffic: Traffic

    def app(self) -> Starlette:
        """An application of its own, for httpx's ASGI transport or for a server."""
        return Starlette(routes=[*self.routes(), Route("/{rest:path}", _Anything())])

    def routes(self) -> list[Route]:
        """The Bot API's addresses, for an application that has others too."""
        return [
            Route("/bot{token}/{method}", MethodEndpoint(self.state, self.traffic)),
            Route("/file/bot{token}/{path:path}", FileEndpoint(self.state)),
        ]


class _Anything:
    """Answers every other address as Telegram does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- ASGI's form
        await asgi.respond(send, 404, orjson.dumps(Refusal(Why.NOT_FOUND).wire()))
