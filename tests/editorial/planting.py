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
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.content.findings import Finding
from bot.content.loading import load
from bot.editorial.checks import check
from bot.editorial.checks.copied_text import foreign_text

SHIPPED = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 23)
_FRAME = ("en/urgent.yaml", "en/rules.yaml", "en/helplines.yaml", "en/countries.yaml")

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


# What the sound texts lead to, so that they can stand without the hundreds of shipped ones.
NEIGHBOURS = {
    "faq/cure.md": """\
---
id: faq/cure
title: Can it be cured?
order: 1
audience: both
sources: [nci-dict]
status: draft
reviewed:
reviewer:
review_due: 2027-11-01
gentle: false
symptoms: false
clinician_ok: false
ask:
  - What can I hope for with this illness?
  - What comes next for me if it does not work?
related: [section/overview]
---
Sometimes it can, and your team can tell you more. Ask them what it may mean for you.
""",
    "sections/overview.md": """\
---
id: section/overview
title: Overview of the illness
order: 1
audience: both
sources: [nci-dict]
status: draft
reviewed:
reviewer:
review_due: 2027-11-01
related: [faq/cure]
---
This page tells what the illness is and where you can go from here.
""",
}


class Found(NamedTuple):
    """A finding as a test expects it."""

    rule: str
    file: str
    line: int
    severity: str = "error"


def lay_out_frame(folder: Path) -> None:
    """The shipped content without its texts: sentences, urgent card, rules, numbers to call.

    Each check of a copy reads all of it, so a fault is planted among few texts.
    """
    english = folder / "en"
    for room in ("faq", "sections"):
        (english / room).mkdir(parents=True)
    for path in (*SHIPPED.glob("en/strings*.ftl"), *(SHIPPED / name for name in _FRAME)):
        shutil.copy(path, folder / path.relative_to(SHIPPED))
    for name, text in NEIGHBOURS.items():
        (english / name).write_text(text, encoding="utf-8")
    numbers = (SHIPPED / "numbers.yaml").read_text("utf-8")
    # Without the phones of organisations that are not here.
    (folder / "numbers.yaml").write_text(numbers.partition("\nresources:\n")[0] + "\n", "utf-8")
    (english / "sources.yaml").write_text(_sources_of_the_card(), "utf-8")


@cache
def _sources_of_the_card() -> str:
    card = (SHIPPED / "en/urgent.yaml").read_text("utf-8")
    used = {"nci-dict", *re.findall(r"[\w-]+", " ".join(re.findall(r"sources: \[(.*?)\]", card)))}
    entries = re.split(r"(?m)^(?=- key: )", (SHIPPED / "en/sources.yaml").read_text("utf-8"))
    return "".join(e for e in entries if (key := re.match(r"- key: (\S+)", e)) and key[1] in used)


class Copy:
    """The content under a temporary folder, with a sound text of each kind added to it.

    Only its frame, or the ``whole`` with every shipped text.
    """

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self.folder = folder / "content"
        self._whole = whole
        if whole:
            shutil.copytree(SHIPPED, self.folder)
            for language in ("es", "pt", "ru"):  # a test plants its fault in one language
                shutil.rmtree(self.folder / language)
        else:
            lay_out_frame(self.folder)
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
        """What the check says of this copy and did not say before a fault was planted."""
        known = Counter(_known(today, whole=self._whole))
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
def _known(today: date, *, whole: bool) -> tuple[tuple[str, str, str], ...]:
    """What the check says before a fault is planted; of the shipped content before even the
    sound texts are, so that one test can show that they are sound."""
    if whole:
        return _findings(SHIPPED, today)
    with TemporaryDirectory() as folder:
        return _findings(Copy(Path(folder)).folder, today)


def _findings(folder: Path, today: date) -> tuple[tuple[str, str, str], ...]:
    return tuple(_key(finding, folder) for finding in check(load(folder), folder, today))


def _key(finding: Finding, folder: Path) -> tuple[str, str, str]:
    """The same for the same trouble, whatever else was added to the content around it."""
    file = str(finding.position.file.relative_to(folder))
    return finding.rule, file, re.sub(r"\d+\.\d+", "", finding.message)
