"""What is written to the log, and what never is: no token, no word that a person wrote."""

from __future__ import annotations

import logging
import re
import sys

# LOG_LEVEL is for these alone. Libraries write addresses with the token, SQL with its values or
# whole messages at DEBUG and INFO, and the next one that is added would too.
OURS = ("bot", "handlers")
# These write what they should not at any level: whole updates or answers that cannot be read, and
# a traceback for each failed try to reach Telegram, of which we say a line ourselves.
_SHUT = ("telegram.Bot", "telegram.ext.ExtBot", "telegram.request.BaseRequest", "telegram.ext")


class RedactingFormatter(logging.Formatter):
    """Takes tokens out after formatting, so that error texts and tracebacks are covered too."""

    _TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")

    def format(self, record: logging.LogRecord) -> str:
        return self._TOKEN.sub("<token>", super().format(record))


def set_up_logging(level: str) -> None:
    """Writes to standard error; a supervisor adds the place where it is kept."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    wanted = logging.getLevelName(level)
    logging.basicConfig(level=max(logging.WARNING, wanted), handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(wanted)
    shut_who_tells_too_much()


def shut_who_tells_too_much(shut: bool = True) -> None:
    """Silences what would write people's words at any level; a test opens it again afterwards."""
    for name in _SHUT:
        logging.getLogger(name).disabled = shut
