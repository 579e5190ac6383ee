"""Who watches the world is told of every change; who waits for it is woken."""

from __future__ import annotations

import asyncio

import pytest

from bot import tasks
from standin.bot_api.request_log import Exchange, RequestLog
from standin.state.changes import Broadcast, Change, ChangeKind, Subscription
from standin.world import World
from tests.standin.asking import Asker, Town


async def told(watching: Subscription, count: int) -> list[ChangeKind]:
    return [(await asyncio.wait_for(anext(watching), 1)).kind for _ in range(count)]


async def test_every_change_of_a_message_is_told(ask: Asker, town: Town) -> None:
    watching = town.world.state.changes()
    here = {"chat_id": town.maria.id}
    await ask.ok("sendChatAction", action="typing", **here)
    sent = await ask.ok("sendMessage", text="x", **here)
    this = here | {"message_id": sent["message_id"]}
    await ask.ok("editMessageText", text="y", **this)
    await ask.ok("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **this)
    await ask.ok("deleteMessage", **this)
    kinds = [kind for kind in await told(watching, 10) if kind is not ChangeKind.REQUEST]
    assert kinds == [
        ChangeKind.TYPING,
        ChangeKind.MESSAGE_NEW,
        ChangeKind.MESSAGE_EDITED,
        ChangeKind.REACTION,
        ChangeKind.MESSAGE_DELETED,
    ]


async def test_the_answer_to_a_press_is_told_with_its_words(ask: Asker, town: Town) -> None:
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    await ask.ok("sendMessage", chat_id=town.maria.id, text="x", reply_markup=keyboard)
    shown = town.world.history.last(town.maria)
    press = town.world.buttons.press(town.maria, shown, town.maria, "A")
    watching = town.world.state.changes()
    await ask.ok("answerCallbackQuery", callback_query_id=press, text="Done", show_alert=True)
    change = await anext(watching)
    assert change.kind is ChangeKind.CALLBACK_ANSWERED
    assert change.about["text"] == "Done"
    assert change.about["show_alert"] is True
    assert (change.chat_id, change.message_id) == (town.maria.id, shown.id)


async def test_who_stopped_reading_is_let_go() -> None:
    broadcast = Broadcast()
    watching = broadcast.subscribe(limit=2)
    for _ in range(4):
        broadcast.tell(Change(ChangeKind.CHATS))
    assert [change.kind async for change in watching] == [ChangeKind.CHATS] * 2


async def test_waiting_ends_when_it_comes_true_and_not_before(town: Town) -> None:
    waiting = tasks.start(town.world.history.reply_in(town.maria), "waiting")
    await asyncio.sleep(0.05)
    assert not waiting.done()
    town.world.state.post(
        town.world.state.chat(town.maria), {"text": "x"}, author_id=town.world.bot.id
    )
    assert (await asyncio.wait_for(waiting, 1)).text == "x"
    with pytest.raises(TimeoutError):
        await town.world.until(lambda: False, within=0.05)


async def test_a_press_that_nobody_answers_times_out(ask: Asker, town: Town) -> None:
    press = town.world.buttons.press_data(town.maria, 1, town.maria, "x")
    with pytest.raises(TimeoutError):
        await town.world.buttons.answer_to(press, within=0.05)


async def test_the_world_is_idle_once_the_bot_took_everything(ask: Asker, town: Town) -> None:
    town.world.messages.send(town.maria, town.maria, "/faq")
    with pytest.raises(TimeoutError):
        await town.world.idle(within=0.1)
    (update,) = await ask.ok("getUpdates")
    await ask.ok("getUpdates", offset=update["update_id"] + 1)
    await town.world.idle(within=0.5)
    with pytest.raises(TimeoutError):
        await town.world.idle(within=0.1, busy=lambda: True)


def exchange(world: World, number: int) -> Exchange:
    return Exchange("getMe", {"n": number}, number % 2, world.state.clock.now(), 200, None)


def test_the_log_keeps_the_newest(world: World) -> None:
    log = RequestLog(limit=3)
    for number in range(5):
        log.add(exchange(world, number))
    assert [kept.params["n"] for kept in log] == [2, 3, 4]
    assert log.total == 5
    assert [kept.params["n"] for kept in log.of("getme", chat_id=1)] == [3]
    log.keep_all()
    for number in range(5, 10):
        log.add(exchange(world, number))
    assert len(log) == 8
    log.clear()
    assert list(log) == []
