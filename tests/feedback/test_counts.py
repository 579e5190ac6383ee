"""What helped and what went unanswered is counted by day and item, and nothing else is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.feedback.counts import Counts, ItemCounts
from bot.store.database import Database

NEARLY_MIDNIGHT = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(frozen_at=NEARLY_MIDNIGHT)


@pytest.fixture
async def counts(tmp_path: Path, clock: MovableClock) -> AsyncIterator[Counts]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    yield Counts(database, clock)
    await database.close()


async def test_each_item_has_its_own_numbers(counts: Counts) -> None:
    for yes in (True, True, False):
        await counts.helped("faq/cure", yes=yes)
    await counts.unanswered("section/treatment")
    assert await counts.since(NEARLY_MIDNIGHT) == [
        ItemCounts("faq/cure", 2, 1, 0),
        ItemCounts("section/treatment", 0, 0, 1),
    ]


async def test_a_question_that_came_near_nothing_counts_too(counts: Counts) -> None:
    await counts.unanswered(None)
    await counts.unanswered(None)
    assert await counts.since(NEARLY_MIDNIGHT) == [ItemCounts(None, 0, 0, 2)]


async def test_what_most_wants_words_comes_first(counts: Counts) -> None:
    for _ in range(3):
        await counts.helped("faq/good", yes=True)
    await counts.helped("faq/weak", yes=False)
    for _ in range(2):
        await counts.unanswered("faq/near")
    assert [item.item_id for item in await counts.since(NEARLY_MIDNIGHT)] == [
        "faq/near",
        "faq/weak",
        "faq/good",
    ]


async def test_a_day_ends_at_midnight_utc(counts: Counts, clock: MovableClock) -> None:
    await counts.helped("faq/cure", yes=True)
    clock.advance(timedelta(minutes=2))
    await counts.helped("faq/cure", yes=False)
    assert await counts.since(NEARLY_MIDNIGHT) == [ItemCounts("faq/cure", 1, 1, 0)]
    assert await counts.since(clock.now()) == [ItemCounts("faq/cure", 0, 1, 0)]
