"""The entry point: ``python main.py --help`` tells what there is."""

from __future__ import annotations

import os
from collections.abc import Callable

# PTB then gives spans of time as timedelta everywhere; it reads this when it is imported.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from bot.cli import command_line
from bot.settings import Settings
from handlers.live import serve_live
from handlers.runtime.process import fast_loop


async def serve_preview(settings: Settings, announce: Callable[[str], None]) -> None:
    """The preview's own libraries are read only when it is wanted: a live bot starts without."""
    from handlers import preview  # noqa: PLC0415

    await preview.serve_preview(settings, announce)


if __name__ == "__main__":
    command_line(serve_live, serve_preview, fast_loop)()
