"""Text with Telegram's entities, free of any Telegram library; offsets count UTF-16 code units."""

from __future__ import annotations

from dataclasses import dataclass, replace


def utf16_length(text: str) -> int:
    """How Telegram counts: one unit per character, two beyond the basic plane (most emoji)."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


@dataclass(frozen=True, slots=True)
class Entity:
    """A message entity; ``offset`` and ``length`` in UTF-16 units (Bot API, MessageEntity)."""

    type: str
    offset: int
    length: int
    url: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def moved(self, by: int) -> Entity:
        return replace(self, offset=self.offset + by)


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and its entities; adding two keeps every entity in its place."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: RichText) -> RichText:
        shift = utf16_length(self.text)
        return RichText(
            self.text + other.text, self.entities + tuple(e.moved(shift) for e in other.entities)
        )

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return utf16_length(self.text)

    def wrapped(self, entity_type: str, url: str | None = None) -> RichText:
        """The same text inside one more entity that covers all of it."""
        if not self.text:
            return self
        return RichText(self.text, (Entity(entity_type, 0, len(self), url), *self.entities))


def plain(text: str) -> RichText:
    """A text without entities; nothing in it is ever read as markup."""
    return RichText(text)


def bold(text: str) -> RichText:
    return RichText(text).wrapped("bold")


def link(text: str, url: str) -> RichText:
    return RichText(text).wrapped("text_link", url)


def joined(parts: list[RichText], separator: str = "\n\n") -> RichText:
    """The parts that are not empty, one after the other."""
    result = RichText()
    for part in parts:
        if part:
            result = result + plain(separator) + part if result else part
    return result
