"""What every bot is asked, learnt from the product itself: its own pages and its own buttons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Chat, Message, MessageEntity

from bench.stage import ROOT, BotCommand, Stage, staged

PAGES = 4
LENGTH = 800
# Data with this before it opens a new message instead of changing the pressed one.
AS_NEW_MESSAGE = "+"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing a person does (a command, a button's data), and what the product then showed."""

    act: str
    shown: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.shown["text"])

    @property
    def html(self) -> str:
        """The same text as a bot usually writes it, for Telegram to read the marks out of."""
        entities = [MessageEntity.de_json(entity) for entity in self.shown["entities"]]
        chat = Chat(1, Chat.PRIVATE)
        when = datetime.fromtimestamp(0, UTC)
        return Message(1, when, chat, text=self.text, entities=entities).text_html

    def buttons(self) -> Iterator[str]:
        """The data behind its buttons; those with an address instead have none."""
        rows = self.shown["reply_markup"]["inline_keyboard"]
        return (
            button["callback_data"] for row in rows for button in row if "callback_data" in button
        )


@dataclass(frozen=True, slots=True)
class Questions:
    """The commands and presses that everybody goes through, about a phone's screen of text each."""

    commands: Sequence[Exchange]
    presses: Sequence[Exchange]

    def write(self, path: Path) -> None:
        """For the peers, which know these pages by heart."""
        asked = {one.act.partition(" ")[2]: _page(one) for one in self.commands}
        pressed = {one.act: _page(one) for one in self.presses}
        path.write_text(json.dumps({"asked": asked, "pressed": pressed}), encoding="utf-8")


def learn(product: BotCommand) -> Questions:
    """Asks the product everything that is often asked, then presses the buttons that it gave."""
    slugs = sorted(file.stem for file in (ROOT / "content" / "en" / "faq").glob("*.md"))
    with staged(product) as stage:
        person = _Person(stage)
        answers = [person.writes(f"/faq {slug}") for slug in slugs]
        data = {data for answer in answers for data in answer.buttons()}
        plain = sorted(one for one in data if not one.startswith(AS_NEW_MESSAGE))
        pages = [person.presses(one) for one in plain]
    return Questions(_nearest(answers), _nearest(pages))


class _Person:
    """Everybody acts once, for a chat that asks much is slowed down."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._chats = count(10)

    def writes(self, text: str) -> Exchange:
        return self._do("say", "sends", text, text=text)

    def presses(self, data: str) -> Exchange:
        return self._do("press", "edits", data, data=data)

    def _do(self, command: str, counted: str, act: str, **wish: str) -> Exchange:
        before = self._stage.tell("report")[counted]
        self._stage.tell(command, chat=next(self._chats), **wish)
        self._stage.until(lambda report: report[counted] > before, within=10, every=0.005)
        return Exchange(act, self._stage.tell("last"))


def _nearest(exchanges: Iterable[Exchange]) -> list[Exchange]:
    by_text = {one.text: one for one in exchanges if _is_page(one)}
    return sorted(by_text.values(), key=lambda one: abs(len(one.text) - LENGTH))[:PAGES]


def _is_page(exchange: Exchange) -> bool:
    return "entities" in exchange.shown and "reply_markup" in exchange.shown


def _page(exchange: Exchange) -> dict[str, Any]:
    return {"html": exchange.html, "reply_markup": exchange.shown["reply_markup"]}
