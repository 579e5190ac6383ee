"""Telegram counts text in UTF-16 units; Python does not."""

from __future__ import annotations


def length(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def piece(text: str, offset: int, size: int) -> str:
    """The part of the text that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + size) * 2].decode("utf-16-le", "replace")


def offsets(text: str) -> list[int]:
    """The UTF-16 offset of every character, and of the end."""
    if text.isascii():
        return list(range(len(text) + 1))
    found, position = [0], 0
    for character in text:
        position += 2 if character > "\uffff" else 1
        found.append(position)
    return found
