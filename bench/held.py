"""Holds the content of every language, ``with`` its search or ``without``, and prints its size.

The search is imported only where it is wanted, so that the libraries it needs count as its own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.stage import megabytes
from bot.content.library import Content
from bot.content.loading import load
from bot.content.localization import Localization


def main(choice: str) -> None:
    """In millions of bytes; the search has answered a question with a slip of the finger."""
    library = load(Path("content"))
    held = [_searched(content) for content in library.languages.values() if choice == "with"]
    print(megabytes(os.getpid()), len(held))


def _searched(content: Content) -> object:
    from bot.content.searchable import search_over  # noqa: PLC0415 -- see above
    from bot.search.sentence_encoder import sentence_encoder  # noqa: PLC0415

    l10n = Localization(content.language, content.messages)
    search = search_over(content, l10n, sentence_encoder())
    search.find("what is imunotherapy")
    search.answers("what is imunotherapy")
    return search


if __name__ == "__main__":
    main(sys.argv[1])
