"""``python -m standin``: what it takes, what it tells, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from standin.connections import Connections
from standin.server import serving
from standin.webhook import SECRET_HEADER
from tests.standin.program import ROOT, WITHIN, stand_in

TOKEN = "7654321:invented-token"


async def refused(*options: str) -> tuple[int, str]:
    """How a command line that cannot be followed ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "standin", *options, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(WITHIN):
        _, complaint = await process.communicate()
    assert process.returncode is not None
    return process.returncode, complaint.decode().strip()


async def test_the_bot_is_called_as_the_options_say() -> None:
    named = ("--token", TOKEN, "--username", "GardenBot", "--name", "Garden", "--no-privacy")
    async with stand_in(*named) as running:
        assert running.token == TOKEN
        me = await running.bot("getMe")
        assert isinstance(me, dict)
        assert (me["id"], me["username"], me["first_name"]) == (7654321, "GardenBot", "Garden")
        assert me["can_read_all_group_messages"] is True
        state = (await running.page.get("/page/state")).json()
        assert (state["bot"]["name"], state["clock"]) == ("Garden", None)


async def test_by_itself_it_keeps_privacy_and_wants_webhooks_that_telegram_can_reach() -> None:
    async with stand_in() as running:
        me = await running.bot("getMe")
        assert isinstance(me, dict)
        assert me["can_read_all_group_messages"] is False
        hook = {"url": "http://127.0.0.1:8082/"}
        answer = await running.page.post(f"/bot{running.token}/setWebhook", json=hook)
        assert answer.json()["description"] == (
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
        )


@contextlib.asynccontextmanager
async def receiving() -> AsyncIterator[tuple[str, asyncio.Queue[tuple[str, str]]]]:
    """A bot's web app, and what reaches it."""
    received: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def hook(request: Request) -> Response:
        update = await request.json()
        text = update.get("message", {}).get("text", "")
        received.put_nowait((text, request.headers[SECRET_HEADER]))
        return Response()

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    async with serving(app, Connections()) as root:
        yield f"{root}/hook", received


async def test_a_local_webhook_is_brought_what_a_person_writes() -> None:
    async with receiving() as (address, received), stand_in("--local") as running:
        assert await running.bot("setWebhook", url=address, secret_token="s-1")
        await running.page.post("/page/start", json={"payload": "hello"})
        async with asyncio.timeout(WITHIN):
            while await received.get() != ("/start hello", "s-1"):
                pass


async def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, complaint = await refused("--port", str(port))
    assert status == 1
    assert complaint == f"Nothing can listen on 127.0.0.1:{port} (Address already in use)."


@pytest.mark.parametrize("token", ["", "token", "12:a b", "x:abc"])
async def test_what_is_no_token_is_refused(token: str) -> None:
    status, complaint = await refused("--token", token)
    assert status == 2
    assert complaint.endswith("a token is a number, a colon, and letters or digits")
