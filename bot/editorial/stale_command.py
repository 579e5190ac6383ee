"""What an editor sees after asking which texts somebody must look at."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.content.findings import ContentProblem
from bot.content.loading import load
from bot.content.numbers_file import placed
from bot.editorial.checks import subjects
from bot.editorial.checks.numbers import dialled
from bot.editorial.checks.review_dates import Due, due
from bot.editorial.checks.translations import Translation, outdated

NOBODY = "nobody yet"


def run_stale(
    content_dir: Path,
    *,
    as_json: bool,
    today: date,
    default_language: str = "en",
    console: Console | None = None,
) -> int:
    """Prints what is overdue or due within 30 days, for each reviewer, and which translations have
    been left behind; 1 if nothing can be read."""
    console = console or Console()
    try:
        library = load(content_dir, default_language)
    except ContentProblem as problem:
        console.print(str(problem), markup=False, soft_wrap=True)
        return 1
    examined = {s.content.language: s for s in subjects(library, content_dir, today)}
    entries = [entry for subject in examined.values() for entry in due(subject)]
    moved_on = outdated(examined, library.default)
    if as_json:
        console.file.write(as_data(entries, moved_on) + "\n")
        return 0
    if not entries:
        console.print("No review is overdue or due within 30 days.", style="green")
    for reviewer, theirs in by_reviewer(entries).items():
        console.print(_table(reviewer, theirs))
    if moved_on:
        console.print(_translations(moved_on))
    for finding in dialled(placed(library.numbers, content_dir), library, today):
        console.print(f"{finding.message} {finding.advice}", style="yellow", markup=False)
    return 0


def by_reviewer(entries: list[Due]) -> dict[str, list[Due]]:
    """The entries of each reviewer by name; what nobody has reviewed comes last."""
    named = sorted({entry.reviewer for entry in entries if entry.reviewer})
    groups = {name: [e for e in entries if e.reviewer == name] for name in named}
    unclaimed = [entry for entry in entries if not entry.reviewer]
    return {**groups, NOBODY: unclaimed} if unclaimed else groups


def as_data(entries: list[Due], moved_on: list[Translation]) -> str:
    """Both lists as one in JSON for other programs; ``reason`` tells them apart."""
    reviews: list[dict[str, object]] = [
        {
            "reason": "review",
            "id": entry.item_id,
            "title": entry.title,
            "reviewer": entry.reviewer,
            "review_due": entry.review_due.isoformat(),
            "days": entry.days,
            "file": str(entry.position.file),
            "line": entry.position.line,
        }
        for entry in entries
    ]
    translations: list[dict[str, object]] = [
        {
            "reason": "translation",
            "id": found.name,
            "translated_from": found.written,
            "original_now": found.expected,
            "file": str(found.position.file),
            "line": found.position.line,
        }
        for found in moved_on
    ]
    return json.dumps([*reviews, *translations], ensure_ascii=False, indent=2)


def _translations(moved_on: list[Translation]) -> Table:
    title = "The original has moved on since these were translated"
    table = Table("Text", "Then", "Now", "Where", title=title, pad_edge=False)
    table.title_justify = "left"
    for found in moved_on:
        table.add_row(
            escape(found.name), found.written, found.expected, escape(str(found.position))
        )
    return table


def _table(reviewer: str, entries: list[Due]) -> Table:
    table = Table("Due", "", "Text", "Where", title=f"Reviewer: {escape(reviewer)}", pad_edge=False)
    table.title_justify = "left"
    for entry in entries:
        table.add_row(
            entry.review_due.isoformat(),
            f"[red]{-entry.days} days late[/]" if entry.days < 0 else f"in {entry.days} days",
            f"{escape(entry.title)} ({escape(entry.item_id)})",
            escape(str(entry.position)),
        )
    return table
