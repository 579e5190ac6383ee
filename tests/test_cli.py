"""The command line as an operator meets it: whole processes, real signals."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.preview.bot_api import routes
from bot.preview.faults import Fault
from bot.preview.serving import serving
from bot.preview.world import World

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


async def start(*words: str, folder: Path, **environment: str) -> asyncio.subprocess.Process:
    """``python main.py ...`` in the project's folder, with a database of its own."""
    own = {key: value for key, value in os.environ.items() if key != "BOT_TOKEN"}
    own |= {"DATABASE_PATH": f"{folder}/bot.sqlite3", "LISTEN": "127.0.0.1:0", **environment}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "main.py",
        *words,
        cwd=ROOT,
        env=own,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    out, err = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode or 0, out.decode(), err.decode()


@pytest.mark.parametrize(
    "words",
    [(), ("run",), ("preview",), ("check",), ("stale",)],
    ids=lambda w: " ".join(w) or "none",
)
async def test_every_command_explains_itself(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = await ended(await start(*words, "--help", folder=tmp_path))
    assert code == 0
    assert "Usage" in out
    assert not err


async def test_a_wrong_setting_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    code, _, err = await ended(await start("run", folder=tmp_path, LOG_LEVEL="LOUD"))
    assert code == 1
    assert err.strip() == "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR."


async def test_broken_content_keeps_the_bot_from_starting_and_names_file_and_line(
    tmp_path: Path,
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "strings.ftl").write_text("start = Hello\n")
    (tmp_path / "en" / "tips.yaml").write_text("- id: tip/one\n  titel: One\n")
    code, _, err = await ended(await start("preview", folder=tmp_path, CONTENT_DIR=str(tmp_path)))
    assert code == 1
    assert "tips.yaml:2: 'titel': no field has this name. Is it misspelt?" in err
    assert "Traceback" not in err


async def test_without_a_token_the_preview_starts_says_so_and_ends_cleanly(tmp_path: Path) -> None:
    process = await start(folder=tmp_path)
    assert process.stdout is not None
    first = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    second = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    assert "no BOT_TOKEN" in first
    assert ADDRESS.search(second)
    process.send_signal(signal.SIGTERM)
    code, _, err = await ended(process)
    assert code == 0
    assert "Traceback" not in err
    assert not (tmp_path / "bot.sqlite3").exists()


async def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    first = await start("preview", folder=tmp_path)
    assert first.stdout is not None
    address = ADDRESS.search((await first.stdout.readline()).decode())
    assert address
    taken = address.group().removeprefix("http://")
    code, _, err = await ended(await start("preview", folder=tmp_path, LISTEN=taken))
    first.terminate()
    await ended(first)
    assert code == 1
    assert "Set LISTEN to another port" in err
    assert "Traceback" not in err


async def test_with_a_token_the_bot_polls_and_ends_cleanly_at_a_signal(tmp_path: Path) -> None:
    world = World(SystemClock())
    stand_in = Starlette(routes=list(routes(world)))
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: world.updates.is_polled, within=20)
        person = world.person("Sam", language_code="en")
        sent = world.open_deep_link(person)
        assert (await world.reply_in(person.id, after=sent)).text.startswith("Hello.")
        process.send_signal(signal.SIGTERM)
        code, out, err = await ended(process)
    assert code == 0
    assert "Traceback" not in err
    assert world.token not in out + err


async def test_a_token_that_telegram_refuses_is_one_sentence_without_the_token(
    tmp_path: Path,
) -> None:
    world = World(SystemClock())
    stand_in = Starlette(routes=list(routes(world)))
    wrong = "7654321:INVENTED-token-that-nobody-has-issued-00"
    async with serving(stand_in, world.connections) as root:
        code, out, err = await ended(
            await start("run", folder=tmp_path, BOT_TOKEN=wrong, BOT_API_URL=root)
        )
    assert code == 1
    assert "does not accept the BOT_TOKEN" in err
    assert wrong not in out + err
    assert "Traceback" not in err


async def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    token = World(SystemClock()).token
    code, _, err = await ended(
        await start("run", folder=tmp_path, BOT_TOKEN=token, BOT_API_URL="http://127.0.0.1:9")
    )
    assert code == 1
    assert "check the network and BOT_API_URL" in err
    assert "Traceback" not in err


async def test_refused_command_menus_do_not_stop_the_bot(tmp_path: Path) -> None:
    world = World(SystemClock())
    world.faults.always("setMyCommands", Fault.server_error_html(502))
    stand_in = Starlette(routes=list(routes(world)))
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: world.updates.is_polled, within=20)
        person = world.person("Sam", language_code="en")
        sent = world.open_deep_link(person)
        assert (await world.reply_in(person.id, after=sent)).text.startswith("Hello.")
        process.terminate()
        code, _, _ = await ended(process)
    assert code == 0
