"""What an editor sees after asking whether the words are in order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.content.findings import ContentProblem, Finding, Position, Severity
from bot.content.language_folders import left_out
from bot.content.library import Library
from bot.content.loading import load
from bot.content.numbers_file import placed
from bot.editorial.checks import check, in_order, subjects
from bot.editorial.checks.addresses import addresses
from bot.editorial.checks.copied_text import foreign_text
from bot.editorial.checks.numbers import addresses as number_addresses
from bot.editorial.link_check.visit import (
    AccessDenied,
    Answer,
    Gone,
    Reached,
    Redirected,
    Silent,
    Unvisited,
)
from bot.editorial.link_check.visitor import Manners, visit
from bot.editorial.screen_check import check_screens

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def run_check(
    content_dir: Path,
    *,
    as_json: bool,
    links: bool,
    compared_with: Path | None,
    today: date,
    default_language: str = "en",
    console: Console | None = None,
) -> int:
    """Prints every finding; returns 1 if one is an error, else 0; ``links`` visits addresses."""
    console = console or Console()
    try:
        library = load(content_dir, default_language)
    except ContentProblem as problem:
        # What cannot be read cannot be examined: the other rules come after these are mended.
        findings = in_order([*problem.findings, *left_out(content_dir)])
    else:
        foreign = foreign_text(compared_with, content_dir) if compared_with else None
        rules = check(library, content_dir, today, foreign=foreign)
        findings = in_order([*rules, *check_screens(library, content_dir)])
        if links:
            visited = asyncio.run(visit_links(library, content_dir, today))
            findings = in_order([*findings, *visited])
    if as_json:
        console.file.write(as_data(findings) + "\n")
    else:
        _print(findings, console)
    return 1 if any(f.severity is Severity.ERROR for f in findings) else 0


async def visit_links(
    library: Library, content_dir: Path, today: date, manners: Manners | None = None
) -> list[Finding]:
    """Visits every address in the content; a bar on stderr shows how far it has come."""
    places: dict[str, list[Position]] = {}
    written = (addresses(subject) for subject in subjects(library, content_dir, today))
    numbers = number_addresses(placed(library.numbers, content_dir))
    for address, position in chain(*written, numbers):
        if address.startswith(("https://", "http://")):
            places.setdefault(address, []).append(position)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Visiting addresses", total=len(places))
        visits = await visit(places, manners=manners, on_visited=lambda _: bar.advance(task))
    return [
        finding
        for result in visits
        for position in places[result.url]
        for finding in _about(position, result.url, result.answer)
    ]


def as_data(findings: list[Finding]) -> str:
    """The findings as JSON for other programs."""
    return json.dumps(
        {
            "errors": _count(findings, Severity.ERROR),
            "warnings": _count(findings, Severity.WARNING),
            "findings": [
                {
                    "file": str(finding.position.file),
                    "line": finding.position.line,
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "advice": finding.advice,
                }
                for finding in findings
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _about(position: Position, url: str, answer: Answer) -> Iterator[Finding]:
    match answer:
        case Reached():
            return
        case Redirected(to, permanent):
            yield Finding(
                position,
                "link-redirected",
                f"'{url}' now leads to '{to}'.",
                "Look whether it is still the right page, then use the new address."
                if permanent
                else "Look whether it is still the right page.",
                Severity.WARNING,
            )
        case Gone(status):
            yield Finding(
                position,
                "link-dead",
                f"'{url}' answers {status}.",
                "Find the page's new address, or take the link out.",
            )
        case AccessDenied(status):
            yield Finding(
                position,
                "link-refused",
                f"'{url}' turns programs away ({status}).",
                "Open it by hand.",
                Severity.WARNING,
            )
        case Silent(reason):
            yield Finding(
                position,
                "link-dead",
                f"'{url}' cannot be reached: {reason}.",
                "Try it by hand; take the link out if it stays so.",
            )
        case Unvisited(reason):
            yield Finding(
                position,
                "link-not-public",
                f"'{url}' was not visited: {reason}.",
                "Use the page's public address, or take the link out.",
            )


def _print(findings: list[Finding], console: Console) -> None:
    if not findings:
        console.print("Everything is in order.", style="green")
        return
    if console.is_terminal:
        console.print(_table(findings))
    else:
        for finding in findings:
            line = f"{finding.position}: {finding.severity}: {finding.message} {finding.advice}"
            console.print(f"{line.rstrip()} [{finding.rule}]", markup=False, soft_wrap=True)
    errors, warnings = (_count(findings, severity) for severity in Severity)
    console.print(f"Errors: {errors}, warnings: {warnings}.")


def _table(findings: list[Finding]) -> Table:
    table = Table("Where", "", "What and what to do", show_lines=False, pad_edge=False)
    for finding in findings:
        colour = _COLOURS[finding.severity]
        table.add_row(
            escape(_short(finding.position)),
            f"[{colour}]{finding.severity}[/]",
            f"{escape(finding.message)} [dim]{escape(finding.advice)}[/] "
            f"[cyan]{escape(finding.rule)}[/]",
        )
    return table


def _short(position: Position) -> str:
    """From the working folder where possible: a path that can be clicked and is not cut off."""
    here = Path.cwd()
    file = position.file.resolve()
    shown = file.relative_to(here) if file.is_relative_to(here) else position.file
    return f"{shown}:{position.line}"


def _count(findings: list[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)
