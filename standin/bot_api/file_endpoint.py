"""``/file/bot{token}/{path}``: the content of a file that ``getFile`` named."""

from __future__ import annotations

import orjson
from starlette.types import Receive, Scope, Send

from standin.bot_api import asgi
from standin.bot_api.refusals import Refusal, Why
from standin.state.state import State


class FileEndpoint:
    """An ASGI endpoint from which a bot loads files."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- ASGI's form
        path = scope["path_params"]
        file = self._state.files.get(path["path"].rpartition("/")[2])
        if path["token"] != self._state.token or file is None:
            await asgi.respond(send, 404, orjson.dumps(Refusal(Why.NOT_FOUND).wire()))
            return
        await asgi.respond(send, 200, file.content, b"application/octet-stream")
