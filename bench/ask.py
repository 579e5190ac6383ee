"""How well questions in people's own words are answered, how fast, and what it costs to hold.

The labelled questions and their judge stand outside this repository, in ``EVAL_DIR``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter, thread_time

from bench.figure import Figure, at_least, at_most, table
from bot.answering.answer import answer
from bot.content.edition import Edition, editions
from bot.content.loading import load
from bot.content.searchable import search_over
from bot.search.sentence_encoder import sentence_encoder

EVAL_DIR = Path(os.environ.get("EVAL_DIR", "../shared/eval"))
QUESTIONS = EVAL_DIR / "questions.jsonl"
ASK = (sys.executable, "main.py", "ask", "--json", "--lang", "{lang}", "-")
CONTENT = Path("content")
ROUNDS = 5
BUILDS = 5
LONGEST = 4096
ANSWER_MS, INDEX_S, MORE_MB = 25, 1, 60
TOP1, TOP3, REFUSED = 80, 92, 88


def run() -> list[Figure]:
    """Prints the judge's report in full; the table repeats what was promised."""
    loaded = load(CONTENT)
    ready = editions(loaded).of("en")
    asked = _questions(ready)
    return [
        *_judged(),
        *_latency(ready, asked),
        at_most("search index: time to build, median", _build_seconds(ready), "s", INDEX_S),
        at_most("search index: memory more than without", _more_megabytes(), "MB", MORE_MB),
    ]


def _judged() -> list[Figure]:
    """The judge's own figures; none where the questions are not at hand."""
    if not QUESTIONS.exists():
        print(f"no questions in {EVAL_DIR}: answers are not judged", file=sys.stderr)
        return []
    judge = [sys.executable, str(EVAL_DIR / "score.py"), "--misses", str(QUESTIONS), *ASK]
    report = subprocess.run(judge, capture_output=True, text=True, check=False).stdout
    print(report.partition("\nmisses\n")[0])
    top1, top3 = _shares(report, "together")[:2]
    refused = _shares(report, "correct refusals")[0]
    return [
        at_least("answers: right one first", top1, "%", TOP1),
        at_least("answers: right one of three", top3, "%", TOP3),
        at_least("answers: none where there is none", refused, "%", REFUSED),
    ]


def _shares(report: str, row: str) -> list[float]:
    """The percentages of the first line of the report that begins so."""
    line = next(line for line in report.splitlines() if line.startswith(row))
    return [float(word.rstrip("%")) for word in line.split() if word.endswith("%")]


def _questions(edition: Edition) -> list[str]:
    """What people ask, and the longest and strangest that Telegram lets through."""
    if QUESTIONS.exists():
        rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
        asked = [row["text"] for row in rows]
    else:
        asked = [item.title for item in edition.content.faqs.values()]
    long = " ".join(asked)
    return [*asked, long[:LONGEST], "zibblefrob " * 372, "й" * LONGEST]


def _latency(edition: Edition, asked: list[str]) -> list[Figure]:
    """Processor time: what else the machine does is not ours."""
    for question in asked:
        answer(question, edition)
    took = [_timed(question, edition) for _ in range(ROUNDS) for question in asked]
    p99 = statistics.quantiles(took, n=100)[98] * 1000
    return [
        at_most("whole answer, 99th percentile", p99, "ms", ANSWER_MS),
        Figure("whole answer, median", statistics.median(took) * 1000, "ms"),
        Figure("whole answer, slowest", max(took) * 1000, "ms"),
    ]


def _timed(question: str, edition: Edition) -> float:
    begun = thread_time()
    answer(question, edition)
    return thread_time() - begun


def _build_seconds(edition: Edition) -> float:
    took = []
    for _ in range(BUILDS):
        begun = perf_counter()
        search_over(edition.content, edition.l10n, sentence_encoder())
        took.append(perf_counter() - begun)
    return statistics.median(took)


def _more_megabytes() -> float:
    sizes = {}
    for choice in ("with", "without"):
        command = [sys.executable, "-m", "bench.held", choice]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        sizes[choice] = float(told.split()[0])
    return sizes["with"] - sizes["without"]


if __name__ == "__main__":
    print(table(run()))
