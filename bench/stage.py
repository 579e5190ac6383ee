"""Sets up one measurement: the fake API on one core, the bot under test on another."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
BotCommand = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used since its start."""

    cpu_seconds: float
    megabytes: float


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
        pages = int((process / "statm").read_text().split()[1])
        return Usage(
            ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
        )


@contextmanager
def staged(bot_command: BotCommand) -> Iterator[Stage]:
    """Starts both processes, waits until the bot answers, and ends them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    fake_command = [sys.executable, "-m", "bench.fake_api", str(port), str(CORES[-1])]
    fake = subprocess.Popen(fake_command, cwd=ROOT, stdout=subprocess.PIPE)
    assert fake.stdout
    try:
        fake.stdout.readline()  # it says when it listens
        base_url = f"http://127.0.0.1:{port}"
        bot = subprocess.Popen(bot_command(base_url, CORES[0]), cwd=ROOT)
        stage = Stage(base_url, bot)
        try:
            stage.tell("load", people=1, each=1)
            stage.until(lambda report: report["sends"] >= 1, within=30)
            yield stage
        finally:
            bot.send_signal(signal.SIGTERM)
            try:
                bot.wait(10)
            except subprocess.TimeoutExpired:
                bot.kill()
                bot.wait()
    finally:
        fake.kill()
        fake.wait()
        fake.stdout.close()


def sample(levers: Sequence[str], *, enforced: bool = False) -> BotCommand:
    """The command that starts the sample bot with the given parts."""

    def command(base_url: str, core: int) -> Sequence[str]:
        told = [sys.executable, "-m", "bench.sample_bot", base_url, str(core)]
        if levers:
            told += ["--with", *levers]
        return [*told, "--enforced"] if enforced else told

    return command


def real(*, per_second: int = 1_000) -> BotCommand:
    """The command that starts the bot itself."""

    def command(base_url: str, core: int) -> Sequence[str]:
        told = [sys.executable, "-m", "bench.real_bot", base_url, str(core)]
        return [*told, "--per-second", str(per_second)]

    return command
