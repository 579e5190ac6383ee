"""Nothing that a person wrote reaches the log by any way, and neither does the token."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot import tasks
from bot.redaction import described
from tests.support.log_lines import log_written

CANARY = "Xylophone-canary-4471"
TOKEN = "7654321:INVENTED-token-in-an-address-000000"
LIBRARIES = (
    "telegram.ext.Application",
    "telegram.ext.Updater",
    "telegram.ext.JobQueue",
    "apscheduler.executors.default",
    "aiosqlite",
    "asyncio",
    "uvicorn.error",
    "the.next.one",
)


def failed(message: str = CANARY) -> Exception:
    """An error as it is caught, with what it came from."""
    try:
        try:
            raise KeyError(message)
        except KeyError as cause:
            raise ValueError(message) from cause
    except ValueError as error:
        return error


def test_an_error_is_told_by_its_types_and_places() -> None:
    told = described(failed())
    assert told.startswith("ValueError in tests/test_logs.py:")
    assert "; after KeyError in tests/test_logs.py:" in told
    assert CANARY not in told


def test_an_errors_number_is_told_for_it_is_the_systems() -> None:
    assert described(OSError(28, CANARY)) == "OSError (ENOSPC)"
    assert described(OSError(CANARY, CANARY)) == "OSError"


def test_of_errors_together_each_is_told() -> None:
    both = ExceptionGroup(CANARY, [KeyError(CANARY), OSError(98, CANARY)])
    assert described(both) == "ExceptionGroup [2: KeyError, OSError (EADDRINUSE)]"


def test_errors_that_came_from_each_other_are_told_once() -> None:
    first, second = KeyError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert described(first) == "KeyError; after ValueError"


@pytest.mark.parametrize("name", LIBRARIES)
@pytest.mark.parametrize("level", [logging.DEBUG, logging.WARNING, logging.CRITICAL])
def test_a_librarys_line_tells_where_it_was_said_and_nothing_of_what(name: str, level: int) -> None:
    library = logging.getLogger(name)
    library.setLevel(logging.NOTSET)  # uvicorn keeps the one that its latest server was given
    with log_written() as written:
        library.log(level, f"{CANARY} of {TOKEN}")
        library.log(level, "an update: %s", {"text": CANARY})
        library.log(level, "failed", exc_info=failed(), stack_info=True)
    said = written.getvalue()
    assert CANARY not in said
    assert TOKEN not in said
    if level >= logging.WARNING:
        assert f" {name}: tests/test_logs.py:" in said
        assert "an update: %s (tests/test_logs.py:" in said
        assert "ValueError in tests/test_logs.py:" in said


def test_our_own_line_is_a_sentence_and_its_error_is_redacted() -> None:
    log = logging.getLogger("handlers.invented")
    with log_written() as written:
        try:
            raise failed()
        except ValueError:
            log.exception("the changed content could not be read, by %s", TOKEN)
    assert "the changed content could not be read, by <token>: ValueError in" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a_line_that_cannot_be_filled_in_shows_nothing_and_stops_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with log_written() as written:
        # The tests' own listener would raise.
        others, logging.getLogger().handlers[1:] = logging.getLogger().handlers[1:], []
        logging.getLogger("bot").error("%d", CANARY)
        logging.getLogger().handlers[1:] = others
    assert CANARY not in written.getvalue() + capsys.readouterr().err


@pytest.mark.usefixtures("an_error_is_expected")
async def test_a_background_task_that_fails_is_told_without_its_words() -> None:
    async def work() -> None:
        raise failed()

    with log_written() as written:
        await asyncio.wait([tasks.start(work(), "invented work")])
        await asyncio.sleep(0)
    assert "background task invented work ended with an error: ValueError in" in written.getvalue()
    assert CANARY not in written.getvalue()


UNCAUGHT = {
    "nobody caught it": "raise ValueError(CANARY)",
    "nobody asked the task": """
        async def work():
            raise ValueError(CANARY)

        async def main():
            task = asyncio.create_task(work())
            await asyncio.sleep(0)
            del task
            gc.collect()

        asyncio.run(main())
    """,
    "a callback of the loop": """
        def call():
            raise ValueError(CANARY)

        async def main():
            asyncio.get_running_loop().call_soon(call)
            await asyncio.sleep(0.01)

        asyncio.run(main())
    """,
    "a thread": """
        def work():
            raise ValueError(CANARY)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    """,
    "a finalizer": """
        class Odd:
            def __del__(self):
                raise ValueError(CANARY)

        Odd()
        gc.collect()
    """,
    "a warning": "warnings.warn(CANARY)",
}


@pytest.mark.parametrize("way", UNCAUGHT)
@pytest.mark.parametrize("uvloop", [False, True], ids=["asyncio", "uvloop"])
def test_what_python_itself_would_print_is_redacted_too(
    way: str, uvloop: bool, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import asyncio, gc, sys, threading, warnings\n"
        f"sys.path.insert(0, {str(Path.cwd())!r})\n"
        "from bot.logs import set_up_logging\n"
        + ("import uvloop\nuvloop.install()\n" if uvloop else "")
        + f'set_up_logging("DEBUG")\nCANARY = "{CANARY}"\n'
        + textwrap.dedent(UNCAUGHT[way])
    )
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-W", "ignore::DeprecationWarning", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert CANARY not in ended.stdout + ended.stderr
    kind = "UserWarning" if way == "a warning" else "ValueError"
    assert f"{kind} in " in ended.stderr
    assert f"{tmp_path.name}/program.py:" in ended.stderr
    assert ended.returncode == (1 if way == "nobody caught it" else 0)


def test_whoever_stops_the_program_by_hand_is_no_error(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys\nsys.path.insert(0, {str(Path.cwd())!r})\n"
        'from bot.logs import set_up_logging\nset_up_logging("INFO")\nraise KeyboardInterrupt\n'
    )
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, program], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stderr.rstrip().endswith("KeyboardInterrupt")
