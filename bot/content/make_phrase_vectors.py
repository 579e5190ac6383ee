"""Stores the meanings of all phrases of the content, so that a start need not reckon them.

Run it after larger changes of the content: ``python -m bot.content.make_phrase_vectors``.
"""

from __future__ import annotations

from pathlib import Path

from bot.content.edition import localizations
from bot.content.loading import load
from bot.content.searchable import documents_of, out_of_scope
from bot.search.phrase_vectors import store
from bot.search.phrases import phrases_of
from bot.search.sentence_encoder import sentence_encoder


def shipped_phrases(content_dir: Path) -> list[str]:
    """All that the search asks the encoder about, in every language."""
    library = load(content_dir)
    l10n = localizations(library)
    found: list[str] = []
    for name, content in library.languages.items():
        found += phrases_of(documents_of(content, l10n[name])).texts
        found += out_of_scope(content)
    return found


if __name__ == "__main__":
    store(shipped_phrases(Path("content")), sentence_encoder())
