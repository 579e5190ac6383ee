"""``gaps``: what an editor sees after asking where words are missing."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.clock import MovableClock
from bot.feedback.counts import Counts, ItemCounts
from bot.store.database import Database, copy_database

NOTHING_NEAR = "(near no text)"


def run_gaps(
    database: Path,
    *,
    now: datetime,
    days: int,
    as_json: bool,
    console: Console | None = None,
) -> int:
    """Prints each text that people were asked about, most in want of words first.

    Raises DatabaseProblem. The bot may go on running meanwhile.
    """
    console = console or Console()
    counted = asyncio.run(_counted(database, now, days))
    if as_json:
        console.file.write(json.dumps([asdict(item) for item in counted], indent=2) + "\n")
    elif counted:
        console.print(_table(counted, days))
    else:
        console.print(f"Nothing was counted in the last {days} days.")
    return 0


async def _counted(database: Path, now: datetime, days: int) -> list[ItemCounts]:
    """From a copy: the running bot holds the database."""
    with tempfile.TemporaryDirectory(prefix="gaps-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        await copy_database(database, copy)
        opened = await Database.open(copy)
        try:
            first_day = now - timedelta(days=days - 1)
            return await Counts(opened, MovableClock(frozen_at=now)).since(first_day)
        finally:
            await opened.close()


def _table(counted: list[ItemCounts], days: int) -> Table:
    table = Table("Text", title=f"The last {days} days", pad_edge=False)
    table.title_justify = "left"
    for heading in ("Answered", "Did not", "No answer, but near it"):
        table.add_column(heading, justify="right")
    for item in counted:
        numbers = (item.yes, item.no, item.unanswered)
        table.add_row(item.item_id or NOTHING_NEAR, *map(str, numbers))
    return table
