"""What a peer answers to which command and which button: the product's own pages, by heart."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

Keyboard = TypeVar("Keyboard")


@dataclass(frozen=True, slots=True)
class Page(Generic[Keyboard]):
    html: str
    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class Pages(Generic[Keyboard]):
    """The pages behind a command, by the words after it, and behind buttons, by their data."""

    asked: Mapping[str, Page[Keyboard]]
    pressed: Mapping[str, Page[Keyboard]]

    def behind(self, words: str) -> Page[Keyboard]:
        """Without words it is the first page."""
        return self.asked[words or next(iter(self.asked))]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a peer is to work."""

    api_root: str
    token: str
    pages: Path

    @classmethod
    def from_command_line(cls) -> Place:
        api_root, token, pages = sys.argv[1:]
        return cls(api_root, token, Path(pages))

    def read_pages(self, keyboard: Callable[[dict[str, Any]], Keyboard]) -> Pages[Keyboard]:
        """``keyboard`` makes the library's own object; each is made once, as most bots do."""
        written: dict[str, dict[str, Any]] = json.loads(self.pages.read_text(encoding="utf-8"))
        asked, pressed = (
            {
                key: Page(page["html"], keyboard(page["reply_markup"]))
                for key, page in written[kind].items()
            }
            for kind in ("asked", "pressed")
        )
        return Pages(asked, pressed)
