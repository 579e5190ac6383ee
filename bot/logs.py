"""What is written to the log, and what never is: no token, no word that a person wrote."""

from __future__ import annotations

import logging
import re
import sys


class RedactingFormatter(logging.Formatter):
    """Takes tokens out after formatting, so that error texts and tracebacks are covered too."""

    _TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")

    def format(self, record: logging.LogRecord) -> str:
        return self._TOKEN.sub("<token>", super().format(record))


# These write addresses with the token, or whole messages, at the levels that are shut here.
_TALKATIVE = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp": logging.WARNING,
    "apscheduler": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "telegram": logging.INFO,
    "telegram.ext": logging.INFO,
    "uvicorn": logging.WARNING,
    "asyncio": logging.WARNING,
}


def set_up_logging(level: str) -> None:
    """Writes to standard error; a supervisor adds the place where it is kept."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _TALKATIVE.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))
    # PTB logs updates it cannot read in full at this logger, with what people wrote.
    logging.getLogger("telegram.Bot").setLevel(logging.WARNING)
