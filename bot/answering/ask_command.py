"""``ask``: what the bot would answer to a question, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import orjson
import typer

from bot.answering.answer import Answer, answer
from bot.content.edition import Edition, Editions
from bot.content.model import Resource
from bot.safety_net.net import Recognised


def run_ask(editions: Editions, language: str, questions: Iterable[str], *, as_json: bool) -> int:
    """Answers each question in turn: a line of JSON, or a few lines for a person."""
    edition, safety_net = editions.of(language), editions.library.safety_net
    for question in questions:
        given = answer(question, edition, safety_net.read(question))
        typer.echo(as_line(given, edition) if as_json else in_words(given, edition))
        sys.stdout.flush()
    return 0


def as_line(given: Answer, edition: Edition) -> str:
    """{"urgent": null, "answers": [{"id": "faq/cure", "score": 0.8}]}; a resource of some
    countries names them."""
    answers = [_row(hit.item_id, hit.score, edition) for hit in given.hits]
    urgent = given.urgent.card if given.urgent else None
    return orjson.dumps({"urgent": urgent, "answers": answers}).decode()


def _row(item_id: str, score: float, edition: Edition) -> dict[str, object]:
    item = edition.content.item(item_id)
    row: dict[str, object] = {"id": item_id, "score": round(score, 3)}
    if isinstance(item, Resource) and item.countries:
        row["countries"] = item.countries
    return row


def in_words(given: Answer, edition: Edition) -> str:
    """The same for a person who wonders why."""
    lines = [f"urgent: {_why(given.urgent)}"]
    lines += [_line(hit.item_id, hit.score, edition) for hit in given.hits]
    return "\n".join(lines if given.hits else [*lines, "no answer"])


def _why(urgent: Recognised | None) -> str:
    if urgent is None:
        return "no"
    return f"{urgent.card} ({urgent.flag}), by the rule '{urgent.rule}' of '{urgent.language}'"


def _line(item_id: str, score: float, edition: Edition) -> str:
    item = edition.content.item(item_id)
    return f"{score:6.2f}  {item_id}  {item.title if item else ''}"
