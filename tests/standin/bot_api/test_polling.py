"""How updates reach the bot: long polling with offsets, the wanted kinds, and the webhook."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
import httpx
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import tasks
from standin.server import serving
from standin.state.updates import ASKED_AGAIN
from standin.webhook import SECRET_HEADER, WebhookCourier
from tests.standin.asking import Asker, Town


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(
    ask: Asker, town: Town
) -> None:
    town.world.messages.send(town.maria, town.maria, "one")
    town.world.messages.send(town.maria, town.maria, "two")
    first = await ask.ok("getUpdates")
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert await ask.ok("getUpdates") == first
    after_one = await ask.ok("getUpdates", offset=first[1]["update_id"])
    assert after_one == first[1:]
    assert await ask.ok("getUpdates", offset=first[1]["update_id"] + 1) == []
    assert await ask.ok("getUpdates") == []


async def test_a_negative_offset_keeps_only_the_newest(ask: Asker, town: Town) -> None:
    for text in ("one", "two", "three"):
        town.world.messages.send(town.maria, town.maria, text)
    kept = await ask.ok("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in kept] == ["three"]
    assert len(await ask.ok("getUpdates")) == 1


async def test_no_more_updates_come_than_were_asked_for(ask: Asker, town: Town) -> None:
    for number in range(120):
        town.world.messages.send(town.maria, town.maria, f"message {number}")
    assert len(await ask.ok("getUpdates", limit=5)) == 5
    assert len(await ask.ok("getUpdates")) == 100


async def test_the_same_question_at_once_gets_a_single_update(ask: Asker, town: Town) -> None:
    for text in ("one", "two", "three"):
        town.world.messages.send(town.maria, town.maria, text)
    assert len(await ask.ok("getUpdates", offset=1)) == 3
    assert len(await ask.ok("getUpdates", offset=1)) == 1
    await asyncio.sleep(ASKED_AGAIN)
    assert len(await ask.ok("getUpdates", offset=1)) == 3


async def test_a_poll_waits_until_something_happens(ask: Asker, town: Town) -> None:
    polling = tasks.start(ask.ok("getUpdates", timeout=30), "poll")
    await town.world.until(lambda: town.world.updates.is_polled)
    town.world.messages.send(town.maria, town.maria, "Hello")
    (update,) = await asyncio.wait_for(polling, 1)
    assert update["message"]["text"] == "Hello"


async def test_a_poll_ends_empty_when_its_time_is_over(ask: Asker, town: Town) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert await ask.ok("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - begun < 3


async def test_kinds_that_were_not_asked_for_never_come(ask: Asker, town: Town) -> None:
    await ask.ok("getUpdates", allowed_updates=["callback_query"])
    town.world.messages.send(town.maria, town.maria, "unseen")
    assert await ask.ok("getUpdates") == []
    await ask.ok("getUpdates", allowed_updates=[])
    town.world.messages.send(town.maria, town.maria, "seen")
    (update,) = await ask.ok("getUpdates")
    assert update["message"]["text"] == "seen"


async def test_other_peoples_membership_must_be_asked_for(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    town.world.updates.drop_all()
    town.world.membership.promote(town.supergroup, town.ben)
    assert await ask.ok("getUpdates") == []
    await ask.ok("getUpdates", allowed_updates=["chat_member"])
    town.world.membership.demote(town.supergroup, town.ben)
    (update,) = await ask.ok("getUpdates")
    assert update["chat_member"]["old_chat_member"]["status"] == "administrator"
    assert update["chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_client_that_went_away_is_no_second_poller(town: Town) -> None:
    async with serving(town.world.bot_api.app(), town.world.connections) as root:
        url = f"{root}/bot{town.world.token}/getUpdates?timeout=30"
        async with aiohttp.ClientSession() as session:
            with contextlib.suppress(TimeoutError):
                await session.get(url, timeout=aiohttp.ClientTimeout(total=0.1))
            await town.world.until(lambda: not town.world.updates.is_polled)
            polling = tasks.start(_answer_of(session, url), "poll")
            await town.world.until(lambda: town.world.updates.is_polled)
            town.world.messages.send(town.maria, town.maria, "Hello")
            assert await polling == 200


async def _answer_of(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url) as answer:
        await answer.read()
        return answer.status


class Receiver:
    """A bot's web app that says what it is told to say."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.received: list[tuple[str, str]] = []

    async def __call__(self, request: Request) -> Response:
        update = orjson.loads(await request.body())
        secret = request.headers.get(SECRET_HEADER, "")
        self.received.append((update["message"]["text"], secret))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@contextlib.asynccontextmanager
async def delivering(town: Town, receiver: Receiver) -> AsyncIterator[None]:
    app = Starlette(routes=[Route("/hook", receiver.__call__, methods=["POST"])])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
        running = tasks.start(WebhookCourier(town.world.state, client).run(), "webhook")
        try:
            yield
        finally:
            running.cancel()


async def test_a_webhook_receives_updates_in_order_with_its_secret(ask: Asker, town: Town) -> None:
    receiver = Receiver()
    async with delivering(town, receiver):
        await ask.ok("setWebhook", url="https://bot.example/hook", secret_token="s-1")
        town.world.messages.send(town.maria, town.maria, "one")
        town.world.messages.send(town.maria, town.maria, "two")
        await asyncio.wait_for(town.world.updates.settled(), 2)
    assert receiver.received == [("one", "s-1"), ("two", "s-1")]


async def test_a_webhook_that_fails_is_tried_again(ask: Asker, town: Town) -> None:
    receiver = Receiver(500)
    async with delivering(town, receiver):
        await ask.ok("setWebhook", url="https://bot.example/hook")
        town.world.messages.send(town.maria, town.maria, "one")
        await asyncio.wait_for(town.world.updates.settled(), 2)
    assert receiver.received == [("one", ""), ("one", "")]
    info = await ask.ok("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_deleting_the_webhook_brings_long_polling_back(ask: Asker, town: Town) -> None:
    await ask.ok("setWebhook", url="https://bot.example/hook")
    town.world.messages.send(town.maria, town.maria, "kept")
    assert (await ask.ok("getWebhookInfo"))["pending_update_count"] == 1
    await ask.ok("deleteWebhook")
    assert len(await ask.ok("getUpdates")) == 1
    await ask.ok("deleteWebhook", drop_pending_updates=True)
    assert await ask.ok("getUpdates") == []
