"""The page's doors: what they show, what they let a person do, and how they refuse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot import tasks
from bot.clock import MovableClock
from standin.page import events
from standin.page.clock_control import Jump
from standin.page.routes import page_routes
from standin.page.scene import Scene, set_scene
from standin.state.chats import Chat
from standin.state.members import Status
from standin.world import World

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
REMINDER = "Water the plants"


@dataclass
class WeeklyReminders:
    """A clock control whose bot sends one reminder a week to whoever asked."""

    clock: MovableClock
    tell: Any
    subscribed: list[int] = field(default_factory=list)

    @property
    def jumps(self) -> tuple[Jump, ...]:
        label, short = "To the next reminder", "Next reminder"
        return (Jump("reminder", label, short, "Nobody wants reminders.", self.to_next),)

    async def advance(self, by: timedelta) -> None:
        self.clock.advance(by)
        for chat_id in self.subscribed * (by.days // 7):
            await self.tell("sendMessage", chat_id=chat_id, text=REMINDER)

    async def to_next(self) -> datetime | None:
        if not self.subscribed:
            return None
        await self.advance(timedelta(days=7))
        return self.clock.now()


class Preview:
    """The page's doors and the bot's door of one world."""

    def __init__(self) -> None:
        self.clock = MovableClock(frozen_at=MONDAY)
        self.world = World(self.clock)
        self.reminders = WeeklyReminders(self.clock, self.bot)
        self.scene: Scene = set_scene(self.world, self.reminders, group_title="Support group")
        app = Starlette(routes=page_routes(self.scene))
        self._page = _client(app)
        self._bot = _client(self.world.bot_api.app())

    @property
    def me(self) -> int:
        return self.scene.person.id

    @property
    def group(self) -> Chat:
        return next(
            chat for chat in self.world.state.chats.values() if chat.title == "Support group"
        )

    async def get(self, path: str) -> httpx.Response:
        return await self._page.get(path)

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self._page.post(f"/page/{path}", json=body)

    async def raw(self, path: str, content: bytes, content_type: str) -> httpx.Response:
        return await self._page.post(
            f"/page/{path}", content=content, headers={"Content-Type": content_type}
        )

    async def bot(self, method: str, **params: Any) -> Any:
        answer = await self._bot.post(f"/bot{self.world.token}/{method}", json=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    async def chat(self, chat_id: int) -> Any:
        chats = (await self.get("/page/state")).json()["chats"]
        return next(chat for chat in chats if chat["id"] == chat_id)

    async def panel(self) -> int:
        """A message of the bot with one button, in the started private chat."""
        await self.post("start")
        keyboard = {"inline_keyboard": [[{"text": "Questions", "callback_data": "faq"}]]}
        message = await self.bot(
            "sendMessage", chat_id=self.me, text="Hello", reply_markup=keyboard
        )
        return int(message["message_id"])

    async def close(self) -> None:
        await self._page.aclose()
        await self._bot.aclose()


def _client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://preview")


@pytest.fixture
async def preview() -> AsyncIterator[Preview]:
    opened = Preview()
    yield opened
    await opened.close()


def error(response: httpx.Response) -> str:
    return str(response.json()["error"])


async def test_the_page_is_served_with_a_policy_that_runs_only_its_own_scripts(
    preview: Preview,
) -> None:
    page = await preview.get("/")
    assert page.status_code == 200
    assert "not Telegram" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    script = await preview.get("/page/static/main.js")
    assert script.status_code == 200
    assert script.headers["cache-control"] == "no-cache"
    assert (await preview.get("/page/static/../routes.py")).status_code == 404


async def test_every_file_that_the_page_names_is_there(preview: Preview) -> None:
    page = (await preview.get("/")).text
    named = [part.split('"')[0] for part in page.split('"/page/static/')[1:]]
    assert "main.js" in named
    for name in named:
        assert (await preview.get(f"/page/static/{name}")).status_code == 200, name


async def test_the_state_shows_the_private_chat_and_the_group(preview: Preview) -> None:
    await preview.bot("setMyDescription", description="Plain answers.")
    await preview.bot("setMyCommands", commands=[{"command": "faq", "description": "Questions"}])
    state = (await preview.get("/page/state")).json()
    assert state["bot"]["description"] == "Plain answers."
    assert state["now"] == MONDAY.isoformat()
    private, group = state["chats"]
    assert (private["type"], private["started"], private["messages"]) == ("private", False, [])
    assert private["commands"] == [{"command": "faq", "description": "Questions"}]
    assert (group["title"], group["identity"], group["bot_status"]) == (
        "Support group",
        "member",
        "member",
    )


async def test_starting_with_a_payload_sends_it_to_the_bot(preview: Preview) -> None:
    started = (await preview.post("start", payload="faq-cure")).json()
    assert preview.world.state.message(preview.me, started["message_id"]).text == "/start faq-cure"
    assert (await preview.chat(preview.me))["started"] is True


async def test_a_text_reaches_the_bot_as_an_update(preview: Preview) -> None:
    await preview.bot("getUpdates")
    await preview.post("send", kind="text", chat_id=preview.me, text="/faq")
    update = (await preview.bot("getUpdates"))[-1]
    assert update["message"]["text"] == "/faq"
    assert update["message"]["entities"][0]["type"] == "bot_command"


@pytest.mark.parametrize(
    "kind", ["sticker", "photo", "document", "contact", "voice", "location", "forward"]
)
async def test_odd_inputs_reach_the_bot(preview: Preview, kind: str) -> None:
    sent = await preview.post("send", kind=kind, chat_id=preview.me)
    assert sent.status_code == 200
    update = (await preview.bot("getUpdates"))[-1]["message"]
    assert ("forward_origin" in update) if kind == "forward" else (kind in update)


async def test_an_own_message_can_be_edited_and_the_bots_cannot(preview: Preview) -> None:
    message_id = await preview.panel()
    own = (await preview.post("send", kind="text", chat_id=preview.me, text="hallo")).json()
    edit = {"kind": "edit", "chat_id": preview.me, "text": "hello"}
    assert (await preview.post("send", **edit, message_id=own["message_id"])).status_code == 200
    assert preview.world.state.message(preview.me, own["message_id"]).text == "hello"
    refused = await preview.post("send", **edit, message_id=message_id)
    assert refused.status_code == 409
    assert error(refused) == "You can only edit what you wrote."


async def test_a_press_gives_what_the_bot_answered(preview: Preview) -> None:
    message_id = await preview.panel()
    press = tasks.start(
        preview.post("press", chat_id=preview.me, message_id=message_id, data="faq"), "press"
    )
    updates = await preview.bot("getUpdates", timeout=2)
    while "callback_query" not in updates[-1]:
        updates = await preview.bot("getUpdates", offset=updates[-1]["update_id"] + 1, timeout=2)
    query = updates[-1]["callback_query"]
    assert query["data"] == "faq"
    assert not press.done()
    await preview.bot(
        "answerCallbackQuery", callback_query_id=query["id"], text="Only admins", show_alert=True
    )
    answer = await press
    assert answer.json() == {"text": "Only admins", "show_alert": True, "url": ""}


async def test_a_press_on_a_deleted_message_is_refused(preview: Preview) -> None:
    message_id = await preview.panel()
    await preview.bot("deleteMessage", chat_id=preview.me, message_id=message_id)
    refused = await preview.post("press", chat_id=preview.me, message_id=message_id, data="faq")
    assert (refused.status_code, error(refused)) == (409, "The message is no longer there.")


async def test_inline_results_can_be_sent_into_a_chat(preview: Preview) -> None:
    asking = tasks.start(preview.post("inline", chat_id=preview.group.id, query="cure"), "inline")
    updates = await preview.bot("getUpdates", timeout=2)
    while "inline_query" not in updates[-1]:
        updates = await preview.bot("getUpdates", offset=updates[-1]["update_id"] + 1, timeout=2)
    result = {
        "type": "article",
        "id": "faq/cure",
        "title": "Is there a cure?",
        "input_message_content": {"message_text": "For some people, yes."},
    }
    await preview.bot(
        "answerInlineQuery", inline_query_id=updates[-1]["inline_query"]["id"], results=[result]
    )
    offered = (await asking).json()
    assert [found["title"] for found in offered["results"]] == ["Is there a cure?"]
    choice = {"chat_id": preview.group.id, "query_id": offered["query_id"]}
    sent = (await preview.post("inline/choose", **choice, result_id="faq/cure")).json()
    assert (
        preview.world.state.message(preview.group, sent["message_id"]).text
        == "For some people, yes."
    )
    assert (await preview.post("inline/choose", **choice, result_id="none")).status_code == 409


@pytest.mark.parametrize(
    ("identity", "status", "anonymous", "may_change"),
    [
        ("admin", Status.ADMINISTRATOR, False, True),
        ("anonymous_admin", Status.ADMINISTRATOR, True, True),
        ("limited_admin", Status.ADMINISTRATOR, False, False),
        ("member", Status.MEMBER, False, False),
    ],
)
async def test_the_identity_switch_changes_what_the_bot_sees(
    preview: Preview, identity: str, status: Status, anonymous: bool, may_change: bool
) -> None:
    await preview.post("identity", chat_id=preview.group.id, identity=identity)
    me = preview.world.membership.of(preview.group, preview.me)
    assert (me.status, me.is_anonymous) == (status, anonymous)
    assert me.has_right("can_change_info") is may_change
    assert (await preview.chat(preview.group.id))["identity"] == identity
    await preview.post("send", kind="text", chat_id=preview.group.id, text="/faq")
    message = preview.world.history.last(preview.group)
    assert (message.sender_chat_id == preview.group.id) is anonymous


async def test_nobody_is_an_anonymous_admin_of_a_basic_group(preview: Preview) -> None:
    made = (await preview.post("group", action="create", type="group", title="Small")).json()
    refused = await preview.post("identity", chat_id=made["chat_id"], identity="anonymous_admin")
    assert (refused.status_code, error(refused)) == (409, "Nobody can act like that in this chat.")


async def test_the_bot_is_added_to_a_new_group_by_its_link(preview: Preview) -> None:
    made = (await preview.post("group", action="create", type="forum", title="Evening")).json()
    chat_id = made["chat_id"]
    assert [topic["name"] for topic in (await preview.chat(chat_id))["topics"]] == ["Announcements"]
    await preview.post("group", action="add_bot", chat_id=chat_id, as_admin=True, payload="setup")
    assert (await preview.chat(chat_id))["bot_status"] == "administrator"
    kinds = [key for update in await preview.bot("getUpdates") for key in update]
    assert "my_chat_member" in kinds
    assert preview.world.history.last(chat_id).text == "/start@SampleBot setup"


async def test_a_member_cannot_change_the_group(preview: Preview) -> None:
    for action in ("promote_bot", "restrict_bot", "remove_bot", "topics_on"):
        refused = await preview.post("group", action=action, chat_id=preview.group.id)
        assert refused.status_code == 409, action
        assert error(refused).endswith(".")
    assert preview.world.state.bot_in(preview.group).status is Status.MEMBER


async def test_an_admin_runs_the_group_and_its_topics(preview: Preview) -> None:
    group = preview.group
    await preview.post("identity", chat_id=group.id, identity="admin")

    async def do(action: str, **more: Any) -> None:
        answer = await preview.post("group", action=action, chat_id=group.id, **more)
        assert answer.status_code == 200, answer.text

    await do("promote_bot")
    assert preview.world.state.bot_in(group).status is Status.ADMINISTRATOR
    await do("restrict_bot")
    assert preview.world.state.bot_in(group).status is Status.RESTRICTED
    await do("rename", title="Night <b>group</b>")
    assert group.title == "Night <b>group</b>"
    await do("topics_on")
    await do("create_topic", name="News")
    topic = next(iter(group.topics))
    await do("close_topic", topic_id=topic)
    assert group.topics[topic].closed
    await do("reopen_topic", topic_id=topic)
    await do("delete_topic", topic_id=topic)
    assert not group.topics
    before = len(group.present())
    await do("member_joins")
    assert len(group.present()) == before + 1
    await do("member_leaves")
    assert len(group.present()) == before
    await do("remove_bot")
    assert preview.world.state.bot_in(group).status is Status.KICKED


async def test_a_basic_group_moves_to_a_supergroup(preview: Preview) -> None:
    made = (await preview.post("group", action="create", type="group", title="Small")).json()
    moved = await preview.post("group", action="migrate", chat_id=made["chat_id"])
    assert (await preview.chat(moved.json()["chat_id"]))["type"] == "supergroup"
    gone = await preview.post("send", kind="text", chat_id=made["chat_id"], text="hello")
    assert (gone.status_code, error(gone)) == (409, "There is no such chat in your list.")


async def test_blocking_the_bot_shows_in_the_state(preview: Preview) -> None:
    await preview.post("start")
    await preview.post("group", action="block", chat_id=preview.me)
    assert (await preview.chat(preview.me))["blocked"] is True
    await preview.post("start")
    assert (await preview.chat(preview.me))["blocked"] is False


async def test_moving_the_clock_says_what_arrived(preview: Preview) -> None:
    (jump,) = (await preview.get("/page/state")).json()["clock"]["jumps"]
    assert jump == {
        "name": "reminder",
        "label": "To the next reminder",
        "short_label": "Next reminder",
        "nothing_due": "Nobody wants reminders.",
    }
    nothing = (await preview.post("clock", move=jump["name"])).json()
    assert nothing == {"now": MONDAY.isoformat(), "due_at": None, "arrived": 0}
    await preview.post("start")
    preview.reminders.subscribed.append(preview.me)
    reminded = (await preview.post("clock", move=jump["name"])).json()
    assert reminded["due_at"] == (MONDAY + timedelta(days=7)).isoformat()
    assert reminded["arrived"] == 1
    assert (await preview.chat(preview.me))["messages"][-1]["text"] == REMINDER
    day = (await preview.post("clock", move="day")).json()
    assert day["now"] == (MONDAY + timedelta(days=8)).isoformat()


async def test_a_page_without_a_clock_control_offers_no_clock(world: World) -> None:
    app = Starlette(routes=page_routes(set_scene(world)))
    async with _client(app) as page:
        assert (await page.get("/page/state")).json()["clock"] is None
        assert (await page.post("/page/clock", json={"move": "day"})).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("send", {"kind": "text", "chat_id": "x", "text": "hello"}),
        ("send", {"kind": "text", "chat_id": 1, "text": ""}),
        ("send", {"kind": "song", "chat_id": 1}),
        ("send", {"kind": "sticker", "chat_id": 1, "more": 1}),
        ("press", {"chat_id": 1, "message_id": 1, "data": "x" * 65}),
        ("start", {"payload": "no spaces"}),
        ("clock", {"move": "year"}),
        ("identity", {"chat_id": 1, "identity": "owner"}),
        ("group", {"action": "create", "type": "forum", "title": "  "}),
        ("group", {"action": "explode", "chat_id": 1}),
        ("inline", {"chat_id": 1, "query": "x" * 257}),
    ],
)
async def test_a_malformed_request_gets_one_sentence(
    preview: Preview, path: str, body: dict[str, Any]
) -> None:
    refused = await preview.post(path, **body)
    assert refused.status_code == 422
    assert error(refused).endswith(".")
    assert "\n" not in error(refused)


async def test_what_is_no_json_is_refused(preview: Preview) -> None:
    form = await preview.raw("start", b"payload=x", "application/x-www-form-urlencoded")
    assert (form.status_code, error(form)) == (415, "The page speaks JSON only.")
    broken = await preview.raw("start", b"{", "application/json")
    assert broken.status_code == 422
    huge = await preview.raw("start", b" " * 300_000, "application/json")
    assert huge.status_code == 413


async def test_a_chat_of_others_is_out_of_reach(preview: Preview) -> None:
    stranger = preview.world.people.add("Kim")
    for path, body in (
        ("send", {"kind": "text", "text": "hello"}),
        ("press", {"message_id": 1, "data": "x"}),
        ("identity", {"identity": "admin"}),
        ("group", {"action": "add_bot"}),
    ):
        refused = await preview.post(path, chat_id=stranger.id, **body)
        assert (refused.status_code, error(refused)) == (
            409,
            "There is no such chat in your list.",
        )


class Watcher:
    """Reads the events of a page."""

    def __init__(self, scene: Scene) -> None:
        self._events = events.events(scene)

    async def next(self, kind: str) -> Any:
        async with asyncio.timeout(2):
            async for event in self._events:
                if event["kind"] == kind:
                    return event
        raise AssertionError(f"no event of the kind {kind}")

    async def close(self) -> None:
        await self._events.aclose()  # type: ignore[attr-defined]


@pytest.fixture
async def watcher(preview: Preview) -> AsyncIterator[Watcher]:
    watching = Watcher(preview.scene)
    first = await watching.next("state")
    assert len(first["state"]["chats"]) == 2
    yield watching
    await watching.close()


async def test_an_open_page_hears_of_messages_edits_and_deletions(
    preview: Preview, watcher: Watcher
) -> None:
    message_id = await preview.panel()
    assert (await watcher.next("chat"))["chat"]["started"] is True
    assert (await watcher.next("message"))["message"]["text"] == "/start"
    shown = (await watcher.next("message"))["message"]
    assert shown["reply_markup"]["inline_keyboard"][0][0]["text"] == "Questions"
    await preview.bot("editMessageText", chat_id=preview.me, message_id=message_id, text="Changed")
    edited = (await watcher.next("message"))["message"]
    assert (edited["text"], edited["message_id"]) == ("Changed", message_id)
    await preview.bot("sendChatAction", chat_id=preview.me, action="typing")
    assert (await watcher.next("typing"))["chat_id"] == preview.me
    await preview.bot("deleteMessage", chat_id=preview.me, message_id=message_id)
    assert (await watcher.next("deleted"))["message_ids"] == [message_id]


async def test_an_open_page_hears_of_pins_topics_and_keyboards(
    preview: Preview, watcher: Watcher
) -> None:
    message_id = await preview.panel()
    await preview.bot("pinChatMessage", chat_id=preview.me, message_id=message_id)
    while not (pinned := (await watcher.next("chat"))["chat"]["pinned"]):
        pass
    assert pinned == [message_id]
    keyboard = {"keyboard": [[{"text": "Lisbon"}]]}
    await preview.bot("sendMessage", chat_id=preview.me, text="Where?", reply_markup=keyboard)
    while not (shown := (await watcher.next("chat"))["chat"]["reply_keyboard"]):
        pass
    assert shown["keyboard"] == [[{"text": "Lisbon"}]]
    await preview.bot(
        "sendMessage", chat_id=preview.me, text="Done", reply_markup={"remove_keyboard": True}
    )
    while (await watcher.next("chat"))["chat"]["reply_keyboard"]:
        pass


async def test_an_open_page_follows_a_group_that_moves(preview: Preview, watcher: Watcher) -> None:
    made = (await preview.post("group", action="create", type="group", title="Small")).json()
    begun = (await watcher.next("chat"))["chat"]
    assert (begun["id"], begun["title"]) == (made["chat_id"], "Small")
    moved = (await preview.post("group", action="migrate", chat_id=made["chat_id"])).json()
    gone = await watcher.next("chat_gone")
    assert gone == {
        "kind": "chat_gone",
        "chat_id": made["chat_id"],
        "moved_to": moved["chat_id"],
    }


async def test_an_open_page_hears_of_new_commands(preview: Preview, watcher: Watcher) -> None:
    await preview.bot("setMyCommands", commands=[{"command": "tip", "description": "One tip"}])
    await watcher.next("bot")
    assert (await watcher.next("chat"))["chat"]["commands"][0]["command"] == "tip"


async def test_a_closed_page_is_forgotten(preview: Preview) -> None:
    watching = Watcher(preview.scene)
    await watching.next("state")
    await watching.close()
    await preview.panel()
    with pytest.raises(AssertionError, match="no event"):
        await watching.next("message")
