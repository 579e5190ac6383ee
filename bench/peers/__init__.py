"""The product beside the other Python libraries for bots, all in one run.

``python -m bench peers`` measures and prints; ``python -m bench.peers --write`` also writes the
table into docs/peers.md. It is no part of ``make bench``: it fetches the libraries, once.
"""

from __future__ import annotations

from bench.figure import Figure


def run() -> list[Figure]:
    """Prints the bots side by side, and returns what is promised of the product beside them."""
    # Not at the top: the peers' bots are in this package, and their environments lack all of ours.
    from bench.peers.comparison import compare  # noqa: PLC0415
    from bench.peers.page import side_by_side  # noqa: PLC0415

    results = compare()
    print(side_by_side(results))
    return results.figures()
