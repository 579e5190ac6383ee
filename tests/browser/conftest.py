"""Starts Chromium and the preview; without Chromium it says in one line what was left out."""

from __future__ import annotations

import logging
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.chromium import chromium
from tests.browser.same_process import Served, served
from tests.browser.visit import PATIENCE, Visit

LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if shutil.which("chromium"):
        return
    without = [item for item in items if item.get_closest_marker("browser")]
    if without:
        items[:] = [item for item in items if item not in without]
        config.hook.pytest_deselected(items=without)
    config.stash[LEFT_OUT] = len(without)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"Left out: {count} browser {'test' if count == 1 else 'tests'} (tests/browser): "
            "install Debian's chromium package "
            "(apt-get install chromium) and run make test again."
        )


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def preview(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Served]:
    """A preview with the shipped content; it must have nothing to complain of, to its very end."""
    async with served() as running:
        yield running
    said = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
    assert [record for record in said if record.levelno >= logging.WARNING] == []


@pytest_asyncio.fixture(loop_scope="package")
async def visit(browser: Browser, preview: Served) -> AsyncIterator[Visit]:
    """A person at a desktop computer; the page must not complain either."""
    async with await browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address)
        yield visit
        assert visit.complaints == []
