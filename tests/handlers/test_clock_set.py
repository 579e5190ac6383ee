"""The machine's clock is set while the bot runs: the tips go by the new time, and soon."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chats.model import ChatKind, ChatState
from bot.clock import MovableClock
from handlers.heartbeat import TIDIED_AFTER_JUMP, TIDIED_EVERY
from handlers.lifecycle import Rhythm
from handlers.runtime.clock_watch import ClockWatch
from tests.conversation import TODAY, Conversation, conversation
from tests.handlers.test_delivery_errors import MONDAY_TEN

QUICK = timedelta(milliseconds=50)
MINUTE = timedelta(minutes=1)
A_GROUP = -1002000000001
# The Monday after TODAY, at ten in Lisbon.
SLOT = TODAY.replace(day=16, hour=10)
BACK = [timedelta(days=-days) for days in (1, 30, 365)]
FORWARD = [timedelta(days=days) for days in (1, 30, 365)]


class Machine:
    """What the bot reads of its machine: a clock, and the seconds since it was switched on."""

    def __init__(self) -> None:
        self.clock = MovableClock(frozen_at=SLOT)
        self.seconds = 0.0

    @property
    def rhythm(self) -> Rhythm:
        watch = ClockWatch(self.clock.now, lambda: self.seconds)
        return Rhythm(heartbeat=QUICK, looks_at_clock=QUICK, clock=watch)


@asynccontextmanager
async def subscribed(folder: Path, machine: Machine) -> AsyncIterator[Conversation]:
    """The operator themselves has tips, on Mondays at ten."""
    async with conversation(folder, clock=machine.clock, rhythm=machine.rhythm) as talk:
        await talk.say("/start")
        await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)
        await talk.quiet()
        await talk.courier.tick()  # a beat, should none have come yet
        yield talk


def set_clock(talk: Conversation, by: timedelta) -> None:
    """To the scheduler, which reads the real clock, the next beat is as far off as it would be."""
    assert talk.application.job_queue is not None
    (beat,) = talk.application.job_queue.jobs()
    assert beat.next_t is not None
    beat.job.modify(next_run_time=beat.next_t - by)
    talk.clock.advance(by)


def said(talk: Conversation, words: str) -> int:
    return sum(words in message.text for message in talk.world.history.said_by_bot(talk.private))


@pytest.mark.parametrize("by", BACK, ids=str)
async def test_after_a_clock_set_back_tips_come_at_their_time_by_the_new_clock(
    tmp_path: Path, by: timedelta
) -> None:
    machine = Machine()
    machine.clock.move_to(SLOT - MINUTE - by)
    async with subscribed(tmp_path, machine) as talk:
        set_clock(talk, by)
        async with asyncio.timeout(5):
            while await talk.services.subscriptions.next_due_at() != SLOT:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        talk.clock.advance(MINUTE)
        await talk.world.until(lambda: said(talk, "💡") == 1)


@pytest.mark.parametrize("by", FORWARD, ids=str)
async def test_after_a_clock_set_forward_tips_that_are_due_by_it_come_at_once(
    tmp_path: Path, by: timedelta
) -> None:
    machine = Machine()
    slot = SLOT + by.days // 7 * timedelta(weeks=1)
    slot += timedelta(hours=-1 if slot.month in range(4, 10) else 0)  # Lisbon's summer
    machine.clock.move_to(slot + MINUTE - by)
    async with subscribed(tmp_path, machine) as talk:
        set_clock(talk, by)
        await talk.world.until(lambda: said(talk, "💡") == 1)


@pytest.mark.parametrize("by", [*BACK, *FORWARD], ids=str)
async def test_a_clock_that_was_set_is_one_line_and_one_message_and_pages_go_on(
    tmp_path: Path, by: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine()
    async with subscribed(tmp_path, machine) as talk:
        set_clock(talk, by)
        await talk.world.until(lambda: said(talk, "clock of the bot's machine has jumped") == 1)
        await asyncio.sleep(QUICK.total_seconds() * 4)
        assert said(talk, "clock of the bot's machine has jumped") == 1
        assert not (await talk.say("/faq")).text.startswith("Something went wrong")
    ours = [record for record in caplog.records if record.name.startswith("handlers")]
    (line,) = [record.getMessage() for record in ours if record.levelno >= logging.WARNING]
    assert line.startswith(f"The clock was set from {SLOT:%Y-%m-%d %H:%M:%S} to {SLOT + by:%Y-%m}")


async def test_a_clock_that_leaps_to_and_fro_does_not_fill_the_operators_chat(
    tmp_path: Path,
) -> None:
    machine = Machine()
    async with subscribed(tmp_path, machine) as talk:
        for by in (5, -5, 5, -5):
            talk.clock.advance(timedelta(minutes=by))
            await asyncio.sleep(QUICK.total_seconds() * 2)
        assert said(talk, "has jumped") == 1
        machine.seconds += 3601
        talk.clock.advance(timedelta(hours=2))
        await talk.world.until(lambda: said(talk, "has jumped") == 2)


async def test_what_only_a_wrong_clock_makes_old_is_kept_until_it_can_be_put_right(
    tmp_path: Path,
) -> None:
    machine = Machine()
    async with subscribed(tmp_path, machine) as talk:
        await talk.services.chats.remember(A_GROUP, ChatKind.SUPERGROUP, "en")
        await talk.services.chats.suspend(A_GROUP, ChatState.LEFT)
        machine.seconds += 2 * TIDIED_EVERY.total_seconds()  # it is time to tidy up
        talk.clock.advance(timedelta(days=365))
        await talk.world.until(lambda: said(talk, "has jumped") == 1)
        await asyncio.sleep(QUICK.total_seconds() * 4)
        assert await talk.services.chats.get(A_GROUP) is not None
        machine.seconds += TIDIED_AFTER_JUMP.total_seconds()  # nobody has put it right
        talk.clock.advance(TIDIED_AFTER_JUMP)
        async with asyncio.timeout(5):
            while await talk.services.chats.get(A_GROUP) is not None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
