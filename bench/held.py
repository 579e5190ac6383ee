"""Holds the content of every language, ``with`` its search or ``without``, and prints its size.

The search is imported only where it is wanted. numpy, some 13 MB, counts on both sides, for the
safety net needs it too: what both cost together is seen in the idle memory of ``bench startup``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.stage import megabytes
from bot.content.library import Library
from bot.content.loading import load


def main(choice: str) -> None:
    """In millions of bytes; the search has answered a question with a slip of the finger."""
    library = load(Path("content"))
    held = _searched(library) if choice == "with" else library
    print(megabytes(os.getpid()), type(held).__name__)


def _searched(library: Library) -> object:
    from bot.content.edition import editions  # noqa: PLC0415 -- see above

    ready = editions(library)
    for edition in ready.by_language.values():
        edition.search.find("what is imunotherapy")
        edition.search.answers("what is imunotherapy")
    return ready


if __name__ == "__main__":
    main(sys.argv[1])
