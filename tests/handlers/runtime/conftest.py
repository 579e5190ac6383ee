from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.handlers.runtime.local_api import MESSAGE, Api, result


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    """A server that answers every call with a message."""

    async def message(_: web.Request) -> web.StreamResponse:
        return result(MESSAGE)

    made = Api(message)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()
