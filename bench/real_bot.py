"""The bot itself under test: everything of it but its token, its address and where its data are."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

os.environ["PTB_TIMEDELTA"] = "1"

from pydantic import SecretStr

from bench.fake_api import TOKEN
from bot.settings import Settings
from handlers.live import serve_live
from handlers.process import fast_loop


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url")
    parser.add_argument("core", type=int)
    parser.add_argument("--per-second", type=int, default=1_000)
    wish = parser.parse_args()
    os.sched_setaffinity(0, {wish.core})
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(TOKEN),
            bot_api_url=wish.base_url,
            database_path=Path(folder) / "bench.sqlite3",
            messages_per_second=wish.per_second,
            log_level="ERROR",
        )
        with asyncio.Runner(loop_factory=fast_loop) as runner:
            runner.run(serve_live(settings))


if __name__ == "__main__":
    main()
