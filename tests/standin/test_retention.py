"""A world that runs for weeks, or meets a flood, keeps what is new and forgets what is old."""

from __future__ import annotations

import pytest

from bot.clock import MovableClock
from standin.page import actions
from standin.page.requests import ChangeChat, CreateChat, CreateTopic, Group
from standin.page.scene import MOST_CHATS, MOST_MEMBERS, MOST_TOPICS, Scene, set_scene
from standin.people.possible import CannotDo
from standin.state.accounts import Person
from standin.state.chats import Chat
from standin.state.retention import Retention
from standin.world import World
from tests.standin.asking import Asker

LITTLE = Retention(
    messages=3, updates=4, callbacks=2, inline_queries=2, requests=2, file_bytes=1_000
)


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock, retention=LITTLE)


@pytest.fixture
def ada(world: World) -> Person:
    return world.people.add("Ada")


def test_a_chat_keeps_its_newest_messages(world: World, ada: Person) -> None:
    chat = world.state.chat(ada)
    sent = [world.messages.send(ada, ada, f"{n}") for n in range(5)]
    chat.pinned.append(sent[2].id)
    world.messages.send(ada, ada, "5")
    assert [message.text for message in world.history.of(ada)] == ["3", "4", "5"]
    assert chat.pinned == []


def test_an_answer_to_a_forgotten_message_is_still_shown(world: World, ada: Person) -> None:
    first = world.messages.send(ada, ada, "first")
    for n in range(2):
        world.messages.send(ada, ada, f"{n}")
    answer = world.messages.send(ada, ada, "answer", reply_to=first.id)
    assert first.id not in world.state.chat(ada).messages
    assert "reply_to_message" not in world.state.wire(answer)


async def test_the_bot_is_told_the_newest_updates(world: World, ada: Person, ask: Asker) -> None:
    for n in range(6):
        world.messages.send(ada, ada, f"{n}")
    told = await ask.ok("getUpdates")
    assert [update["message"]["text"] for update in told] == ["2", "3", "4", "5"]


def test_old_presses_and_queries_make_room(world: World, ada: Person) -> None:
    shown = world.messages.send(ada, ada, "x")
    presses = [world.buttons.press_data(ada, shown.id, ada, "data") for _ in range(3)]
    queries = [world.inline.ask(ada, "words") for _ in range(3)]
    assert list(world.state.callbacks) == presses[1:]
    assert list(world.state.inline_queries) == queries[1:]


async def test_the_log_keeps_the_newest_requests(world: World, ask: Asker) -> None:
    for _ in range(3):
        await ask.ok("getMe")
    await ask.ok("getMyName")
    assert [exchange.method for exchange in world.log] == ["getMe", "getMyName"]


def test_old_files_make_room_for_new_ones_and_the_newest_stays(world: World) -> None:
    files = [world.state.store_file("a.bin", "text/plain", bytes(400)) for _ in range(4)]
    assert list(world.state.files) == [file.id for file in files[2:]]
    large = world.state.store_file("b.bin", "text/plain", bytes(5_000))
    assert list(world.state.files) == [large.id]
    small = world.state.store_file("c.bin", "text/plain", bytes(10))
    assert list(world.state.files) == [small.id]


# What a person at the page can make


@pytest.fixture
def scene(clock: MovableClock) -> Scene:
    return set_scene(World(clock))


A_FORUM = CreateChat(action="create", type="forum", title="Forum")


def forum(scene: Scene) -> Chat:
    return actions.change_group(scene, A_FORUM)


def until_refused(scene: Scene, request: Group) -> None:
    for _ in range(1_000):
        actions.change_group(scene, request)


def test_a_list_of_chats_comes_to_an_end(scene: Scene) -> None:
    with pytest.raises(CannotDo, match="enough chats"):
        until_refused(scene, A_FORUM)
    assert len(scene.world.people.chats_of(scene.person)) == MOST_CHATS


def test_a_group_is_full_at_some_time(scene: Scene) -> None:
    chat = forum(scene)
    joins = ChangeChat(action="member_joins", chat_id=chat.id)
    with pytest.raises(CannotDo, match="is full"):
        until_refused(scene, joins)
    assert len(chat.present()) == MOST_MEMBERS


def test_a_group_has_topics_enough_at_some_time(scene: Scene) -> None:
    chat = forum(scene)
    one_more = CreateTopic(action="create_topic", chat_id=chat.id, name="One more")
    with pytest.raises(CannotDo, match="topics enough"):
        until_refused(scene, one_more)
    assert len(chat.topics) == MOST_TOPICS
