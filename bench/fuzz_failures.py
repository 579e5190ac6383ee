"""Watches what each invented input does, and keeps the smallest one of every kind of failure."""

from __future__ import annotations

import hashlib
import logging
import resource
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import thread_time

# Nobody waits longer for one update, and no file may stop the bot for longer.
MOST_SECONDS = 2.0
# What one input may add to the most memory that the process ever held.
MOST_MEGABYTES = 200
INPUT, REASON, SLOWEST = ".input", ".txt", "slowest"


class Failure(Exception):
    """What must not be and is no exception: the text says it, the same for all of its kind."""


class ErrorRecords(logging.Handler):
    """Everything that is logged as an error, by whomever."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


class Failures:
    """A search goes on after a failure: one that is known is not worth an end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}

    @contextmanager
    def watching(self, data: bytes) -> Iterator[None]:
        """An exception, a long time or much memory is kept with its input, and goes no further."""
        begun, held = thread_time(), _most_megabytes()
        try:
            yield
        except Exception as error:  # noqa: BLE001 -- each is what is looked for
            self._keep(data, _told(error))
        took, more = thread_time() - begun, _most_megabytes() - held
        if took > MOST_SECONDS:
            self._keep(data, "took longer than it may")
        if more > MOST_MEGABYTES:
            self._keep(data, "took more memory than it may")

    def _keep(self, data: bytes, why: str) -> None:
        kind = hashlib.sha256(why.encode()).hexdigest()[:12]
        if len(data) >= self._sizes.get(kind, len(data) + 1):
            return
        self._sizes[kind] = len(data)
        (self._folder / f"{kind}{INPUT}").write_bytes(data)
        (self._folder / f"{kind}{REASON}").write_text(why, encoding="utf-8")


def _told(error: Exception) -> str:
    """Type and place, which tell one kind from another; of a Failure its words."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return str(error) if isinstance(error, Failure) else f"{type(error).__name__}\n{places}"


def _most_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
