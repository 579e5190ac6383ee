"""How much a world remembers: one that runs for weeks, or meets a flood, must not grow for ever."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Retention:
    """The newest of each kind are kept; the oldest make room.

    ``messages`` are those of one chat, ``updates`` those that wait for the bot, ``requests`` those
    of the log; files are counted by their bytes.
    """

    messages: int = 5_000
    updates: int = 20_000
    callbacks: int = 10_000
    inline_queries: int = 500
    requests: int = 2_000
    file_bytes: int = 128 * MEGABYTE
