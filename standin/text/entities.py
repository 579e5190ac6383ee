"""The entities that Telegram finds by itself: commands, mentions, links, hashtags."""

from __future__ import annotations

import re

from standin.text import utf16
from standin.text.control_characters import CONTROL
from standin.wire import Wire

FOUND = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?![\w-])")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:(?:https?|tg|ftp)://[^\s<>\"]+"
            r"|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|io|me|uk|eu|de|fr|health|int|app|dev)"
            r"(?![\w.]\w)(?:[:/?#][^\s<>\"]*)?)",
            re.IGNORECASE,
        ),
    ),
    (
        "bot_command",
        re.compile(r"(?<![^\s(\[{\"'«,;])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*(?!\w)")),
)
TRAILING = ".,;:!?)]}'\"»"
CLOSED = frozenset({"pre", "code", "text_link", "text_mention", "custom_emoji"})


def detect(text: str, *, known: list[Wire]) -> list[Wire]:
    """The automatic entities outside of the known ones, by position."""
    if not any(mark in text for mark in "@/#."):
        return []
    offsets = utf16.offsets(text)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in CLOSED]
    found: list[Wire] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            end = match.end()
            if kind == "url":
                while text[end - 1] in TRAILING:
                    end -= 1
            start, stop = offsets[match.start()], offsets[end]
            if all(stop <= low or start >= high for low, high in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    return sorted(found, key=lambda entity: int(entity["offset"]))


def typed(text: str) -> tuple[str, list[Wire]]:
    """What a person types, with the entities that Telegram finds in it."""
    if not text.strip():
        raise ValueError("a person cannot send an empty message")
    plain = text.translate(CONTROL).strip(" \n") or text
    return plain, detect(plain, known=[])
