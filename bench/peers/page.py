"""The table of the comparison, for the terminal and for docs/peers.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from bench.figure import Figure
from bench.peers.results import Result, Results

BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
COLUMNS: dict[str, Callable[[Result], str]] = {
    "bot": lambda one: one.name,
    "library": lambda one: one.library,
    "CPU per command": lambda one: f"{median(one.commands):.2f}",
    "CPU per press": lambda one: f"{median(one.presses):.2f}",
    "commands/s at 100 ms": lambda one: f"{median(one.per_second):,.0f}",
    "start-up, s": lambda one: f"{median(one.starts):.2f}",
    "memory, MB": lambda one: f"{one.megabytes:.0f}",
    "out of turn": lambda one: f"{one.wrong:,}",
}


@dataclass(frozen=True, slots=True)
class Machine:
    """When and where it was measured."""

    day: date
    cores: int
    processor: str
    python: str
    load: float

    @classmethod
    def this(cls, day: date, load: float) -> Machine:
        """``load`` is the average before the run: others at work make times longer."""
        return cls(day, os.cpu_count() or 1, _processor(), platform.python_version(), load)

    def __str__(self) -> str:
        return (
            f"Measured on {self.day:%d %B %Y}: {self.cores} cores of {self.processor}, "
            f"Python {self.python}, load average before the run {self.load:.1f}."
        )


def side_by_side(results: Results) -> str:
    """A row for each bot; a Markdown table that can be read as it stands."""
    everybody = (results.product, *results.peers)
    return _table([[*COLUMNS], *([cell(one) for cell in COLUMNS.values()] for one in everybody)])


def renew(page: Path, results: Results, machine: Machine) -> None:
    """Puts what was measured between the marks of the page; the words around it stay."""
    promises = _table([["promised", "measured", "target", ""], *map(_promise, results.figures())])
    measured = "\n\n".join((BEGIN, str(machine), side_by_side(results), promises, END))
    old = page.read_text(encoding="utf-8")
    marked = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    page.write_text(marked.sub(lambda _: measured, old), encoding="utf-8")


def _promise(figure: Figure) -> list[str]:
    return [figure.name, f"{figure.value:.3g} {figure.unit}".strip(), figure.target, figure.verdict]


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *body = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    )
    return "\n".join((head, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *body))


def _processor() -> str:
    told = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return told[1] if told else platform.machine()
