"""Files that people and the bot sent, and how the Bot API describes each kind."""

from __future__ import annotations

from dataclasses import dataclass

from standin.wire import Wire


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody sent."""

    id: str
    unique_id: str
    name: str
    media_type: str
    content: bytes

    def wire(self) -> Wire:
        """What every kind of file has."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }

    def document(self) -> Wire:
        return self.wire() | {"file_name": self.name, "mime_type": self.media_type}

    def sticker(self, emoji: str) -> Wire:
        return self.wire() | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
            "set_name": "InventedStickers",
        }

    def voice(self) -> Wire:
        return self.wire() | {"duration": 3, "mime_type": self.media_type}


def photo(small: StoredFile, large: StoredFile) -> list[Wire]:
    """A photo is a list of its sizes."""
    return [
        small.wire() | {"width": 90, "height": 67},
        large.wire() | {"width": 1280, "height": 960},
    ]
