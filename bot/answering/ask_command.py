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
        typer.echo(as_line(given, edition) if as_json else in_words(question, given, edition))
        sys.stdout.flush()
    return 0


def as_line(given: Answer, edition: Edition) -> str:
    """{"urgent": null, "answers": [{"id": "faq/cure", "score": 0.8}]}; a resource of some
    countries names them."""
    card = given.urgent.card if given.urgent else None
    answers = [_row(hit.item_id, hit.score, edition) for hit in given.hits]
    return orjson.dumps({"urgent": card, "answers": answers}).decode()


def _row(item_id: str, score: float, edition: Edition) -> dict[str, object]:
    item = edition.content.item(item_id)
    row: dict[str, object] = {"id": item_id, "score": round(score / 100, 3)}
    if isinstance(item, Resource) and item.countries:
        row["countries"] = item.countries
    return row


def in_words(question: str, given: Answer, edition: Edition) -> str:
    """The same for a person who wonders why: how sure it is that there is an answer, and with
    each answer the way of asking for it that is nearest."""
    sureness = edition.search.sureness(question)
    found = [
        f'{hit.score:6.1f}  {hit.item_id}  like "{phrase}" ({likeness:.2f})'
        for hit in given.hits
        for phrase, likeness in [edition.search.nearest_phrase(question, hit.item_id)]
    ]
    urgent = f"urgent: {_why(given.urgent)}"
    return "\n".join([urgent, f"sureness: {sureness:+.1f}", *(found or ["no answer"])])


def _why(urgent: Recognised | None) -> str:
    if urgent is None:
        return "no"
    return f"{urgent.card} ({urgent.flag}), by the rule '{urgent.rule}' of '{urgent.language}'"
