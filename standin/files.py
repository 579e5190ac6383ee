"""Files that people and the bot send, kept in memory."""

from __future__ import annotations

from standin.people import Wire
from standin.state import State, StoredFile


def store(state: State, name: str, media_type: str, content: bytes) -> StoredFile:
    """Keeps a file under a new id."""
    number = state.next_event_id()
    file = StoredFile(f"BQACAgQAAx{number}", f"AgAD{number}", name, media_type, content)
    state.files[file.id] = file
    return file


def _described(file: StoredFile) -> Wire:
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
    }


def document(state: State, name: str, media_type: str, content: bytes) -> Wire:
    file = store(state, name, media_type, content)
    return _described(file) | {"file_name": name, "mime_type": media_type}


def described_document(file: StoredFile) -> Wire:
    """A document that was sent before."""
    return _described(file) | {"file_name": file.name, "mime_type": file.media_type}


def photo(state: State, content: bytes = b"\xff\xd8\xff invented") -> list[Wire]:
    small = store(state, "photo_s.jpg", "image/jpeg", content)
    large = store(state, "photo_x.jpg", "image/jpeg", content)
    return [
        _described(small) | {"width": 90, "height": 67},
        _described(large) | {"width": 1280, "height": 960},
    ]


def sticker(state: State, emoji: str) -> Wire:
    file = store(state, "sticker.webp", "image/webp", b"RIFF invented")
    return _described(file) | {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
        "set_name": "InventedStickers",
    }


def voice(state: State) -> Wire:
    file = store(state, "voice.ogg", "audio/ogg", b"OggS invented")
    return _described(file) | {"duration": 3, "mime_type": "audio/ogg"}
