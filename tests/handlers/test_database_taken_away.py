"""Somebody takes the database's file away while the bot runs: the operator learns it at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.lifecycle import Rhythm
from tests.conversation import Conversation, conversation
from tests.handlers.test_delivery_errors import MONDAY_TEN
from tests.store.test_opened_files import WAYS, files

QUICK = Rhythm(heartbeat=timedelta(milliseconds=50))


def said(talk: Conversation, words: str) -> int:
    return sum(words in message.text for message in talk.world.history.said_by_bot(talk.private))


@pytest.mark.parametrize(("way", "words"), WAYS, ids=lambda it: getattr(it, "__name__", ""))
async def test_the_operator_is_told_though_nobody_writes_and_pages_go_on(
    tmp_path: Path, way: Callable[[Path], None], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    async with conversation(folder, rhythm=QUICK) as talk:
        await talk.say("/start")
        way(talk.services.database.path)
        await talk.world.until(lambda: said(talk, words) == 1)
        assert not (await talk.say("/faq")).text.startswith("Something went wrong")
        assert said(talk, "The database does not work.") == 1
    (line,) = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert words in line.getMessage()
    assert line.exc_info is None


async def test_once_it_is_moved_back_the_bot_goes_on_by_itself_and_says_so(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    async with conversation(tmp_path / "data", rhythm=QUICK) as talk:
        await talk.say("/start")
        there = [file for file in files(talk.services.database.path) if file.suffix != ".lock"]
        for file in there:
            file.rename(away / file.name)
        await talk.world.until(lambda: said(talk, "was deleted or moved") == 1)
        for file in there:
            (away / file.name).rename(file)
        await talk.world.until(lambda: said(talk, "The database works again.") == 1)
        await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)
