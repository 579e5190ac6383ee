"""How fast the bot is beside a bare PTB bot that answers the same, in the same run.

The bot is the whole product, started as its operator starts it: SQLite, search, limits and all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from telegram import Chat, Message, MessageEntity

from bench.figure import Figure, at_least, at_most, table
from bench.sample_bot import LEVERS
from bench.stage import ROOT, BotCommand, Stage, bare, real, sample, staged
from bot.actions.pages import ShowFaq
from bot.content.live import LiveEditions
from bot.replies.reading import read

ROUNDS = 3
SLOW_API = 0.1
PAGES = 4
LENGTH = 800


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked and, for one bot, what it must answer."""

    commands: Sequence[str] = ("/faq",)
    answers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What one bot did with one load."""

    per_second: float
    per_cpu_second: float
    megabytes: float
    most_megabytes: float
    out_of_order: int


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot, and what it is asked."""

    bot: BotCommand
    questions: Questions = field(default_factory=Questions)

    def measure(self, *, people: int, each: int, latency: float = 0.0) -> Run:
        """Lets a fresh bot answer ``people`` × ``each`` updates that are there at once."""
        updates = people * each
        asked = {"commands": self.questions.commands}
        with staged(self.bot) as stage:
            stage.tell("load", people=100, each=1, **asked)  # caches warm, as after a second
            stage.until(lambda report: report["sends"] >= 101, within=60)
            stage.tell("reset", latency=latency)
            before = stage.usage()
            stage.tell("load", people=people, each=each, answers=self.questions.answers, **asked)
            report = stage.until(lambda report: report["sends"] >= updates, within=300)
            after = stage.usage()
        return Run(
            per_second=updates / report["seconds"],
            per_cpu_second=updates / (after.cpu_seconds - before.cpu_seconds),
            megabytes=after.megabytes,
            most_megabytes=after.most_megabytes,
            out_of_order=report["out_of_order"],
        )


def run() -> list[Figure]:
    """The figures; ratios first, for only they carry over to another machine."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ours, stock = _contenders(Path(folder) / "pages.json")
        pairs = [
            (stock.measure(people=1_000, each=3), ours.measure(people=1_000, each=3))
            for _ in range(ROUNDS)
        ]
        slow = [
            (
                stock.measure(people=50, each=1, latency=SLOW_API),
                ours.measure(people=1_000, each=5, latency=SLOW_API),
            )
            for _ in range(ROUNDS)
        ]
        crowd = ours.measure(people=5_000, each=1)
    every = [*(fast for _, fast in (*pairs, *slow)), crowd]
    return [
        at_least(
            f"/faq, the product beside stock PTB, updates per CPU second, median of {ROUNDS}",
            median(fast.per_cpu_second / slow.per_cpu_second for slow, fast in pairs),
            "x",
            2.5,
        ),
        Figure("  the product", median(fast.per_cpu_second for _, fast in pairs), "/CPU s"),
        Figure("  stock PTB", median(slow.per_cpu_second for slow, _ in pairs), "/CPU s"),
        at_least(
            f"  updates a second, API answers after 100 ms, median of {ROUNDS}",
            median(fast.per_second / slow.per_second for slow, fast in slow),
            "x",
            40,
        ),
        Figure("  the product", median(fast.per_second for _, fast in slow), "/s"),
        Figure("  stock PTB", median(slow.per_second for slow, _ in slow), "/s"),
        at_most("  answers out of turn in a chat", sum(one.out_of_order for one in every), "", 0),
        at_most("  memory after 5,000 people asked at once", crowd.megabytes, "MB", 80),
        Figure("  the most it held meanwhile", crowd.most_megabytes, "MB"),
    ]


def _contenders(pages: Path) -> tuple[Contender, Contender]:
    """The product, and a stock bot that knows its answers to these questions by heart."""
    commands = [f"/faq {slug}" for slug in _slugs()]
    with staged(real()) as stage:
        sent = [_answer_to(stage, command) for command in commands]
    htmls = [_html(wire) for wire in sent]
    written = {
        command.removeprefix("/faq "): {"html": html, "reply_markup": wire["reply_markup"]}
        for command, html, wire in zip(commands, htmls, sent, strict=True)
    }
    pages.write_text(json.dumps(written), encoding="utf-8")
    return (
        Contender(real(), Questions(commands, [wire["text"] for wire in sent])),
        Contender(bare(pages), Questions(commands, htmls)),
    )


def _slugs() -> list[str]:
    """The questions whose pages are nearest to 800 characters."""
    edition = LiveEditions(ROOT / "content", "en").current.of("en")
    slugs = [faq.id.partition("/")[2] for faq in edition.content.faqs.values()]
    lengths = {slug: len(reply.text) for slug in slugs if (reply := read(edition, ShowFaq(slug)))}
    return sorted(slugs, key=lambda slug: abs(lengths[slug] - LENGTH))[:PAGES]


def _answer_to(stage: Stage, command: str) -> dict[str, Any]:
    before = stage.tell("report")["sends"]
    stage.tell("say", chat=1, text=command)
    stage.until(lambda report: report["sends"] > before, within=10)
    return stage.tell("last")


def _html(wire: dict[str, Any]) -> str:
    entities = [MessageEntity.de_json(entity) for entity in wire["entities"]]
    chat = Chat(1, Chat.PRIVATE)
    return Message(
        1, datetime.fromtimestamp(0, UTC), chat, text=wire["text"], entities=entities
    ).text_html


def levers() -> list[Figure]:
    """What each part of the runtime brings, added one by one; the last is not used by the bot."""
    runs = [
        (" + ".join(LEVERS[:count]) or "bare", Contender(sample(LEVERS[:count])))
        for count in range(len(LEVERS) + 1)
    ]
    return [
        Figure(name, bot.measure(people=600, each=5).per_cpu_second, "updates/CPU s")
        for name, bot in runs
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levers", action="store_true", help="what each part brings")
    wish = parser.parse_args()
    print(table(levers() if wish.levers else run()))
