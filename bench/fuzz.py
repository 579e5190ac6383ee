"""A coverage-guided search for an input that breaks or stops the bot, whoever it comes from.

It looks for a minute at each kind of input, begins with real ones, and goes on after a failure; one
input of each kind of failure is kept. ``python -m bench.fuzz --seconds 600 updates content`` looks
longer, at those alone. It needs atheris, which is built for Linux only.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

from bench import fuzz_files, fuzz_seeds
from bench.figure import Figure, at_most, table
from bench.fuzz_failures import INPUT, REASON, SLOWEST
from bot.answering.answer import answer
from bot.content.edition import editions
from bot.content.loading import load
from bot.content.sayings_file import read_sayings

SECONDS = int(os.environ.get("FUZZ_SECONDS", "60"))
CONTENT = Path("content")
BEGIN_WITH_EACH = 20
NET_MS, ANSWER_MS = 50, 50
# More than any target needs: what grows with each input reaches it.
MOST_MEGABYTES = 1_024
HANGS_AFTER = 20
_TIMES = 5
# libFuzzer says them now and then, and at its end.
_COVERAGE = re.compile(r"cov: (\d+)")
_MEMORY = re.compile(r"rss: (\d+)Mb")
_RUNS = re.compile(r"^#(\d+)\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of input: the program that takes it, and real ones to begin with."""

    name: str
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 16_384

    @property
    def program(self) -> str:
        return f"bench.fuzz_{self.name}"


def _sayings() -> Iterable[bytes]:
    sayings = read_sayings(CONTENT)
    chosen = sayings[:: max(1, len(sayings) // (4 * BEGIN_WITH_EACH))]
    return (saying.text.encode() for saying in chosen)


TARGETS = (
    Target("texts", _sayings),
    Target("updates", fuzz_seeds.seeds),
    Target("presses", fuzz_seeds.press_seeds),
    Target("links", fuzz_seeds.link_seeds),
    Target("content", fuzz_files.seeds, longest=70_000),
)


def run(seconds: int = SECONDS, names: Iterable[str] = ()) -> list[Figure]:
    """Without atheris there is a figure that misses its target: nothing was looked at."""
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: NOTHING IS FUZZED", file=sys.stderr)
        return [Figure("fuzzing: atheris is not installed", 0, "targets", "all", ok=False)]
    chosen = [target for target in TARGETS if not names or target.name in names]
    return [figure for target in chosen for figure in _searched(target, seconds)]


def _searched(target: Target, seconds: int) -> list[Figure]:
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target.name}-"))
    corpus, failures = folder / "corpus", folder / "failures"
    corpus.mkdir()
    failures.mkdir()
    for number, seed in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(seed)
    ended = _ended(target, seconds, folder)
    kinds = sorted(failures.glob(f"*{INPUT}"))
    figures = [
        Figure(f"fuzzing: {target.name}, inputs", _told(_RUNS, ended.stderr), ""),
        Figure(f"fuzzing: {target.name}, branches met", _told(_COVERAGE, ended.stderr), ""),
        at_most(f"fuzzing: {target.name}, memory", _told(_MEMORY, ended.stderr), "MB", 512),
        at_most(f"fuzzing: {target.name}, kinds of failure", len(kinds), "", 0),
        at_most(f"fuzzing: {target.name}, violent ends", bool(ended.returncode), "", 0),
    ]
    slowest = failures / SLOWEST
    if slowest.exists():
        figures += _timed_again(slowest.read_text("utf-8", "surrogatepass"))
    if kinds or ended.returncode:
        _tell(target, kinds, folder, ended)
    else:
        shutil.rmtree(folder)
    return figures


def _ended(target: Target, seconds: int, folder: Path) -> subprocess.CompletedProcess[str]:
    options = {
        "max_total_time": seconds,
        "max_len": target.longest,
        "len_control": 0,
        "timeout": HANGS_AFTER,
        "rss_limit_mb": MOST_MEGABYTES,
        "artifact_prefix": f"{folder}/",
    }
    command = [sys.executable, "-m", target.program, str(folder / "failures")]
    given = [f"-{name}={value}" for name, value in options.items()]
    return subprocess.run(
        [*command, str(folder / "corpus"), *given], capture_output=True, text=True, check=False
    )


def _told(wanted: re.Pattern[str], report: str) -> float:
    """The last of these numbers, for it grows."""
    found = wanted.findall(report)
    return float(found[-1]) if found else 0.0


def _tell(
    target: Target,
    kinds: list[Path],
    folder: Path,
    ended: subprocess.CompletedProcess[str],
) -> None:
    if ended.returncode:
        print(ended.stderr[-3_000:], file=sys.stderr)
    for kept in kinds:
        print(f"{kept}: {kept.with_suffix(REASON).read_text('utf-8')}", file=sys.stderr)
    again = f"python -m {target.program} {folder / 'failures'} INPUT"
    print(f"{target.name}: what failed is in {folder}; again: {again}", file=sys.stderr)


def _timed_again(text: str) -> list[Figure]:
    """The slowest text that was found, without what the fuzzer adds to each step."""
    loaded = load(CONTENT)
    edition = editions(loaded).of("en")
    net, whole = [], []
    for _ in range(_TIMES):
        begun = thread_time()
        urgent = loaded.safety_net.read(text)
        between = thread_time()
        answer(text, edition, urgent)
        net.append(between - begun)
        whole.append(thread_time() - begun)
    return [
        at_most("fuzzing: slowest text, safety net", min(net) * 1000, "ms", NET_MS),
        at_most("fuzzing: slowest text, whole answer", min(whole) * 1000, "ms", ANSWER_MS),
    ]


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", help="all, where none is named")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target")
    return parser.parse_args()


if __name__ == "__main__":
    wish = _wishes()
    found = run(wish.seconds, wish.names)
    print(table(found))
    sys.exit(any(figure.ok is False for figure in found))
