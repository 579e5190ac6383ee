"""A coverage-guided search for a text that breaks or stops the reading of what people type.

It looks for a minute (FUZZ_SECONDS for longer), begins with sayings as editors wrote them, and
needs atheris, which is built for Linux only.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import thread_time

from bench.figure import Figure, at_most, table
from bot.answering.answer import answer
from bot.content.edition import editions
from bot.content.loading import load
from bot.content.sayings_file import read_sayings

SECONDS = int(os.environ.get("FUZZ_SECONDS", "60"))
CONTENT = Path("content")
BEGIN_WITH_EACH = 20
NET_MS, ANSWER_MS = 50, 50
_TIMES = 5


def run() -> list[Figure]:
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: nothing is fuzzed", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        corpus, slowest = Path(folder) / "corpus", Path(folder) / "slowest"
        _begin_with_sayings(corpus)
        command = [sys.executable, "-m", "bench.fuzz_target", str(slowest), str(corpus)]
        options = [f"-max_total_time={SECONDS}", "-max_len=16384", f"-artifact_prefix={folder}/"]
        ended = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        told = ended.stderr
        if ended.returncode:
            print(told[-3_000:], file=sys.stderr)
        text = slowest.read_text("utf-8", "surrogatepass") if slowest.exists() else ""
    found = re.search(r"Done (\d+) runs", told)
    return [
        Figure("fuzzing: texts that were read", float(found[1]) if found else 0.0, ""),
        at_most("fuzzing: ends that no text should have", float(bool(ended.returncode)), "", 0),
        *_timed_again(text),
    ]


def _begin_with_sayings(corpus: Path) -> None:
    corpus.mkdir()
    sayings = read_sayings(CONTENT)
    for number, saying in enumerate(sayings[:: max(1, len(sayings) // (4 * BEGIN_WITH_EACH))]):
        (corpus / str(number)).write_text(saying.text, encoding="utf-8")


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


if __name__ == "__main__":
    print(table(run()))
