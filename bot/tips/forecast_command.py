"""``forecast``: what would be sent when, by the real scheduler under a simulated clock."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.content.live import LiveEditions
from bot.tips.forecast import Planned, forecast


def run_forecast(
    database: Path,
    live: LiveEditions,
    *,
    start: datetime,
    weeks: int,
    chat: int | None,
    zone: str,
    console: Console | None = None,
) -> int:
    """Prints the plan, by hour in ``zone`` or, for one chat, tip by tip; sends nothing.

    Raises DatabaseProblem. The bot may go on running meanwhile.
    """
    console = console or Console()
    planned = asyncio.run(_collected(database, live, start, weeks, chat))
    local = ZoneInfo(zone)
    table = _of_chat(planned, local) if chat is not None else _by_hour(planned, local)
    console.print(table)
    console.print(f"{len(planned)} tips in {weeks} weeks; nothing was sent. Times: {zone}.")
    return 0


async def _collected(
    database: Path, live: LiveEditions, start: datetime, weeks: int, chat: int | None
) -> list[Planned]:
    found = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Reckoning", total=1.0)
        async for planned in forecast(database, live.tip_ids, start=start, weeks=weeks):
            progress.update(bar, completed=planned.progress)
            if chat is None or planned.tip.chat_id == chat:
                found.append(planned)
    return found


def _by_hour(planned: list[Planned], local: ZoneInfo) -> Table:
    table = Table("Hour", "Tips")
    hours = Counter(each.at.astimezone(local).strftime("%a %Y-%m-%d %H:00") for each in planned)
    for hour, count in hours.items():
        table.add_row(hour, str(count))
    return table


def _of_chat(planned: list[Planned], local: ZoneInfo) -> Table:
    table = Table("When", "Tip")
    for each in planned:
        table.add_row(each.at.astimezone(local).strftime("%a %Y-%m-%d %H:%M"), each.tip.tip_id)
    return table
