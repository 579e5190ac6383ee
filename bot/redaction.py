"""What may be told of an error: its type and its place, and never its text, which may quote."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import PurePath
from traceback import walk_tb

# Innermost last. A deeper way is cut at its beginning: that is the event loop's and the library's.
MOST_FRAMES = 8
MOST_CAUSES = 4
MOST_TOGETHER = 3

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


def described(error: BaseException) -> str:
    """One line: what failed and where, and what that came from, without any value or text."""
    return "; after ".join(_one(link) for link in _chain(error))


def without_token(text: str) -> str:
    """Takes out whatever looks like a bot's token."""
    return _TOKEN.sub("<token>", text)


def place(filename: str, line: int | None) -> str:
    """A place in the code, short enough to read and long enough to be found."""
    return f"{'/'.join(PurePath(filename).parts[-2:])}:{line}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen and len(seen) <= MOST_CAUSES:
        yield link
        seen.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _one(error: BaseException) -> str:
    frames = [place(f.f_code.co_filename, line) for f, line in walk_tb(error.__traceback__)]
    where = f" in {' > '.join(frames[-MOST_FRAMES:])}" if frames else ""
    return f"{type(error).__name__}{_number(error)}{where}{_together(error)}"


def _number(error: BaseException) -> str:
    """A disk that is full and a port that is taken are told by a number of the system's."""
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f" ({errno.errorcode.get(error.errno, error.errno)})"
    code = getattr(error, "sqlite_errorcode", None)
    return f" (SQLite {code})" if isinstance(code, int) else ""


def _together(error: BaseException) -> str:
    if not isinstance(error, BaseExceptionGroup):
        return ""
    some = ", ".join(described(inner) for inner in error.exceptions[:MOST_TOGETHER])
    return f" [{len(error.exceptions)}: {some}]"
