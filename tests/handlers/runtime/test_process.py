"""What a process does at its start and at its end."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

HANGS = """
import time
from datetime import timedelta
from handlers.runtime.process import exit_within
exit_within(timedelta(seconds={within}))
time.sleep({works})
"""


def ended(within: float, works: float) -> tuple[int, float]:
    """The status of a process that is to end and still has so many seconds of work, and when."""
    program = HANGS.format(within=within, works=works)
    begun_at = perf_counter()
    finished = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program], capture_output=True, timeout=30, check=False
    )
    return finished.returncode, perf_counter() - begun_at


def test_a_process_that_hangs_ends_all_the_same() -> None:
    status, took = ended(within=0.2, works=60)
    assert status == 1
    assert took < 20


def test_one_that_ends_by_itself_is_not_held_up() -> None:
    status, took = ended(within=60, works=0)
    assert status == 0
    assert took < 20
