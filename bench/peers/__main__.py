"""``python -m bench.peers --write`` measures and renews the table in docs/peers.md."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bench.figure import table
from bench.peers.comparison import compare
from bench.peers.page import Machine, renew, side_by_side
from bench.stage import ROOT
from bot.clock import SystemClock

PAGE = ROOT / "docs" / "peers.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--write", nargs="?", type=Path, const=PAGE, metavar="PAGE", help="by default %(const)s"
    )
    page: Path | None = parser.parse_args().write
    load = os.getloadavg()[0]
    results = compare()
    print(side_by_side(results), table(results.figures()), sep="\n\n")
    if page:
        renew(page, results, Machine.this(SystemClock().now().date(), load))


if __name__ == "__main__":
    main()
