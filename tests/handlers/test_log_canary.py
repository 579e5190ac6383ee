"""A word that a person wrote goes every way an error can go, and is in no line of the log."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot import tasks
from handlers.context import Context
from standin.bot_api.faults import Effect, Fault
from tests.conversation import Conversation, conversation
from tests.handlers.runtime.test_update_handling import OLD_POLL
from tests.support.log_lines import log_written

CANARY = "Xylophone-canary-4471"
pytestmark = pytest.mark.usefixtures("an_error_is_expected")


@dataclass
class Overheard:
    """A conversation, and all that is written about it at the most talkative level."""

    talk: Conversation
    log: io.StringIO

    async def write(self) -> None:
        self.talk.world.messages.send(self.talk.private, self.talk.person, f"my {CANARY}")
        await self.talk.quiet()

    async def logged(self, what: str) -> None:
        await self.talk.world.until(lambda: what in self.log.getvalue())


@pytest.fixture
async def overheard(tmp_path: Path) -> AsyncIterator[Overheard]:
    with log_written("DEBUG") as log:
        async with conversation(tmp_path) as talk:
            yield Overheard(talk, log)
            token = talk.world.token
    assert CANARY not in log.getvalue()
    assert token.partition(":")[2] not in log.getvalue()


async def quote(update: object, context: Context) -> None:
    """Fails with an error that quotes what was written, and the address with the token."""
    words = update.effective_message.text if isinstance(update, Update) else CANARY  # type: ignore[union-attr]
    raise ValueError(f"{words} at {context.bot.base_url}")


def malformed_429() -> Fault:
    body = orjson.dumps({"ok": False, "error_code": 429, "description": CANARY})
    return Fault(Effect.ANSWER, 429, body)


async def a_handler_fails(here: Overheard) -> None:
    here.talk.application.add_handler(TypeHandler(Update, quote), group=-2)
    await here.write()
    await here.logged("handlers.errors: ValueError in ")


async def the_apology_fails_too(here: Overheard) -> None:
    here.talk.application.add_handler(TypeHandler(Update, quote), group=-2)
    here.talk.world.faults.always("sendMessage", Fault.bad_request(CANARY))
    await here.write()
    await here.logged("handlers.errors: ValueError in ")
    await here.logged("; after ValueError in ")


async def an_error_handler_fails(here: Overheard) -> None:
    application = here.talk.application
    application.add_handler(TypeHandler(Update, quote), group=-2)
    application.add_error_handler(quote)
    await here.write()
    await here.logged("telegram.ext.Application: ext/_application.py:")


async def a_task_of_ours_fails(here: Overheard) -> None:
    async def work() -> None:
        raise ValueError(CANARY)

    tasks.start(work(), "invented work")
    await here.logged("background task invented work ended with an error: ValueError in ")


async def a_task_of_the_librarys_fails(here: Overheard) -> None:
    async def work() -> None:
        raise ValueError(CANARY)

    here.talk.application.create_task(work())
    await here.logged("handlers.errors: ValueError in ")


async def a_job_fails(here: Overheard) -> None:
    jobs = here.talk.application.job_queue
    assert jobs is not None

    async def work(context: Context) -> None:
        raise ValueError(f"{CANARY} at {context.bot.base_url}")

    jobs.run_once(work, 0)
    await here.logged("handlers.errors: ValueError in ")


async def a_job_of_the_schedulers_fails(here: Overheard) -> None:
    jobs = here.talk.application.job_queue
    assert jobs is not None

    async def work() -> None:
        raise ValueError(CANARY)

    jobs.scheduler.add_job(work, name=CANARY)
    await here.logged("ValueError in ")


async def telegram_answers_nonsense(here: Overheard) -> None:
    here.talk.world.faults.next("sendMessage", malformed_429())
    await here.write()
    await here.logged("handlers.errors: ")
    here.talk.world.faults.next("getUpdates", malformed_429())
    await here.write()
    await asyncio.sleep(0.1)


async def an_update_cannot_be_read(here: Overheard) -> None:
    poll = {"poll": {**OLD_POLL["poll"], "question": CANARY}}
    here.talk.world.messages.send_content(here.talk.private, here.talk.person, poll)
    await here.logged("TypeError")
    assert (await here.talk.say("/menu")).text
    here.talk.world.log.clear()  # what an older server answers is not what the judge knows


async def a_callback_of_the_loop_fails(here: Overheard) -> None:
    def call(words: str) -> None:
        raise ValueError(words)

    asyncio.get_running_loop().call_soon(call, CANARY)
    await here.logged("asyncio: ")


WAYS = (
    a_handler_fails,
    the_apology_fails_too,
    an_error_handler_fails,
    a_task_of_ours_fails,
    a_task_of_the_librarys_fails,
    a_job_fails,
    a_job_of_the_schedulers_fails,
    telegram_answers_nonsense,
    an_update_cannot_be_read,
    a_callback_of_the_loop_fails,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_no_word_and_no_token_is_in_the_log(
    overheard: Overheard, way: Callable[[Overheard], Awaitable[None]]
) -> None:
    await way(overheard)


async def test_garbage_is_told_of_once_an_hour(overheard: Overheard) -> None:
    overheard.talk.application.add_handler(TypeHandler(Update, quote), group=-2)
    for _ in range(20):
        await overheard.write()
    assert overheard.log.getvalue().count("ValueError in ") == 1
