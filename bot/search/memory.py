"""Gives back to the system what building an index took for a moment."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Does nothing where the C library is not glibc, which alone keeps so much for later."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
