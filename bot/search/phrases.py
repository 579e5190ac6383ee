"""Everything short that an item can be asked by, as one numbered list for all indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.search.document import HEADING, Document
from bot.search.tokenizer import without_addresses


@dataclass(frozen=True, slots=True)
class Phrases:
    """``owners[n]`` is the number of the document that ``texts[n]`` asks for."""

    texts: Sequence[str]
    owners: Sequence[int]


def phrases_of(documents: Iterable[Document]) -> Phrases:
    """Names, headings, first sentences, and the ways in which people ask."""
    found = [
        (text, number) for number, document in enumerate(documents) for text in _asking(document)
    ]
    return Phrases([text for text, _ in found], [number for _, number in found])


def _asking(document: Document) -> Iterator[str]:
    yield from (name for name, _ in document.names)
    yield from document.asked
    yield from (text for text, weight in document.texts if weight == HEADING)
    if document.lead:
        yield without_addresses(document.lead)
