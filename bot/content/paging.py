"""A long text in pages that Telegram accepts, never cut inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.rich_text import Entity, RichText, utf16_length

# Bot API, sendMessage: "1-4096 characters after entities parsing"; counted here in UTF-16 units,
# which are never fewer than the characters the server counts.
MESSAGE_LIMIT = 4096
_BREAKS = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…]) +"),
    re.compile(r"\s+"),
)


def paged(rich: RichText, limit: int = MESSAGE_LIMIT) -> list[RichText]:
    """Splits at a paragraph, else a line, a sentence, a word; only a longer word is cut.

    ``limit`` counts UTF-16 units. Entities go on over the break. Pages are never empty.
    """
    pages = []
    while len(rich) > limit:
        end, start = _break(rich.text, limit)
        pages.append(part(rich, 0, end))
        rich = part(rich, start, len(rich.text))
    if rich.text.strip():
        pages.append(rich)
    return pages or [rich]


def part(rich: RichText, start: int, end: int) -> RichText:
    """The stretch between two indexes of ``rich.text`` with the entities that touch it."""
    text = rich.text[start:end]
    first = utf16_length(rich.text[:start])
    last = first + utf16_length(text)
    return RichText(text, tuple(_clipped(rich.entities, first, last)))


def _clipped(entities: tuple[Entity, ...], first: int, last: int) -> Iterator[Entity]:
    for entity in entities:
        begin, end = max(entity.offset, first), min(entity.end, last)
        if begin < end:
            yield Entity(entity.type, begin - first, end - begin, entity.url)


def _break(text: str, limit: int) -> tuple[int, int]:
    """Where this page ends and the next begins, as indexes of ``text``."""
    room = _index_at(text, limit)
    for pattern in _BREAKS:
        # The latest break of the best kind, if it leaves a page that is not nearly empty.
        found = [m for m in pattern.finditer(text, 0, room + 1) if room // 4 <= m.start() <= room]
        if found:
            return found[-1].start(), found[-1].end()
    return room, room


def _index_at(text: str, units: int) -> int:
    """The index of the last character that fits whole into so many UTF-16 units."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > units:
            return index
    return len(text)
