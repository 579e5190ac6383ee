"""A bot that runs for months: its stops, its long runs, its new texts, its ailing database."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import TelegramError

from bot import tasks
from bot.delivery.outcome import (
    DeliveryState,
    Failed,
    NotSent,
    Outcome,
    Refusal,
    Refused,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.fatal_errors import CannotStart, Misconfigured
from bot.replies import alerts
from bot.settings import Settings
from handlers.app import build_application
from handlers.database_outage import WELL_FOR
from handlers.lifecycle import Rhythm, make_courier, read_anew, run
from handlers.preview import serve_preview
from handlers.runtime.priority_queue import Limits
from handlers.runtime.sliding_window import Limit
from standin.bot_api.faults import Effect, Fault
from tests.conversation import CONTENT, TODAY, Conversation, conversation
from tests.handlers.test_delivery_errors import MONDAY_TEN
from tests.support.deliveries import delivery_counts

# One tip leaves, all others wait for their turn.
ONE_TIP_A_MINUTE = Limits(
    Limit(10_000, 1.0), Limit(1, 60.0), Limit(10_000, 1.0), Limit(10_000, 1.0)
)
QUICK = timedelta(milliseconds=50)
MANY = 30


@asynccontextmanager
async def a_run_that_waits(folder: Path) -> AsyncIterator[Conversation]:
    """Tips for many, of which one has left."""
    async with conversation(folder, sending=ONE_TIP_A_MINUTE) as talk:
        await talk.say("/start")
        for number in range(MANY):
            person = talk.world.people.add(f"P{number}")
            talk.world.deep_links.start(person)
            await talk.services.subscriptions.subscribe(person.id, MONDAY_TEN)
        await talk.quiet()
        run = await begin_run(talk)
        await talk.world.until(lambda: "💡" in str(talk.world.log.of("sendMessage")[-1].params))
        yield talk
        await run


async def begin_run(talk: Conversation) -> asyncio.Task[None]:
    due = await talk.services.subscriptions.next_due_at()
    assert due is not None
    talk.clock.move_to(due)
    return tasks.start(talk.courier.tick(), "run")


def told_the_operator(talk: Conversation, words: str) -> int:
    return sum(words in message.text for message in talk.world.history.said_by_bot(talk.private))


async def test_a_clean_stop_in_the_midst_of_a_run_alarms_nobody_and_keeps_every_tip(
    tmp_path: Path,
) -> None:
    async with a_run_that_waits(tmp_path) as talk:
        await talk.courier.drain(0.1)
        counts = await delivery_counts(talk.services.database)
        assert counts == {DeliveryState.SENT: 1, DeliveryState.QUEUED: MANY - 1}
        await asyncio.sleep(0.1)  # an alarm would be on its way now
        assert not told_the_operator(talk, "Weekly tips have stopped")


OUTCOMES: tuple[Outcome, ...] = (
    Unreachable("blocked"),
    Refused(Refusal.NO_RIGHTS),
    Failed("can't parse"),
    NotSent(),
    Unknown(),
    Revoked(),
)


def test_the_operator_is_told_what_to_do_for_each_way_to_fail(talk: Conversation) -> None:
    edition = talk.services.live.current.of(None)
    told = [alerts.tips_stopped(edition, outcome, TODAY).text.text for outcome in OUTCOMES]
    assert len(set(told)) == len(OUTCOMES)
    for text, outcome in zip(told, OUTCOMES, strict=True):
        assert "tries again by itself at 09:00 UTC" in text
        assert type(outcome).__name__ not in text


async def test_a_stop_is_clean_though_the_last_updates_cannot_be_read(tmp_path: Path) -> None:
    odd = b'{"ok": true, "result": [{"update_id": 1, "message": {"text": "no date"}}]}'
    async with conversation(tmp_path) as talk:
        await talk.say("/start")
        last_look = talk.world.faults.always(
            "getUpdates",
            Fault(Effect.ANSWER, body=odd),
            when=lambda params: not params.integer("timeout"),
        )
    assert last_look.happened == 1
    assert not talk.application.running


async def test_many_who_stop_their_tips_while_these_wait_are_no_outage(tmp_path: Path) -> None:
    async with a_run_that_waits(tmp_path) as talk:
        before = talk.courier.in_flight
        waiting = [
            person.id for person in talk.world.state.accounts.values() if "P" in person.first_name
        ]
        for person_id in waiting[:25]:
            await talk.services.subscriptions.unsubscribe(person_id)
        await talk.world.until(lambda: talk.courier.in_flight <= before - 20)
        await asyncio.sleep(0.1)
        assert not told_the_operator(talk, "Weekly tips have stopped")
        await talk.courier.drain(0.1)


async def test_a_run_longer_than_the_heartbeat_holds_nothing_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with conversation(tmp_path, rhythm=Rhythm(heartbeat=QUICK)) as talk:
        await talk.say("/start")
        await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)
        talk.world.faults.next("sendMessage", Fault.delay(0.6))
        due = await talk.services.subscriptions.next_due_at()
        assert due is not None
        talk.clock.move_to(due)
        await talk.world.until(lambda: talk.last().text.startswith("💡"))
    assert not [record for record in caplog.records if record.name.startswith("apscheduler")]


async def test_a_text_that_is_changed_while_the_bot_runs_is_in_use_soon(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    l10n = content / "en" / "strings.ftl"
    rhythm = Rhythm(reads_anew=QUICK)
    async with conversation(tmp_path, content=content, rhythm=rhythm) as talk:
        assert "Invented." not in (await talk.say("/menu")).text
        written = l10n.read_text(encoding="utf-8")
        l10n.write_text(re.sub(r"(?m)^menu =", "menu = Invented.", written), encoding="utf-8")
        await until_said(talk, "Invented.")


async def test_a_change_that_cannot_be_read_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    async with conversation(tmp_path, content=content, rhythm=Rhythm(reads_anew=QUICK)) as talk:
        (content / "en" / "tips.yaml").write_bytes(b"\xff\xfe: [")
        await talk.world.until(lambda: bool(caplog.records), within=20)
        assert (await talk.say("/menu")).text
        shutil.copy(CONTENT / "en" / "tips.yaml", content / "en" / "tips.yaml")
        l10n = content / "en" / "strings.ftl"
        written = l10n.read_text(encoding="utf-8")
        l10n.write_text(re.sub(r"(?m)^menu =", "menu = Invented.", written), encoding="utf-8")
        await until_said(talk, "Invented.")


async def test_a_look_for_new_texts_that_fails_is_not_the_last_one() -> None:
    looks, changed = 0, asyncio.Event()

    def reload() -> bool:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise ZeroDivisionError
        return True

    async def on_change() -> None:
        changed.set()

    watching = tasks.start(read_anew(reload, QUICK / 10, on_change), "watching")
    await asyncio.wait_for(changed.wait(), 5)
    watching.cancel()


async def test_a_start_that_is_refused_leaves_no_connection_open(talk: Conversation) -> None:
    root = talk.application.bot.base_url.removesuffix(f"/bot{talk.world.token}")
    wrong = "7654321:INVENTED-token-that-nobody-has-issued-00"
    application = build_application(talk.services, wrong, root)
    with pytest.raises(Misconfigured):
        await run(application, make_courier(application), asyncio.Event())
    with pytest.raises(TelegramError, match="not initialized"):  # nothing is open to ask with
        await application.bot.get_me()


async def test_a_database_that_fails_is_told_of_once_and_pages_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with conversation(tmp_path, rhythm=Rhythm(heartbeat=QUICK)) as talk:
        await talk.say("/start")
        await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)
        due = await talk.services.subscriptions.next_due_at()
        assert due is not None
        async with that_cannot_be_written(talk):
            talk.clock.move_to(due)
            await talk.world.until(lambda: told_the_operator(talk, "does not work") > 0)
            await asyncio.sleep(QUICK.total_seconds() * 10)
            assert not (await talk.say("/faq")).text.startswith("Something went wrong")
            assert told_the_operator(talk, "is read-only: give the user") == 1
            (said,) = [r for r in caplog.records if r.levelno >= logging.ERROR]
            assert said.getMessage().startswith(f"The database {tmp_path}")
            assert said.exc_info is None
        await talk.world.until(lambda: told_the_operator(talk, "💡") == 1)
        assert not told_the_operator(talk, "works again")
        talk.clock.advance(WELL_FOR)
        await talk.world.until(lambda: told_the_operator(talk, "works again") == 1)


async def test_a_command_that_needs_the_failing_database_is_apologised_for(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    await talk.say("/start")
    other = talk.world.people.add("Kim", language_code="en")
    async with that_cannot_be_written(talk):
        for _ in range(2):
            sent = talk.world.messages.send(other.id, other, "/unsubscribe")
            answer = await talk.world.history.reply_in(other.id, after=sent)
            assert answer.text.startswith("Something went wrong on my side.")
        await talk.world.until(lambda: told_the_operator(talk, "does not work") == 1)
    assert len([r for r in caplog.records if r.levelno >= logging.ERROR]) == 1


async def until_said(talk: Conversation, words: str) -> None:
    """Asks again and again: nothing tells a person that a text has changed."""
    async with asyncio.timeout(20):
        while words not in (await talk.say("/menu")).text:  # noqa: ASYNC110 -- as said above
            await asyncio.sleep(0.2)


@asynccontextmanager
async def that_cannot_be_written(talk: Conversation) -> AsyncIterator[None]:
    async with talk.services.database.transaction() as connection:
        writer = connection
        await writer.execute_fetchall("PRAGMA query_only = ON")
    try:
        yield
    finally:
        await writer.execute_fetchall("PRAGMA query_only = OFF")


@pytest.mark.parametrize("error", [BrokenPipeError("no reader"), OSError(5, "disk")], ids=str)
async def test_what_fails_in_the_preview_later_is_not_put_down_to_its_port(
    error: OSError,
) -> None:
    def announce(_: str) -> None:
        raise error

    settings = Settings(_env_file=None, listen="127.0.0.1:0")
    with pytest.raises(OSError, match=str(error.args[-1])) as caught:
        await serve_preview(settings, announce)
    assert not isinstance(caught.value, CannotStart)
