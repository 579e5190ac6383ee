"""The form in which the Bot API writes things down."""

from __future__ import annotations

from typing import Any

Wire = dict[str, Any]
"""A JSON object exactly as the Bot API writes it."""
