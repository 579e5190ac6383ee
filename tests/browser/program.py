"""The preview as an editor starts it: ``python main.py preview``, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
STARTS_WITHIN = 60.0
ENDS_WITHIN = 20.0


@dataclass
class Program:
    """A running preview."""

    process: asyncio.subprocess.Process
    address: str
    log: Path

    @property
    def complaints(self) -> str:
        """Everything that it has said beside its address: a warning or an error."""
        return self.log.read_text(encoding="utf-8")

    async def stop(self) -> int:
        """Asks it to end, as Ctrl+C does, and returns its exit status."""
        if self.process.returncode is None:
            self.process.terminate()
        async with asyncio.timeout(ENDS_WITHIN):
            return await self.process.wait()


@contextlib.asynccontextmanager
async def program(folder: Path, content: Path = CONTENT) -> AsyncIterator[Program]:
    """Starts the preview on a free port and waits for its address; it is stopped at the end."""
    log = folder / "preview.log"
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(ROOT / "main.py"),
            "preview",
            # Somewhere without an .env file: a developer's own must not decide what is tested.
            cwd=folder,
            env={**os.environ, **_environment(content)},
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
        )
    running = Program(process, "", log)
    try:
        running.address = await _address(running)
        yield running
    finally:
        with contextlib.suppress(TimeoutError):
            await running.stop()
        if process.returncode is None:
            process.kill()
            await process.wait()


def _environment(content: Path) -> dict[str, str]:
    return {
        "LISTEN": "127.0.0.1:0",
        "CONTENT_DIR": str(content),
        "DEFAULT_LANGUAGE": "en",
        "DEFAULT_TIMEZONE": "Europe/Lisbon",
        "LOG_LEVEL": "WARNING",
    }


async def _address(running: Program) -> str:
    assert running.process.stdout is not None
    async with asyncio.timeout(STARTS_WITHIN):
        async for line in running.process.stdout:
            if found := re.search(rb"http://\S+", line):
                return found[0].decode()
    raise RuntimeError(f"The preview did not start:\n{running.complaints}")
