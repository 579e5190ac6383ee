"""A copy of the shipped content in which a test plants one fault and looks for exactly that one."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.content.findings import Finding
from bot.content.loading import load
from bot.editorial.checks import check
from bot.editorial.checks.copied_text import foreign_text

SHIPPED = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 23)

REVIEW = """\
  status: draft
  reviewed:
  reviewer:
  review_due: 2027-11-01
  clinician_ok: false
"""
SOUND = {
    "sources-planted.yaml": """\
- key: planted
  organisation: "An invented hospital"
  title: "A page about nothing"
  url: https://planted.example.org/page
  check: confirmed
  confirmed_on: 2026-11-01
""",
    "faq/planted.md": """\
---
id: faq/planted
title: May I ask about this?
order: 901
audience: both
sources: [planted]
status: draft
reviewed:
reviewer:
review_due: 2027-11-01
gentle: false
symptoms: false
clinician_ok: false
ask:
  - What can you tell me about it?
  - Who else can I ask about it?
related: [faq/cure]
---
You may ask about it at any time. Your team will be glad of it.

## When to ask
Ask when you next see them at the clinic. A note in your bag helps you to remember.

- Write it down at home while you think of it.
- Take it with you when you go.
""",
    "sections/planted.md": """\
---
id: section/planted
title: A page about nothing
order: 901
parent: section/overview
audience: both
sources: [planted]
status: draft
reviewed:
reviewer:
review_due: 2027-11-01
related: [faq/planted]
---
This page is short. It is here to be checked.
""",
    "tips-planted.yaml": f"""\
- id: tip/planted
  title: A small thing
  audience: both
  topic: talking
  text: >-
    You can write down what you want to know. It helps to have it in your
    hand when you go in.
  this_week: Write down one thing.
  link: planted
  sources: [planted]
  symptoms: false
{REVIEW}""",
    "glossary-planted.yaml": f"""\
- id: term/planted
  title: Zibble
  also: [zibbles, zibbled]
  audience: both
  text: A word that nobody uses. It is here to be checked.
  sources: [planted]
{REVIEW}""",
    "resources-planted.yaml": f"""\
- id: resource/planted
  title: An invented helpline
  audience: both
  text: People who listen. You can call them at any hour.
  countries: [GB]
  languages: [en]
  topics: [helpline]
  url: https://planted.example.org/help
  url_check: confirmed
  sources: [planted]
{REVIEW}""",
}


class Found(NamedTuple):
    """A finding as a test expects it."""

    rule: str
    file: str
    line: int
    severity: str = "error"


class Copy:
    """The content under a temporary folder, with a sound text of each kind added to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        shutil.copytree(SHIPPED, self.folder)
        for language in ("es", "pt", "ru"):  # a test plants its fault in one language
            shutil.rmtree(self.folder / language)
        for name, text in SOUND.items():
            self.path(name).write_text(text, encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.folder / "en" / name

    def plant(self, name: str, old: str, new: str) -> int:
        """Puts ``new`` in the place of ``old`` and says on which line it begins."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        at = text.index(old)
        self.path(name).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
        visible = at + len(new) - len(new.lstrip("\n"))
        return text[:at].count("\n") + new[: visible - at].count("\n") + 1

    def findings(self, *, today: date = TODAY, compared_with: Path | None = None) -> list[Finding]:
        """Everything that the check says of this copy."""
        foreign = foreign_text(compared_with, self.folder) if compared_with else None
        return check(load(self.folder), self.folder, today, foreign=foreign)

    def new(self, *, today: date = TODAY, compared_with: Path | None = None) -> list[Found]:
        """What the check says of this copy and not of the shipped content."""
        known = Counter(_shipped(today))
        return list(self._beyond(known, self.findings(today=today, compared_with=compared_with)))

    def _beyond(
        self, known: Counter[tuple[str, str, str]], findings: list[Finding]
    ) -> Iterator[Found]:
        for finding in findings:
            key = _key(finding, self.folder)
            if known[key]:
                known[key] -= 1
                continue
            position = finding.position
            file = os.path.relpath(position.file, self.folder / "en")
            yield Found(finding.rule, file, position.line, finding.severity.value)


@cache
def _shipped(today: date) -> tuple[tuple[str, str, str], ...]:
    findings = check(load(SHIPPED), SHIPPED, today)
    return tuple(_key(finding, SHIPPED) for finding in findings)


def _key(finding: Finding, folder: Path) -> tuple[str, str, str]:
    """The same for the same trouble, whatever else was added to the content around it."""
    file = str(finding.position.file.relative_to(folder))
    return finding.rule, file, re.sub(r"\d+\.\d+", "", finding.message)
