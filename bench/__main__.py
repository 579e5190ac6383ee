"""``make bench``: runs every measurement, one after the other, and prints one table.

``python -m bench startup ledger`` runs those alone.
"""

from __future__ import annotations

import importlib
import sys

from bench.figure import Figure, table

MODULES = ("startup", "inline", "throughput", "broadcast", "ledger", "zones", "kill")


def main(chosen: list[str]) -> int:
    """Exit status 1 when a figure misses its target."""
    figures: list[Figure] = []
    for name in chosen or MODULES:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        figures.extend(importlib.import_module(f"bench.{name}").run())
    print(table(figures))
    return int(any(figure.ok is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
