"""A Bot API server with faults of every kind on the way to it and back; it knows what arrived."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson

from bench.fake_api import Answer, Connection, FakeApi
from bot import tasks

# Of a hundred sends: what becomes of them instead of just arriving.
FAULTS = {
    "429": 2,
    "blocked": 1,
    "lost": 2,
    "arrived, answer lost": 2,
    "502": 1,
    "arrived, 502": 2,
}
AMBIGUOUS = {"lost", "arrived, answer lost", "502", "arrived, 502"}
ARRIVING = {"", "arrived, answer lost", "arrived, 502"}
BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body></body></html>"


class FaultyApi(FakeApi):
    """``received`` counts the messages of each chat; ``ambiguous`` what the bot cannot know of.

    ``round_trip`` is how many seconds a call takes on average.
    """

    def __init__(self, chance: random.Random, round_trip: float) -> None:
        super().__init__()
        self.chance = chance
        self.round_trip = round_trip
        self.received: Counter[int] = Counter()
        self.ambiguous = 0
        self.polled = asyncio.Event()

    async def answer(self, method: str, body: bytes, is_json: bool) -> Answer:
        if method == "getUpdates":
            self.polled.set()
        if method != "sendMessage":
            return await super().answer(method, body, is_json)
        await asyncio.sleep(self.round_trip * self.chance.uniform(0.2, 0.8))
        answer = self._receive(orjson.loads(body)["chat_id"])
        await asyncio.sleep(self.round_trip * self.chance.uniform(0.2, 0.8))
        return answer

    def _receive(self, chat: int) -> Answer:
        [fault] = self.chance.choices([*FAULTS, ""], [*FAULTS.values(), 100 - sum(FAULTS.values())])
        self.ambiguous += fault in AMBIGUOUS
        self.received[chat] += fault in ARRIVING
        match fault:
            case "429":
                return 429, _refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
            case "blocked":
                return 403, _refusal(403, "Forbidden: bot was blocked by the user")
            case "502" | "arrived, 502":
                return 502, BAD_GATEWAY
            case "":
                return 200, self.receipt(chat)
            case _:
                return None


@asynccontextmanager
async def listening(api: FaultyApi) -> AsyncIterator[str]:
    """Serves the API, and for a moment now and then takes no new connection; its address."""
    server = await api.loop.create_server(lambda: Connection(api), "127.0.0.1", 0, backlog=512)
    port: int = server.sockets[0].getsockname()[1]
    flicker = tasks.start(_flicker(api, server, port), "flicker")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        flicker.cancel()
        await asyncio.wait({flicker})


async def _flicker(api: FaultyApi, server: asyncio.Server, port: int) -> None:
    try:
        while True:
            await asyncio.sleep(api.chance.uniform(0.3, 1.2))
            server.close()
            await asyncio.sleep(api.chance.uniform(0.02, 0.15))
            server = await api.loop.create_server(
                lambda: Connection(api), "127.0.0.1", port, backlog=512
            )
    finally:
        server.close()


def _refusal(code: int, description: str, parameters: dict[str, Any] | None = None) -> bytes:
    answer = {"ok": False, "error_code": code, "description": description}
    return orjson.dumps(answer | ({"parameters": parameters} if parameters else {}))
