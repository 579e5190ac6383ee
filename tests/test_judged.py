"""The preview's page with the real bot behind it: what the browser's flows make the bot ask.

The browser tests drive a preview in a process of its own, whose requests nobody can judge from
outside. Here everything that the page can do is done at the same doors, in a conversation, which
judges every request and every answer at its end by aiogram's models.
"""

from __future__ import annotations

from typing import Any, get_args

import httpx
import pytest
from starlette.applications import Starlette

from handlers.preview import TipClock, preview_scene
from standin.page import requests
from standin.page.routes import page_routes
from standin.page.scene import Scene
from standin.state.chats import Chat
from standin.state.messages import Message
from tests.conversation import Conversation

pytestmark = pytest.mark.usefixtures("no_error_logged")

ODD = ("sticker", "photo", "document", "contact", "voice", "location")
IDENTITIES = ("admin", "limited_admin", "anonymous_admin", "member")
CHANGES = (
    "promote_bot",
    "demote_bot",
    "restrict_bot",
    "member_joins",
    "member_leaves",
    "topics_on",
    "topics_off",
    "remove_bot",
)


class Page:
    """A person at the page; each of its doors is a method."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        clock = TipClock(talk.clock, talk.services, talk.courier)
        self.scene: Scene = preview_scene(talk.world, clock)
        app = Starlette(routes=page_routes(self.scene))
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://page.test/page/"
        )
        self.me = self.scene.person.id

    async def do(self, door: str, **body: Any) -> dict[str, Any]:
        """Something that the page offers, done until the bot has finished with it."""
        answer = await self._http.post(door, json=body)
        assert answer.status_code == 200, answer.text
        await self.talk.quiet()
        return dict(answer.json())

    async def say(self, text: str, chat_id: int | None = None, **where: Any) -> Message:
        chat_id = chat_id or self.me
        await self.do("send", kind="text", chat_id=chat_id, text=text, **where)
        return self.talk.world.history.said_by_bot(chat_id)[-1]

    async def press(self, message: Message, label: str) -> Message:
        data = message.button(label)["callback_data"]
        await self.do("press", chat_id=message.chat_id, message_id=message.id, data=data)
        return self.talk.world.history.said_by_bot(message.chat_id)[-1]

    async def group(self, action: str, **more: Any) -> Chat:
        made = await self.do("group", action=action, **more)
        return self.talk.world.state.chat(int(made["chat_id"]))


@pytest.fixture
async def page(talk: Conversation) -> Page:
    """The page as it is when it is opened: a private chat and a group."""
    page = Page(talk)
    await page.do("start", payload=None)
    return page


async def test_reading_subscribing_and_moving_the_clock(page: Page) -> None:
    shown = await page.press(await page.say("/faq"), "Can it be cured?")
    shown = await page.press(await page.press(shown, "‹ Back"), "☰ Menu")
    asked = await page.press(shown, "Weekly tips")
    for label in ("Yes, choose day and time", "Thursday", "10:00", "Dublin"):
        asked = await page.press(asked, label)
    assert (await page.do("clock", move="next_tip"))["arrived"] == 1
    for move in ("day", "week"):
        await page.do("clock", move=move)
    tip = page.talk.world.history.said_by_bot(page.me)[-1]
    await page.press(tip, "Stop the tips")
    assert (await page.do("clock", move="week"))["arrived"] == 0


async def test_whatever_can_be_sent(page: Page) -> None:
    menu = await page.say("/menu")
    for kind in ODD:
        await page.do("send", kind=kind, chat_id=page.me)
    await page.do("send", kind="forward", chat_id=page.me)
    await page.do("send", kind="forward", chat_id=page.me, from_chat_id=page.me, message_id=menu.id)
    sent = await page.do("send", kind="text", chat_id=page.me, text="words", reply_to=menu.id)
    number = sent["message_id"]
    await page.do("send", kind="edit", chat_id=page.me, message_id=number, text="other words")
    assert len(page.talk.world.history.said_by_bot(page.me)) == len(ODD) + 5  # edits are left alone


async def test_links_and_inline_results(page: Page) -> None:
    for payload in ("faq-cure", "section-treatment", "groups", "x" * 64):
        await page.do("start", payload=payload)
    group = next(c for c in page.talk.world.people.chats_of(page.me) if c.title == "Support group")
    for words in ("", "immunotherapy", "zzzz"):
        found = await page.do("inline", chat_id=group.id, query=words)
    found = await page.do("inline", chat_id=group.id, query="cure")
    chosen = found["results"][0]["id"]
    await page.do("inline/choose", chat_id=group.id, query_id=found["query_id"], result_id=chosen)
    assert page.talk.world.history.last(group).via_bot is not None


async def test_a_group_with_topics_from_its_making_to_its_tip(page: Page) -> None:
    group = await page.group("create", type="forum", title="Evening <group>")
    await page.group("add_bot", chat_id=group.id, payload="setup")
    topic = next(iter(group.topics))
    for identity in IDENTITIES:
        await page.do("identity", chat_id=group.id, identity=identity)
        await page.say("/settings@RefractorySupportBot", group.id, thread_id=topic)
    await page.do("identity", chat_id=group.id, identity="admin")
    page.talk.timer.skip(30)  # they were refused as a member a moment ago
    panel = await page.say("/settings@RefractorySupportBot", group.id, thread_id=topic)
    panel = await page.press(await page.press(panel, "Weekly tip ›"), "☐ Weekly tip")
    assert (await page.do("clock", move="next_tip"))["arrived"] == 1
    await page.group("create_topic", chat_id=group.id, name="News")
    for action in ("close_topic", "reopen_topic", "delete_topic"):
        await page.group(action, chat_id=group.id, topic_id=topic)
        await page.do("clock", move="week")
    await page.group("rename", chat_id=group.id, title="Morning group")
    for action in CHANGES:
        await page.group(action, chat_id=group.id)
    await page.group("add_bot", chat_id=group.id, as_admin=True)
    await page.do("clock", move="week")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_that_is_set_up_from_the_private_chat(page: Page, kind: str) -> None:
    group = await page.group("create", type=kind, title="Lunch group")
    await page.group("add_bot", chat_id=group.id)
    await page.say("/settings", group.id)
    listed = await page.press(await page.say("/settings"), "Your groups and channels")
    panel = await page.press(listed, "Lunch group")
    await page.press(await page.press(panel, "Weekly tip ›"), "☐ Weekly tip")
    if kind == "group":
        group = await page.group("migrate", chat_id=group.id)
    await page.do("clock", move="next_tip")
    assert any(m.text.startswith("💡") for m in page.talk.world.history.said_by_bot(group))


async def test_a_channel_that_is_chosen_in_telegrams_list(page: Page) -> None:
    channel = await page.group("create", type="channel", title="News")
    await page.group("add_bot", chat_id=channel.id, as_admin=True)
    listed = await page.press(await page.say("/settings"), "Your groups and channels")
    await page.press(listed, "Choose a channel")
    await page.do(
        "send", kind="chat_shared", chat_id=page.me, request_id=2, shared_chat_id=channel.id
    )
    panel = page.talk.world.history.said_by_bot(page.me)[-1]
    await page.press(await page.press(panel, "Weekly tip ›"), "☐ Weekly tip")
    assert (await page.do("clock", move="next_tip"))["arrived"] == 1


async def test_blocking_and_coming_back(page: Page) -> None:
    for action in ("block", "unblock"):
        await page.group(action, chat_id=page.me)
    assert (await page.say("/menu")).text.startswith("Menu")


def test_every_action_of_the_page_is_in_one_of_these_flows() -> None:
    """A new one must be judged too."""
    done = {"rename", "create_topic", "create", "add_bot", "migrate", "block", "unblock"}
    done |= {"close_topic", "reopen_topic", "delete_topic", *CHANGES}
    offered = set()
    for model in get_args(get_args(requests.Group)[0]):
        offered |= set(get_args(model.model_fields["action"].annotation))
    assert offered == done
    assert set(ODD) == set(get_args(requests.SendOdd.model_fields["kind"].annotation))
    identities = requests.ChangeIdentity.model_fields["identity"].annotation
    assert set(IDENTITIES) == set(get_args(identities))
