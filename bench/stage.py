"""Sets up one measurement: the fake API on one core, the bot under test on another."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.fake_api import TOKEN

ROOT = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
# Telegram's most, for those who pay for it: more than any of these machines sends.
UNHINDERED = 1_000


@dataclass(frozen=True, slots=True)
class Program:
    """How a bot is started."""

    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


# From the address of the Bot API server to the bot that talks to it.
BotCommand = Callable[[str], Program]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used since its start."""

    cpu_seconds: float
    megabytes: float
    most_megabytes: float


@dataclass(frozen=True, slots=True)
class Stage:
    """The running pair."""

    base_url: str
    bot: subprocess.Popen[bytes]

    def tell(self, command: str, **wishes: Any) -> dict[str, Any]:
        """Gives the fake API a command; every command answers with the counts so far."""
        request = urllib.request.Request(  # noqa: S310 -- the address is our own
            f"{self.base_url}/control/{command}", json.dumps(wishes).encode(), method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            report: dict[str, Any] = json.load(answer)
            return report

    def until(
        self, done: Callable[[dict[str, Any]], bool], within: float, every: float = 0.05
    ) -> dict[str, Any]:
        """Waits for the counts to satisfy ``done``; fails loudly if they never do."""
        deadline = time.monotonic() + within
        while not done(report := self.tell("report")):
            if time.monotonic() > deadline or self.bot.poll() is not None:
                raise TimeoutError(f"the bot did not finish: {report}")
            time.sleep(every)
        return report

    def usage(self) -> Usage:
        """The bot's processor time and resident memory."""
        process = Path("/proc") / str(self.bot.pid)
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return Usage(
            ticks / os.sysconf("SC_CLK_TCK"),
            megabytes(self.bot.pid),
            megabytes(self.bot.pid, "VmHWM"),
        )


def megabytes(pid: int, kind: str = "VmRSS") -> float:
    """What a process holds in memory, in millions of bytes; ``VmHWM`` is the most it ever held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(kind):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise LookupError("the system does not tell how much memory the process holds")


@contextmanager
def staged(bot_command: BotCommand, *, awaited: bool = True, **wishes: Any) -> Iterator[Stage]:
    """Starts both processes and ends them; ``wishes`` are how the fake API is to behave.

    Where the bot is not ``awaited`` the caller sees it start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    fake_command = [sys.executable, "-m", "bench.fake_api", str(port), str(CORES[-1])]
    fake = subprocess.Popen(fake_command, cwd=ROOT, stdout=subprocess.PIPE)
    assert fake.stdout
    try:
        fake.stdout.readline()  # it says when it listens
        with _running(bot_command(f"http://127.0.0.1:{port}")) as bot:
            stage = Stage(f"http://127.0.0.1:{port}", bot)
            stage.tell("reset", **wishes)
            if awaited:
                stage.tell("say", chat=1, text="/faq")
                stage.until(lambda report: report["sends"] >= 1, within=30)
            yield stage
    finally:
        fake.kill()
        fake.wait()
        fake.stdout.close()


@contextmanager
def _running(program: Program) -> Iterator[subprocess.Popen[bytes]]:
    # In a folder of its own, so that nobody's .env has a say.
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bot = subprocess.Popen(
            program.arguments,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **program.environment},
            stdout=subprocess.DEVNULL,
        )
        os.sched_setaffinity(bot.pid, {CORES[0]})
        try:
            yield bot
        finally:
            bot.send_signal(signal.SIGTERM)
            try:
                bot.wait(15)
            except subprocess.TimeoutExpired:
                bot.kill()
                bot.wait()


def real(*, per_second: int = UNHINDERED, database: Path | None = None) -> BotCommand:
    """The bot itself, started as its operator starts it."""

    def command(base_url: str) -> Program:
        environment = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": base_url,
            "DATABASE_PATH": str(database or "bot.sqlite3"),
            "CONTENT_DIR": str(ROOT / "content"),
            "MESSAGES_PER_SECOND": str(per_second),
            "LOG_LEVEL": "ERROR",
        }
        return Program([sys.executable, str(ROOT / "main.py"), "run"], environment)

    return command


def bare(pages: Path) -> BotCommand:
    """A stock bot that answers the pages in a file."""
    return lambda base_url: Program([sys.executable, "-m", "bench.bare_bot", base_url, str(pages)])


def sample(levers: Sequence[str]) -> BotCommand:
    """The sample bot with the given parts of our runtime."""
    return lambda base_url: Program(
        [
            sys.executable,
            "-m",
            "bench.sample_bot",
            base_url,
            *(["--with"] if levers else []),
            *levers,
        ]
    )
