"""python-telegram-bot with what makes it faster: aiohttp, orjson, uvloop, updates side by side."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import orjson
import uvloop
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application
from telegram.request import BaseRequest, RequestData

from bench.peers.bots.pages import Place
from bench.peers.bots.ptb_handlers import add_handlers

PATIENCE = aiohttp.ClientTimeout(total=20)
JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """Calls in JSON over one session, whose pool holds aiohttp's usual 100 connections."""

    session: aiohttp.ClientSession

    @property
    def read_timeout(self) -> float | None:
        return PATIENCE.total

    async def initialize(self) -> None:
        self.session = aiohttp.ClientSession()

    async def shutdown(self) -> None:
        await self.session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        body = orjson.dumps(request_data.parameters) if request_data else None
        is_given = isinstance(read_timeout, int | float)
        timeout = aiohttp.ClientTimeout(total=read_timeout) if is_given else PATIENCE
        try:
            async with self.session.request(
                method, url, data=body, headers=JSON, timeout=timeout
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(str(error)) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = orjson.loads(payload)
        return answer


def main() -> None:
    place = Place.from_command_line()
    asyncio.set_event_loop(uvloop.new_event_loop())
    app = (
        Application.builder()
        .token(place.token)
        .base_url(f"{place.api_root}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(True)
        .build()
    )
    add_handlers(app, place)
    app.run_polling(bootstrap_retries=5)


if __name__ == "__main__":
    main()
