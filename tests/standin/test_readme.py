"""What the stand-in's README shows works as it stands there."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.standin.program import ROOT, WITHIN, StandIn, program, stand_in

README = (ROOT / "standin" / "README.md").read_text(encoding="utf-8")
PYTHON: list[str] = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
# As everywhere in these tests: without it, python-telegram-bot warns.
OUR_PTB = {"PTB_TIMEDELTA": "1"}


def block(word: str) -> str:
    """The one program of the README in which a word stands."""
    (found,) = [code for code in PYTHON if word in code]
    return found


async def said_by_the_bot(running: StandIn, *, other_than: str = "") -> dict[str, Any]:
    """The bot's newest message in the private chat, as soon as it says something (else)."""
    async with asyncio.timeout(WITHIN):
        while True:
            state = (await running.page.get("/page/state")).json()
            said = [m for m in state["chats"][0]["messages"] if m["from"]["is_bot"]]
            if said and said[-1]["text"] != other_than:
                return dict(said[-1])
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("library", "greeting", "farewell"),
    [
        ("run_polling", "Hello from python-telegram-bot!", ""),
        ("Dispatcher", "Hello from aiogram!", "Received SIGTERM signal\n"),
    ],
    ids=["python-telegram-bot", "aiogram"],
)
async def test_a_bot_of_twenty_lines_is_met_on_the_page(
    tmp_path: Path, library: str, greeting: str, farewell: str
) -> None:
    code = block(library)
    assert len([line for line in code.splitlines() if line]) <= 20
    script = tmp_path / "bot.py"
    script.write_text(code, encoding="utf-8")
    async with stand_in() as running:
        told = {"BOT_API_ROOT": running.root, "BOT_TOKEN": running.token, **OUR_PTB}
        async with program(str(script), environment=told, farewell=farewell):
            await running.page.post("/page/start", json={})
            hello = await said_by_the_bot(running)
            assert hello["text"] == greeting
            press = {"chat_id": hello["chat"]["id"], "message_id": hello["message_id"]}
            answer = await running.page.post("/page/press", json=press | {"data": "press"})
            assert answer.json()["text"] == "Thank you"
            changed = await said_by_the_bot(running, other_than=greeting)
            assert (changed["text"], changed["message_id"]) == (
                "You pressed it.",
                hello["message_id"],
            )


async def test_the_test_in_memory_passes(tmp_path: Path) -> None:
    test = tmp_path / "test_hello.py"
    test.write_text(block("async def test_"), encoding="utf-8")
    pytest_alone = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *pytest_alone,
        str(test),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **OUR_PTB},
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(WITHIN):
        out, _ = await process.communicate()
    assert "1 passed" in out.decode()


def test_every_file_that_the_readme_names_is_there() -> None:
    rooms = README.partition("## Where things are")[2]
    table = [line.split("|")[1:3] for line in rooms.splitlines() if line.startswith("| `")]
    assert len(table) > 5
    for places, about in table:
        for place in re.findall(r"`([\w./]+)`", places):
            assert (ROOT / "standin" / place).exists(), place
        folder = re.findall(r"`([\w/]+/)`", places)
        for name in re.findall(r"`([\w.]+\.py)`", about):
            assert (ROOT / "standin" / folder[0] / name).exists(), name
