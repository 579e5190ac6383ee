"""What a person says is handled once, or again after a crash: never not at all."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fatal_errors import CannotStart
from bot.tasks import start
from handlers.runtime.get_updates import Conflict, Failed, Refused
from handlers.runtime.polling import (
    CONFLICTS_IN_A_ROW,
    HELD_FOR,
    MOST_UNFINISHED,
    SAME_OFFSET_AFTER,
    Polling,
)
from handlers.runtime.unconfirmed_updates import MOST_AT_ONCE
from tests.conversation import Conversation
from tests.handlers.runtime.telegrams_queue import TelegramsQueue
from tests.handlers.runtime.virtual_time import in_virtual_time

Wire = dict[str, Any]


class Kept:
    """What a database keeps over a crash; ``fails`` makes it raise."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.writes = 0
        self.fails = False

    async def all(self) -> frozenset[int]:
        return frozenset(self.numbers)

    async def change(self, add: Iterable[int], remove: Iterable[int]) -> None:
        await asyncio.sleep(0.01)
        if self.fails:
            raise OSError("the disk is full")
        self.writes += 1
        self.numbers |= set(add)
        self.numbers -= set(remove)


class Bot:
    """A bot that takes as many seconds for an update as this says; it may be killed."""

    def __init__(self, queue: TelegramsQueue, kept: Kept | None = None) -> None:
        self.queue = queue
        self.kept = kept or Kept()
        self.begun: list[int] = []
        self.answered: Counter[int] = Counter()
        self.answered_at: dict[int, float] = {}
        self.most_at_once = 0
        self.problems: list[Exception] = []

    async def handle(self, update: Wire) -> None:
        number, seconds = update["update_id"], update["message"]["takes"]
        self.begun.append(number)
        self.most_at_once = max(self.most_at_once, len(self.begun) - self.answered.total())
        await asyncio.sleep(seconds)
        self.answered[number] += 1
        self.answered_at[number] = now()

    def polling(self) -> Polling:
        return Polling(self.queue, self.handle, self.kept, self.problems.append)  # type: ignore[arg-type]

    @asynccontextmanager
    async def running(self) -> Any:
        polling = self.polling()
        task = start(polling.run(), "polling")
        try:
            yield polling
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def run_and_kill(self, seconds: float) -> None:
        """Whatever it was doing ends in the midst of it, as by SIGKILL."""
        before = asyncio.all_tasks()
        task = start(self.polling().run(), "polling")
        await asyncio.sleep(seconds)
        assert not task.done()
        mine = asyncio.all_tasks() - before
        for each in mine:
            each.cancel()
        await asyncio.wait(mine)


def now() -> float:
    return asyncio.get_running_loop().time()


def told(story: Callable[[], Awaitable[Any]]) -> Any:
    async def wrapped() -> Any:
        return await story()

    return in_virtual_time(wrapped)


def test_an_update_is_confirmed_when_it_is_handled_and_not_before() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            queue.put(3.0)
            await asyncio.sleep(2.9)
            assert queue.waiting
            await asyncio.sleep(0.4)
            assert not queue.waiting
            assert bot.answered.total() == 1

    told(story)


def test_whoever_writes_while_another_is_being_answered_is_answered_at_once() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            queue.put(60.0)
            for _ in range(20):
                await asyncio.sleep(0.7)
                (number,) = queue.put(0.1)
                asked_at = now()
                await asyncio.sleep(1.0)
                assert bot.answered_at[number] - asked_at < SAME_OFFSET_AFTER + 0.3

    told(story)


def test_nothing_is_written_down_while_each_update_can_be_confirmed_at_once() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            for _ in range(10):
                queue.put(0.1)
                await asyncio.sleep(1)
            assert bot.answered.total() == 10
            assert not bot.kept.writes

    told(story)


@given(
    takes=st.lists(st.floats(0, 2), min_size=1, max_size=60),
    lives=st.lists(st.floats(0.01, 3), max_size=6),
    pace=st.floats(0.0, 0.2),
)
def test_kills_lose_nothing_and_repeat_only_what_was_being_answered(
    takes: list[float], lives: list[float], pace: float
) -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)

        async def people() -> None:
            for seconds in takes:
                queue.put(seconds)
                await asyncio.sleep(pace)

        writing = start(people(), "people")
        over: dict[int, int] = {}
        for seconds in lives:
            await bot.run_and_kill(seconds)
            # A moment is needed to confirm it or to write it down.
            long_over = {number for number, at in bot.answered_at.items() if at < now() - 0.1}
            over = {number: bot.answered[number] for number in long_over} | over
        await writing
        async with bot.running():
            await asyncio.sleep(len(takes) * 2 + 5)
        assert not queue.waiting
        assert set(bot.answered) == set(range(1, len(takes) + 1))
        assert {number: bot.answered[number] for number in over} == over

    told(story)


def test_what_was_done_out_of_turn_is_not_done_again_after_a_kill() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        slow, *quick = queue.put(30.0, *[0.1] * 50)
        await bot.run_and_kill(2.0)
        assert queue.confirmed == 0
        async with bot.running():
            await asyncio.sleep(40)
        assert bot.answered == Counter([slow, *quick])
        assert not queue.waiting

    told(story)


def test_no_more_is_taken_than_telegram_gives_at_once() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        queue.put(*[1.0] * 500)
        async with bot.running():
            await asyncio.sleep(30)
        assert bot.answered.total() == 500
        assert bot.most_at_once == MOST_AT_ONCE

    told(story)


def test_a_hundred_behind_a_slow_one_do_not_wait_for_it() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            queue.put(100.0, *[0.1] * (MOST_AT_ONCE - 1))
            await asyncio.sleep(1)
            (behind,) = queue.put(0.1)
            asked_at = now()
            await asyncio.sleep(HELD_FOR + 3)
            assert bot.answered_at[behind] - asked_at <= HELD_FOR + 1
        assert not any(number in bot.answered for number in (1,))

    told(story)


def test_a_flood_in_one_chat_keeps_nobody_else_waiting() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            # What is too much the bot drops at once.
            queue.put(*[30.0] * 30, *[0.0] * 470, chat=-77)
            (behind,) = queue.put(0.1)
            await asyncio.sleep(2)
            assert bot.answered[behind] == 1

    told(story)


def test_a_new_numbering_is_followed() -> None:
    async def story() -> None:
        queue = TelegramsQueue(first=900)
        bot = Bot(queue)
        async with bot.running():
            queue.put(0.1, 0.1)
            await asyncio.sleep(1)
            queue.jump(2_000)
            queue.put(0.1, 0.1)
            await asyncio.sleep(1)
        assert bot.answered == Counter([900, 901, 2000, 2001])
        assert not queue.waiting

    told(story)


@pytest.mark.parametrize(
    "failure",
    [
        Failed("status 502"),
        Failed("TimedOut"),
        Failed("status 429", timedelta(seconds=5)),
        Failed("status 429", timedelta(hours=1)),
        Conflict(),
    ],
    ids=str,
)
def test_after_a_broken_answer_the_next_person_waits_no_longer_than_two_seconds(
    failure: Failed | Conflict,
) -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        queue.answers = [failure]
        bot = Bot(queue)
        async with bot.running():
            queue.put(0.1)
            await asyncio.sleep(2.0)
            assert bot.answered.total() == 1

    told(story)


def test_while_it_fails_it_asks_ever_less_often_and_no_longer_waits_than_telegram_wants() -> None:
    async def story(retry_after: timedelta | None) -> list[int]:
        queue = TelegramsQueue(way=0.0)
        queue.answers = [Failed("status 429", retry_after)] * 12
        async with Bot(queue).running():
            await asyncio.sleep(200)
        times = [at for at, _ in queue.asked]
        return [round(later - at) for at, later in pairwise(times)][:8]

    assert in_virtual_time(lambda: story(None)) == [1, 2, 4, 8, 16, 30, 30, 30]
    assert in_virtual_time(lambda: story(timedelta(hours=1))) == [1, 2, 4, 8, 16, 30, 30, 30]
    assert in_virtual_time(lambda: story(timedelta(seconds=5))) == [1, 2, 4, 5, 5, 5, 5, 5]


@pytest.mark.parametrize("status", [401, 404])
def test_a_refusal_for_good_ends_it_with_the_reason(status: int) -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        queue.answers = [Refused(status)]
        with pytest.raises(CannotStart, match=str(status)):
            await Bot(queue).polling().run()

    told(story)


def test_one_conflict_is_the_end_of_the_old_process_and_many_are_a_second_one() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        queue.answers = [Conflict()] * (CONFLICTS_IN_A_ROW - 1)
        bot = Bot(queue)
        async with bot.running():
            queue.put(0.1)
            await asyncio.sleep(60)
            assert bot.answered.total() == 1
        queue.answers = [Conflict()] * CONFLICTS_IN_A_ROW
        with pytest.raises(CannotStart, match="409"):
            await bot.polling().run()

    told(story)


def test_a_stop_lets_what_was_begun_end_and_confirms_it() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        queue.put(*[2.0] * 36)
        async with bot.running() as polling:
            await asyncio.sleep(1)
        await polling.finish(within=5)
        assert bot.answered.total() == 36
        assert not queue.waiting

    told(story)


def test_what_hangs_at_a_stop_comes_again_and_what_was_done_behind_it_does_not() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        hangs, *quick = queue.put(1_000.0, 0.1, 0.1)
        async with bot.running() as polling:
            await asyncio.sleep(1)
        begun_at = now()
        await polling.finish(within=5)
        assert now() - begun_at <= 7
        assert hangs not in bot.answered
        queue.waiting[hangs]["message"]["takes"] = 0.1
        async with bot.running():
            await asyncio.sleep(2)
        assert bot.answered == Counter([hangs, *quick])

    told(story)


def test_a_stop_does_not_wait_for_a_telegram_that_hangs() -> None:
    async def story() -> None:
        queue = TelegramsQueue(way=500)
        polling = Bot(queue).polling()
        await polling.finish(within=5)
        assert now() <= 2

    told(story)


def test_a_database_that_fails_is_told_of_and_people_are_answered_all_the_same() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        bot.kept.fails = True
        async with bot.running():
            queue.put(3.0, 0.1, 0.1)
            await asyncio.sleep(5)
        assert bot.answered.total() == 3
        assert bot.problems
        assert not queue.waiting

    told(story)


def test_no_more_is_begun_than_can_be_held_however_slow_every_answer_is() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        queue.put(*[60.0] * 1_000)
        async with bot.running():
            await asyncio.sleep(50)
            assert len(bot.begun) == MOST_UNFINISHED
            await asyncio.sleep(250)
            assert bot.answered.total() == 1_000

    told(story)


def test_an_update_that_cannot_be_handled_is_over() -> None:
    async def story() -> None:
        queue = TelegramsQueue()
        bot = Bot(queue)
        async with bot.running():
            queue.put(0.1, 0.1)
            del queue.waiting[1]["message"]
            await asyncio.sleep(2)
        assert bot.answered == Counter([2])
        assert not queue.waiting

    told(story)


def test_the_order_of_chats_has_room_for_all_that_polling_holds(talk: Conversation) -> None:
    """An update that had to wait before it could stand in its chat's line would lose its place."""
    held = MOST_UNFINISHED - 1 + MOST_AT_ONCE
    assert talk.application.update_processor.max_concurrent_updates >= held
