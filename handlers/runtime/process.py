"""Readies the process for speed, once, at its start."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import threading
from datetime import timedelta

log = logging.getLogger(__name__)


def fast_loop() -> asyncio.AbstractEventLoop:
    """A new event loop: uvloop's where there is one (it knows no Windows), else Python's own."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop  # noqa: PLC0415 -- cannot be installed on Windows

    return uvloop.new_event_loop()


def exit_within(span: timedelta) -> None:
    """Ends the process when the span is over, however it hangs: a disk that does not answer, say.

    All that must not be lost is written down at each moment, so that this costs no more than a
    crash. A process that has ended by then is not held up.
    """
    last_resort = threading.Timer(span.total_seconds(), _exit)
    last_resort.daemon = True
    last_resort.start()


def _exit() -> None:
    log.error("something hangs, and the stop cannot wait for it: the process ends")
    os._exit(1)


def settle_memory() -> None:
    """Tells the garbage collector that what exists now stays, so that it need not look at it.

    With all texts loaded a full collection takes 50 ms, in which nobody is answered; then 2 ms.
    Call it once, when everything is loaded and before the first update.
    """
    gc.collect()
    gc.freeze()
