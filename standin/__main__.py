"""``python -m standin``: a Bot API for any bot, and a chat page to meet it on, on this machine."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import signal
from collections.abc import Sequence

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from standin import tasks
from standin.clock import SystemClock
from standin.page.protection import OnlyOwnPage
from standin.page.routes import page_routes
from standin.page.scene import set_scene
from standin.server import serving
from standin.webhook import WebhookCourier
from standin.world import World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
READY = """\
Telegram's stand-in is ready; Ctrl+C ends it and forgets everything.
  Bot API root  {root}
  Bot token     {token}
  Chat page     {root}/"""


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m standin", description=__doc__)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to listen on (127.0.0.1); who reaches it can write as anybody",
    )
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one (8081)")
    parser.add_argument("--token", type=_token, help="the bot's token (a new one)")
    parser.add_argument("--username", default="SampleBot", help="the bot's username (SampleBot)")
    parser.add_argument("--name", default="Sample Bot", help="the bot's name (Sample Bot)")
    parser.add_argument(
        "--no-privacy", action="store_true", help="let the bot hear everything in groups"
    )
    parser.add_argument(
        "--local",
        action="store_true",
        help="take any webhook, also by http, as Telegram's own Bot API server does with --local",
    )
    return parser.parse_args(arguments)


def _token(given: str) -> str:
    if not TOKEN.fullmatch(given):
        raise argparse.ArgumentTypeError("a token is a number, a colon, and letters or digits")
    return given


async def serve(chosen: argparse.Namespace) -> None:
    """Serves until a signal comes; OSError when the address is taken."""
    world = World(
        SystemClock(),
        bot_token=chosen.token,
        bot_username=chosen.username,
        bot_name=chosen.name,
    )
    world.state.privacy_mode = not chosen.no_privacy
    world.state.local_server = chosen.local
    app = Starlette(
        routes=[*page_routes(set_scene(world)), *world.bot_api.routes()],
        middleware=[Middleware(OnlyOwnPage, names=[chosen.host])],
    )
    async with (
        serving(app, world.connections, chosen.host, chosen.port) as root,
        httpx.AsyncClient() as client,
    ):
        delivery = tasks.start(WebhookCourier(world.state, client).run(), "webhook delivery")
        try:
            print(READY.format(root=root, token=world.token), flush=True)
            await _signal()
        finally:
            delivery.cancel()


async def _signal() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows knows no such handlers; there Ctrl+C interrupts the program itself.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


def main() -> None:
    """The command line."""
    chosen = options()
    try:
        asyncio.run(serve(chosen))
    except KeyboardInterrupt:
        pass
    except OSError as error:
        where = f"{chosen.host}:{chosen.port}"
        raise SystemExit(f"Nothing can listen on {where} ({error.strerror}).") from None


if __name__ == "__main__":
    main()
