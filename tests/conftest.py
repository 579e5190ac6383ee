"""What every test may ask for."""

from __future__ import annotations

import os

# As main.py does: PTB reads it when it is imported.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversation import Conversation, conversation


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A running bot with an empty database, and a person who has not written to it yet."""
    async with conversation(tmp_path) as running:
        yield running
