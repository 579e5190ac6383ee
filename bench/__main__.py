"""``make bench``: runs every measurement, one after the other, and prints one table.

``python -m bench startup ledger`` runs those alone. ``peers`` runs only by its name: it fetches
the libraries it compares with.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from time import perf_counter

from bench.figure import Figure, table

# What is timed by the clock comes before what keeps all cores busy and warm.
MODULES = (
    "startup",
    "inline",
    "safety_net",
    "ask",
    "fuzz",
    "throughput",
    "broadcast",
    "ledger",
    "kill",
    "kill_answers",
    "zones",
)


def main(chosen: list[str]) -> int:
    """Exit status 1 when a figure misses its target."""
    sections: list[list[Figure]] = []
    for name in chosen or MODULES:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        before, begun = _load(), perf_counter()
        figures = importlib.import_module(f"bench.{name}").run()
        took = perf_counter() - begun
        print(f"load average {before} before, {_load()} after {took:.0f} s", file=sys.stderr)
        sections.append(figures)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, load average {_load()}")
    figures = [figure for section in sections for figure in section]
    print(table(figures))
    return int(any(figure.ok is False for figure in figures))


def _load() -> str:
    """Of the last minute: where others were at work, times are longer and rates lower."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
