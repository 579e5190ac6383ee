"""An editor sees where words are missing, also while the bot is running."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.feedback.gaps_command import NOTHING_NEAR, run_gaps
from bot.store.problems import DatabaseProblem
from tests.conversation import TODAY, Conversation


async def told(folder: Path, *, days: int = 30, as_json: bool = False) -> str:
    """What the command prints."""
    out = io.StringIO()
    # In a thread of its own: the command brings its own event loop.
    code = await asyncio.to_thread(
        run_gaps,
        folder / "bot.sqlite3",
        now=TODAY + timedelta(days=40),
        days=days,
        as_json=as_json,
        console=Console(file=out, width=80),
    )
    assert code == 0
    return out.getvalue()


async def counted(talk: Conversation) -> None:
    await talk.services.counts.helped("faq/old", yes=False)
    talk.clock.advance(timedelta(days=40))
    for yes in (True, True, False):
        await talk.services.counts.helped("faq/cure", yes=yes)
    for nearest in ("section/treatment", "section/treatment", None):
        await talk.services.counts.unanswered(nearest)


async def test_each_text_has_a_line_with_its_numbers(talk: Conversation, tmp_path: Path) -> None:
    await counted(talk)
    rows = [line.replace("│", " ").split() for line in (await told(tmp_path)).splitlines()]
    assert ["section/treatment", "0", "0", "2"] in rows
    assert ["faq/cure", "2", "1", "0"] in rows
    assert [*NOTHING_NEAR.split(), "0", "0", "1"] in rows
    assert not any("faq/old" in row for row in rows)
    assert "faq/old" in await told(tmp_path, days=41)


async def test_the_same_as_json_for_other_programs(talk: Conversation, tmp_path: Path) -> None:
    await counted(talk)
    assert json.loads(await told(tmp_path, as_json=True))[0] == {
        "item_id": "section/treatment",
        "yes": 0,
        "no": 0,
        "unanswered": 2,
    }


async def test_where_nothing_was_counted_that_is_said(talk: Conversation, tmp_path: Path) -> None:
    assert await told(tmp_path) == "Nothing was counted in the last 30 days.\n"
    assert json.loads(await told(tmp_path, as_json=True)) == []


def test_a_database_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="DATABASE_PATH"):
        run_gaps(tmp_path / "none.sqlite3", now=TODAY, days=30, as_json=False)
