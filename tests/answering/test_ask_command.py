"""``main.py ask`` as an operator and a judge use it: whole processes, lines in and lines out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def ask(*words: str, typed: str = "") -> str:
    """What ``python main.py ask ...`` prints."""
    command = [sys.executable, "main.py", "ask", *words]
    done = subprocess.run(  # noqa: S603 -- our own program
        command, input=typed, capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert done.stderr == ""
    return done.stdout


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_each_line_typed_is_answered_by_one_line_in_the_same_order() -> None:
    cure, nothing, resource = rows(ask("--json", "-", typed="can it be cured?\n\nmacmillan\n"))
    assert cure["answers"][0]["id"] == "faq/cure"
    assert cure["urgent"] is None
    assert nothing == {"urgent": None, "answers": []}
    assert resource["answers"][0]["countries"] == ["GB"]
    scores = [answer["score"] for answer in cure["answers"]]
    assert scores == sorted(scores, reverse=True)


def test_a_person_reads_what_is_found_and_why() -> None:
    printed = ask("can it be cured?")
    assert "urgent: no" in printed
    assert 'faq/cure  like "Can it be cured?" (1.00)' in printed


def test_what_nobody_wrote_about_has_no_answer() -> None:
    assert "no answer" in ask("qqqxzw")
