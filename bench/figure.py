"""A measured figure beside what was promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``ok`` is ``None`` for a figure that is only told, with no target."""

    name: str
    value: float
    unit: str
    target: str = ""
    ok: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.ok is None else "ok" if self.ok else "MISSED"


def at_most(name: str, value: float, unit: str, most: float) -> Figure:
    return Figure(name, value, unit, f"<= {most:g}", value <= most)


def at_least(name: str, value: float, unit: str, least: float) -> Figure:
    return Figure(name, value, unit, f">= {least:g}", value >= least)


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned lines."""
    rows = [(f.name, f"{f.value:,.4g}", f.unit, f.target, f.verdict) for f in figures]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(5)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  "
        f"{target:<{widths[3]}}  {verdict}".rstrip()
        for name, value, unit, target, verdict in rows
    )
