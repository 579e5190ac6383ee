"""What every test may ask for."""

from __future__ import annotations

import logging
import os

# As main.py does: PTB reads it when it is imported.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.conversation import Conversation, conversation

# The same examples at every run: what fails here fails for everybody. To look for new ones:
# python -m pytest --hypothesis-profile=default. How long an example takes says how busy the machine
# is, and nothing about the code: what must be fast is measured by the benches.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A running bot with an empty database, and a person who has not written to it yet."""
    async with conversation(tmp_path) as running:
        yield running


@pytest.fixture
def an_error_is_expected() -> None:
    """A test that asks for it brings an error about; ``no_error_logged`` lets it pass."""


@pytest.fixture
def no_error_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fails a test in which anything was logged as an error, from its beginning to its end."""
    yield
    if "an_error_is_expected" in request.fixturenames:
        return
    records = [
        *caplog.get_records("setup"),
        *caplog.get_records("call"),
        *caplog.get_records("teardown"),
    ]
    assert not [record.getMessage() for record in records if record.levelno >= logging.ERROR]
