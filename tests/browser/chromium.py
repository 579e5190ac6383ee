"""Debian's Chromium, quiet: it calls nobody but the page that it is given."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import AsyncIterator

from playwright.async_api import Browser, async_playwright

ELSEWHERE = "planted.example"
"""A name of somebody's site, which was made to point to this machine."""

ARGUMENTS = [
    f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A running browser; the ``chromium`` of the PATH, never one that was downloaded."""
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError("There is no chromium on this machine: apt-get install chromium.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()
