"""What is written to the log, and what never is: no token, no word that a person wrote."""

from __future__ import annotations

import logging
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

from bot.log_throttle import LineThrottle
from bot.redaction import described, place, without_token

log = logging.getLogger(__name__)

# LOG_LEVEL is for these alone. Libraries write addresses with the token, SQL with its values or
# whole messages at DEBUG and INFO, and the next one that is added would too.
OURS = ("bot", "handlers")
# Of these not even the place is worth a line: they tell of each failed try to reach Telegram, of
# which we say a line ourselves, and hand whole updates to whatever listens beside our own handler.
_SHUT = ("telegram.Bot", "telegram.ext.ExtBot", "telegram.request.BaseRequest", "telegram.ext")


class RedactingFormatter(logging.Formatter):
    """The one way into the log, for our lines and for those of every library.

    Of an error its type and place are written and never its text. Our own lines are sentences;
    of a library's line only where it was said, and its template where that was filled in.
    """

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        return f"{head}: {line_of(record)}"


def line_of(record: logging.LogRecord) -> str:
    """What is written of a record, beside when."""
    said = record.getMessage() if _is_ours(record.name) else _said_elsewhere(record)
    error = record.exc_info[1] if record.exc_info else None
    return without_token(f"{said}: {described(error)}" if error is not None else said)


class BoundedHandler(logging.StreamHandler[TextIO]):
    """Writes the same line once an hour. A line that cannot be written is left out in silence:
    the library would print it with all that it was given.
    """

    def __init__(self, stream: TextIO, timer: Callable[[], float]) -> None:
        super().__init__(stream)
        self.setFormatter(RedactingFormatter())
        self._timer = timer
        self._throttle = LineThrottle()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            left_out = self._left_out_before(record)
            if left_out is not None:
                self._tell(self._throttle.overdue(self._timer()))
                self._write(self.format(record) + (f" ({left_out} more)" if left_out else ""))
        except Exception:  # noqa: BLE001 -- whatever it is, the program goes on without this line
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- the library's name
        """Nothing of the record is shown."""

    def close(self) -> None:
        with suppress(OSError, ValueError):  # perhaps nobody reads it any more
            self._tell(self._throttle.rest())
        super().close()

    def _left_out_before(self, record: logging.LogRecord) -> int | None:
        if getattr(record, "each_time", False):
            return 0
        kind = f"{record.levelname} {record.name}: {line_of(record)}"
        return self._throttle.admit(kind, self._timer())

    def _tell(self, left_out: Iterator[tuple[str, int]]) -> None:
        for kind, count in left_out:
            self._write(f"{count} more lines were left out, each of them: {kind}")

    def _write(self, line: str) -> None:
        self.stream.write(line + self.terminator)
        self.flush()


def set_up_logging(
    level: str, stream: TextIO | None = None, timer: Callable[[], float] = time.monotonic
) -> None:
    """Writes to standard error; a supervisor adds the place where it is kept.

    Whatever would be printed there by Python itself goes the same way from now on.
    """
    handler = BoundedHandler(stream or sys.stderr, timer)
    wanted = logging.getLevelName(level)
    logging.basicConfig(level=max(logging.WARNING, wanted), handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(wanted)
    shut_who_tells_too_much()
    sys.excepthook = _nobody_caught
    sys.unraisablehook = _nobody_could_catch
    threading.excepthook = _ended_a_thread
    warnings.showwarning = _warned


def shut_who_tells_too_much(shut: bool = True) -> None:
    """Silences what would write people's words at any level; a test opens it again afterwards."""
    for name in _SHUT:
        logging.getLogger(name).disabled = shut


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in OURS


def _said_elsewhere(record: logging.LogRecord) -> str:
    where = place(record.pathname, record.lineno)
    # Without arguments it may have been filled in beforehand.
    return f"{record.msg} ({where})" if record.args and isinstance(record.msg, str) else where


def _nobody_caught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("the program ends with an error that nobody expected", exc_info=error)


def _nobody_could_catch(what: Any) -> None:
    log.error("an error where none can be raised", exc_info=what.exc_value)


def _ended_a_thread(what: Any) -> None:
    if what.exc_type is not SystemExit:
        log.error("a thread ended with an error", exc_info=what.exc_value)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """What it says may quote a value."""
    del message, file, line
    log.warning("%s in %s", category.__name__, place(filename, lineno))
