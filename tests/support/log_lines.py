"""What the program writes to its log, written as it writes it in earnest."""

from __future__ import annotations

import io
import logging
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.logs import OURS, set_up_logging, shut_who_tells_too_much


@contextmanager
def log_written(
    level: str = "DEBUG", timer: Callable[[], float] = time.monotonic
) -> Iterator[io.StringIO]:
    """Within the block logging is set up as for the live bot, and afterwards as before."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, before = root.handlers[:], root.level
    root.handlers[:] = []
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    set_up_logging(level, written, timer)
    own = root.handlers[:]
    root.handlers += handlers  # whoever listens in the tests goes on
    try:
        yield written
    finally:
        for handler in own:
            handler.close()
        root.handlers[:] = handlers
        root.setLevel(before)
        for name in OURS:
            logging.getLogger(name).setLevel(logging.NOTSET)
        shut_who_tells_too_much(False)
        sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
