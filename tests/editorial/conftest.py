"""The content to plant a fault in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editorial.planting import Copy


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The frame of the content, with a sound text of each kind."""
    return Copy(tmp_path)


@pytest.fixture
def whole(tmp_path: Path) -> Copy:
    """With every shipped text: for what only many texts together show."""
    return Copy(tmp_path, whole=True)
