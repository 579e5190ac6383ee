"""The forecast tells what the running bot will do, and changes nothing."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.content.live import LiveEditions
from bot.store.problems import DatabaseProblem
from bot.tips.forecast_command import run_forecast
from bot.tips.schedule import Schedule
from tests.conversation import CONTENT, TODAY, conversation

PEOPLE = {1000101: Schedule(0, 10, 0, "Europe/Lisbon"), 1000102: Schedule(4, 18, 0, "Asia/Kolkata")}


async def test_what_is_forecast_is_what_is_sent_afterwards(tmp_path: Path) -> None:
    live = LiveEditions(CONTENT, "en")
    async with conversation(tmp_path) as talk:
        for person, schedule in PEOPLE.items():
            talk.world.deep_links.start(talk.world.people.add(f"P{person}", id=person))
            await talk.services.subscriptions.subscribe(person, schedule)
        await talk.quiet()
    before = (tmp_path / "bot.sqlite3").read_bytes()
    told = io.StringIO()
    # In a thread of its own: the command brings its own event loop.
    code = await asyncio.to_thread(
        run_forecast,
        tmp_path / "bot.sqlite3",
        live,
        start=TODAY,
        weeks=4,
        chat=None,
        zone="UTC",
        console=Console(file=told, width=80),
    )
    assert code == 0
    assert "8 tips in 4 weeks; nothing was sent." in told.getvalue()
    assert "Mon 2026-03-16 10:00" in told.getvalue()
    assert "Mon 2026-03-30 09:00" in told.getvalue()  # summer time began in Lisbon
    assert (tmp_path / "bot.sqlite3").read_bytes() == before
    async with conversation(tmp_path, world=talk.world, clock=talk.clock) as again:
        await again.pass_time(timedelta(weeks=4))
        sent = [
            m for p in PEOPLE for m in again.world.history.said_by_bot(p) if m.text.startswith("💡")
        ]
    assert len(sent) == 8


async def test_of_one_chat_each_tip_is_named_in_its_order(tmp_path: Path) -> None:
    live = LiveEditions(CONTENT, "en")
    async with conversation(tmp_path) as talk:
        talk.world.deep_links.start(talk.world.people.add("Ana", id=1000101))
        await talk.services.subscriptions.subscribe(1000101, PEOPLE[1000101])
    told = io.StringIO()
    await asyncio.to_thread(
        run_forecast,
        tmp_path / "bot.sqlite3",
        live,
        start=TODAY,
        weeks=3,
        chat=1000101,
        zone="UTC",
        console=Console(file=told, width=80),
    )
    in_order = list(live.current.of("en").content.tips)[:3]
    places = [told.getvalue().index(tip_id) for tip_id in in_order]
    assert places == sorted(places)


def test_a_database_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="DATABASE_PATH"):
        run_forecast(
            tmp_path / "none.sqlite3",
            LiveEditions(CONTENT, "en"),
            start=TODAY,
            weeks=1,
            chat=None,
            zone="UTC",
            console=Console(file=io.StringIO()),
        )
