"""Programs of their own: the stand-in as ``python -m standin`` starts it, and bots beside it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
WITHIN = 30.0


@dataclass(frozen=True)
class StandIn:
    """A running stand-in and its page."""

    root: str
    token: str
    page: httpx.AsyncClient

    async def bot(self, method: str, **params: object) -> object:
        """What a bot is answered."""
        answer = await self.page.post(f"/bot{self.token}/{method}", json=params)
        return answer.json()["result"]


@contextlib.asynccontextmanager
async def program(
    *arguments: str, environment: dict[str, str] | None = None, farewell: str = ""
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python program that is asked to end when the block does.

    It must end well and have nothing to complain of, but for its ``farewell``.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(WITHIN):
            _, complaints = await process.communicate()
    assert (process.returncode, complaints.decode()) == (0, farewell)


@contextlib.asynccontextmanager
async def stand_in(*options: str) -> AsyncIterator[StandIn]:
    """``python -m standin`` on a free port."""
    async with program("-m", "standin", "--port", "0", *options) as process:
        assert process.stdout is not None
        said = b""
        async with asyncio.timeout(WITHIN):
            while b"Chat page" not in said:
                said += await process.stdout.readline()
        told = dict(re.findall(r"^  (.+?)  +(\S+)$", said.decode(), re.MULTILINE))
        root = told["Bot API root"]
        async with httpx.AsyncClient(base_url=told["Chat page"], timeout=WITHIN) as page:
            yield StandIn(root, told["Bot token"], page)
