"""Asks the stand-in directly, as a bot without any library would."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx
import orjson

from standin.state.accounts import Person
from standin.state.chats import Chat, Topic
from standin.world import World


class Asker:
    """Sends requests as JSON to a world in memory."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=world.bot_api.app()), base_url="http://telegram.test"
        )

    async def __aenter__(self) -> Asker:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.http.aclose()

    async def raw(self, method: str, *, token: str | None = None, **params: Any) -> httpx.Response:
        """The HTTP answer as it came."""
        return await self.http.post(
            f"/bot{token or self.world.token}/{method}",
            content=orjson.dumps(params),
            headers={"Content-Type": "application/json"},
        )

    async def ok(self, method: str, **params: Any) -> Any:
        """The result of a request that Telegram grants."""
        answer = await self.raw(method, **params)
        body = answer.json()
        assert answer.status_code == 200, body
        assert body["ok"] is True
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Telegram's words for a request that it refuses, with the HTTP status before them."""
        answer = await self.raw(method, **params)
        body = answer.json()
        assert body["ok"] is False, body
        assert body["error_code"] == answer.status_code
        return f"{answer.status_code} {body['description']}"


@dataclass(frozen=True)
class Town:
    """A small world to begin from: two people, and a chat of every kind with the bot in it."""

    world: World
    maria: Person
    ben: Person
    group: Chat
    supergroup: Chat
    forum: Chat
    topic: Topic
    channel: Chat


def build_town(world: World) -> Town:
    """Maria made every chat, Ben is a member, and the bot administers the channel only."""
    maria, ben = world.people.add("Maria"), world.people.add("Ben", username="ben_invented")
    for person in (maria, ben):
        world.deep_links.start(person)
    group = world.chats.create_group("Walkers", maria, [ben], with_bot=True)
    supergroup = world.chats.create_supergroup("Support", maria, [ben], with_bot=True)
    forum = world.chats.create_supergroup("Forum", maria, [ben], with_bot=True, forum=True)
    topic = world.topics.create(forum, "Announcements")
    channel = world.chats.create_channel("News", maria)
    world.membership.promote_bot(channel, maria)
    world.updates.drop_all()
    return Town(world, maria, ben, group, supergroup, forum, topic, channel)
