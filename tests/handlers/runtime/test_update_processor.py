from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.tasks import start
from handlers.runtime.update_processor import PerChatProcessor, order_key
from tests.handlers.runtime.virtual_time import in_virtual_time

PERSON = {"id": 7, "is_bot": False, "first_name": "Invented"}


def message_from(chat: int, number: int = 1) -> Update:
    wire: dict[str, Any] = {
        "message_id": number,
        "date": 1,
        "chat": {"id": chat, "type": "private"},
        "from": PERSON,
        "text": "hello",
    }
    return Update.de_json({"update_id": number, "message": wire})


def press_in(chat: int, number: int = 1) -> Update:
    message = message_from(chat, number).to_dict()["message"]
    press = {"id": str(number), "from": PERSON, "chat_instance": "1", "data": "x"}
    wire = {"update_id": number, "callback_query": {**press, "message": message}}
    return Update.de_json(wire)


def inline_query() -> Update:
    query = {"id": "1", "from": PERSON, "query": "cure", "offset": ""}
    return Update.de_json({"update_id": 1, "inline_query": query})


def test_a_message_is_ordered_by_its_chat() -> None:
    assert order_key(message_from(-100)) == -100


def test_a_press_under_an_inline_message_is_ordered_by_its_person() -> None:
    press = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x"}
    assert order_key(Update.de_json({"update_id": 1, "callback_query": press})) == 7


def test_inline_queries_and_strangers_have_no_order() -> None:
    assert order_key(inline_query()) is None
    assert order_key("no update at all") is None


@given(
    arrivals=st.lists(
        st.tuples(st.integers(0, 4), st.floats(0, 3), st.floats(0, 1), st.booleans()), max_size=40
    ),
    workers=st.integers(1, 4),
)
def test_each_chat_is_answered_in_order_by_no_more_than_the_workers(
    arrivals: list[tuple[int, float, float, bool]], workers: int
) -> None:
    came: defaultdict[int, list[int]] = defaultdict(list)
    begun: defaultdict[int, list[int]] = defaultdict(list)
    at_work: set[int] = set()
    most_at_once = 0

    async def handle(chat: int, number: int, takes: float) -> None:
        nonlocal most_at_once
        assert chat not in at_work
        at_work.add(chat)
        most_at_once = max(most_at_once, len(at_work))
        begun[chat].append(number)
        await asyncio.sleep(takes)
        at_work.remove(chat)

    async def story() -> None:
        processor = PerChatProcessor(workers, flood=100)
        running, cancelled = [], []
        for number, (chat, takes, pause, is_cancelled) in enumerate(arrivals):
            await asyncio.sleep(pause)
            update = message_from(chat, number)
            task = start(processor.process_update(update, handle(chat, number, takes)), "update")
            running.append(task)
            if is_cancelled:
                await asyncio.sleep(0)
                if number not in begun[chat]:
                    task.cancel()
                    cancelled.append(number)
                    continue
            came[chat].append(number)
        await asyncio.gather(*running, return_exceptions=True)
        assert all(running[number].cancelled() for number in cancelled)

    in_virtual_time(story)
    assert {chat: begun[chat] for chat in came} == came
    assert most_at_once <= workers


def test_a_flood_in_one_chat_leaves_the_workers_to_others() -> None:
    async def story() -> float:
        loop = asyncio.get_running_loop()
        processor = PerChatProcessor(workers=2)
        flood = [
            start(processor.process_update(message_from(1, n), asyncio.sleep(1)), "flood")
            for n in range(30)
        ]
        await asyncio.sleep(0.1)
        await processor.process_update(message_from(2), asyncio.sleep(0))
        answered_at = loop.time()
        await asyncio.gather(*flood)
        return answered_at

    assert in_virtual_time(story) == pytest.approx(0.1)


def test_of_a_flood_in_one_chat_the_newest_are_dropped() -> None:
    begun: list[int] = []

    async def work(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(1)

    async def story() -> None:
        processor = PerChatProcessor(flood=3)
        await asyncio.gather(
            *(processor.process_update(message_from(1, n), work(n)) for n in range(10))
        )
        await processor.process_update(message_from(1, 10), work(10))

    in_virtual_time(story)
    assert begun == [0, 1, 2, 3, 10]


@pytest.mark.parametrize(
    "news",
    [
        {"migrate_to_chat_id": -1007},
        {"left_chat_member": PERSON},
    ],
)
def test_what_tells_of_a_chats_fate_is_never_dropped(news: dict[str, Any]) -> None:
    begun: list[str] = []

    async def work(name: str) -> None:
        begun.append(name)
        await asyncio.sleep(1)

    async def story() -> None:
        processor = PerChatProcessor(flood=1)
        wire = {"message_id": 9, "date": 1, "chat": {"id": -1, "type": "group"}, **news}
        update = Update.de_json({"update_id": 9, "message": wire})
        await asyncio.gather(
            *(processor.process_update(message_from(-1, n), work("flood")) for n in range(5)),
            processor.process_update(update, work("news")),
        )

    in_virtual_time(story)
    assert begun == ["flood", "flood", "news"]


def test_a_press_that_waits_is_told_of_until_its_turn_comes() -> None:
    told: list[tuple[str, float]] = []

    async def told_of(update: Update) -> None:
        assert update.callback_query is not None
        name, loop = update.callback_query.id, asyncio.get_running_loop()
        try:
            await asyncio.sleep(2)
            told.append((f"{name} has waited", round(loop.time(), 3)))
        except asyncio.CancelledError:
            told.append((f"{name} begins", round(loop.time(), 3)))
            raise

    async def story() -> None:
        processor = PerChatProcessor()
        processor.on_waiting = told_of
        await asyncio.gather(
            *(processor.process_update(press_in(1, n), asyncio.sleep(1.5)) for n in range(3)),
            processor.process_update(message_from(1, 3), asyncio.sleep(0)),
            processor.process_update(press_in(2, 4), asyncio.sleep(0)),
        )

    in_virtual_time(story)
    assert told == [("1 begins", 1.5), ("2 has waited", 2.0)]


def test_a_press_that_waits_for_a_worker_is_told_of_too() -> None:
    told: list[str] = []

    async def told_of(update: Update) -> None:
        assert update.callback_query is not None
        told.append(update.callback_query.id)

    async def story() -> None:
        processor = PerChatProcessor(workers=1)
        processor.on_waiting = told_of
        await asyncio.gather(
            *(processor.process_update(press_in(chat, chat), asyncio.sleep(1)) for chat in (1, 2))
        )

    in_virtual_time(story)
    assert told == ["2"]


def test_every_press_that_is_dropped_is_told_of_at_once() -> None:
    told: list[tuple[str, float]] = []

    async def told_of(update: Update) -> None:
        assert update.callback_query is not None
        told.append((update.callback_query.id, asyncio.get_running_loop().time()))

    async def story() -> None:
        processor = PerChatProcessor(flood=2)
        processor.on_dropped = told_of
        await asyncio.gather(
            *(processor.process_update(press_in(1, n), asyncio.sleep(1)) for n in range(6))
        )

    in_virtual_time(story)
    assert told == [("3", 0), ("4", 0), ("5", 0)]


def test_an_inline_query_waits_for_nobody() -> None:
    async def story() -> float:
        processor = PerChatProcessor()
        slow = start(processor.process_update(message_from(7), asyncio.sleep(9)), "slow")
        await asyncio.sleep(0)
        await processor.process_update(inline_query(), asyncio.sleep(0))
        answered_at = asyncio.get_running_loop().time()
        await slow
        return answered_at

    assert in_virtual_time(story) < 1


def test_a_handler_that_hangs_is_ended_and_its_chat_goes_on() -> None:
    async def story() -> float:
        processor = PerChatProcessor(timeout=60)
        hung = start(processor.process_update(message_from(1), asyncio.sleep(10_000)), "hung")
        after = start(processor.process_update(message_from(1), asyncio.sleep(0)), "after")
        results = await asyncio.gather(hung, after, return_exceptions=True)
        assert isinstance(results[0], TimeoutError)
        assert results[1] is None
        return asyncio.get_running_loop().time()

    assert in_virtual_time(story) == pytest.approx(60)


def test_a_handler_that_fails_does_not_hold_up_its_chat() -> None:
    async def fails() -> None:
        raise LookupError

    async def story() -> None:
        processor = PerChatProcessor()
        with pytest.raises(LookupError):
            await processor.process_update(message_from(1), fails())
        await processor.process_update(message_from(1), asyncio.sleep(0))

    in_virtual_time(story)


def test_one_cancelled_with_its_turn_in_hand_passes_it_on() -> None:
    begun: list[str] = []

    async def work(name: str) -> None:
        begun.append(name)

    async def story() -> None:
        processor = PerChatProcessor()

        async def work_then_cancel_second() -> None:
            await asyncio.sleep(1)
            # Comes after this work has ended and called the second, before the second wakes.
            asyncio.get_running_loop().call_soon(second.cancel)

        first = start(processor.process_update(message_from(1), work_then_cancel_second()), "first")
        second = start(processor.process_update(message_from(1), work("second")), "second")
        third = start(processor.process_update(message_from(1), work("third")), "third")
        await asyncio.wait([first, second, third], timeout=10)

    in_virtual_time(story)
    assert begun == ["third"]
