"""Every way in which an answer of Telegram's can break, on every kind of call a person waits for.

What the person sees, how soon the next one is answered, and how long a stop takes meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from standin.state.accounts import Person
from standin.state.messages import Message
from tests.conversation import Conversation, buttons, conversation
from tests.support import broken_line as breaks
from tests.support.broken_line import Answer, Break, BrokenLine, broken_line

pytestmark = pytest.mark.usefixtures("an_error_is_expected")

NEXT_IS_ANSWERED_WITHIN = 2.0
STOPS_WITHIN = 10.0
MENU, SORRY = "Menu", "Something went wrong"


@dataclass(frozen=True, slots=True)
class Row:
    """One broken answer: what a person sees who wrote, and whether a pressed message changes."""

    name: str
    how: Break
    sent: tuple[str, ...]
    edited: bool = True


ROWS = [
    Row("a web page", breaks.instead(Answer(breaks.HTML)), (SORRY,)),
    Row("nothing", breaks.instead(Answer(b"")), (SORRY,)),
    Row("null", breaks.instead(Answer(b"null")), (SORRY,)),
    Row("not ok", breaks.instead(Answer(b'{"ok": false}')), (SORRY,)),
    Row("half an answer", breaks.truncated, (MENU, SORRY)),
    Row("429", breaks.refusal(429), (MENU,)),
    Row("429 for 5 s", breaks.refusal(429, retry_after=5), (MENU,)),
    # Telegram wants silence for an hour: it takes no apology either.
    Row("429 for an hour", breaks.refusal(429, retry_after=3600), (), edited=False),
    Row("502", breaks.instead(Answer(breaks.HTML, b"502 Bad Gateway")), (SORRY,)),
    Row("502, carried out", breaks.bad_gateway_after, (MENU, SORRY)),
    Row("a reset", breaks.reset_before, (SORRY,)),
    Row("a reset, carried out", breaks.reset_after, (MENU, SORRY)),
    Row("gzip", breaks.gzipped, (MENU,)),
    Row("broken gzip", breaks.broken_gzip, (MENU, SORRY)),
    # What is on its way still when the stop comes.
    Row("a trickle", breaks.trickle, (MENU,)),
    Row("silence", breaks.hang, (MENU,)),
]
HANGING = {"a trickle", "silence"}


@asynccontextmanager
async def a_broken_line(folder: Path) -> AsyncIterator[tuple[Conversation, BrokenLine]]:
    lines: list[BrokenLine] = []

    @asynccontextmanager
    async def way(root: str) -> AsyncIterator[str]:
        async with broken_line(root) as line:
            lines.append(line)
            yield line.address

    async with conversation(folder, way=way) as talk:
        yield talk, lines[0]
        begun_at = _now()
    assert _now() - begun_at <= STOPS_WITHIN


async def test_a_broken_answer_to_a_message(tmp_path: Path) -> None:
    async with a_broken_line(tmp_path) as (talk, line):
        people = {row.name: talk.world.people.add("Sam", language_code="en") for row in ROWS}
        for row in ROWS:
            person = people[row.name]
            about = f'"chat_id":{person.id}'
            line.next("sendMessage", row.how, about)
            talk.world.messages.send(person.id, person, "/menu")
            await the_next_is_answered(talk, line, ("sendMessage", about))

        def all_seen() -> dict[str, tuple[str, ...]]:
            return {row.name: seen_by(talk, people[row.name]) for row in ROWS}

        expected = {row.name: row.sent for row in ROWS}
        with suppress(TimeoutError):
            await talk.world.until(lambda: all_seen() == expected, 8)
        await asyncio.sleep(0.2)
        assert all_seen() == expected


async def test_a_broken_answer_to_an_edit(tmp_path: Path) -> None:
    async with a_broken_line(tmp_path) as (talk, line):
        menus = {row.name: await a_menu(talk) for row in ROWS}
        for row in ROWS:
            person, menu = menus[row.name]
            about = f'"chat_id":{person.id}'
            line.next("editMessageText", row.how, about)
            talk.world.buttons.press(person.id, menu.id, person, buttons(menu)[0])
            await the_next_is_answered(talk, line, ("editMessageText", about))
        await all_show(talk, menus, {row.name: row.edited for row in ROWS})


async def test_a_broken_answer_to_an_acknowledgement(tmp_path: Path) -> None:
    async with a_broken_line(tmp_path) as (talk, line):
        menus = {row.name: await a_menu(talk) for row in ROWS}
        for row in ROWS:
            person, menu = menus[row.name]
            pressed = talk.world.buttons.press(person.id, menu.id, person, buttons(menu)[0])
            line.next("answerCallbackQuery", row.how, pressed)
            await the_next_is_answered(talk, line, ("answerCallbackQuery", pressed))
        await all_show(talk, menus, dict.fromkeys(menus, True))


async def test_a_broken_answer_to_the_question_for_updates(tmp_path: Path) -> None:
    async with a_broken_line(tmp_path) as (talk, line):
        for row in ROWS:
            if row.name not in HANGING:
                line.next("getUpdates", row.how)
                await talk.say("/menu")  # what is asked for after this breaks
                await the_next_is_answered(talk, line, ("getUpdates", ""))


async def the_next_is_answered(
    talk: Conversation, line: BrokenLine, broken: tuple[str, str]
) -> None:
    await talk.world.until(lambda: broken in line.broken)
    asked_at = _now()
    person = talk.world.people.add("Kim", language_code="en")
    assert (await talk.say("/menu", chat=person.id, who=person)).text.startswith(MENU)
    assert _now() - asked_at <= NEXT_IS_ANSWERED_WITHIN


@pytest.mark.parametrize("how", [breaks.trickle, breaks.hang], ids=["a trickle", "silence"])
async def test_a_stop_does_not_wait_for_updates_that_do_not_come(
    tmp_path: Path, how: Break
) -> None:
    async with a_broken_line(tmp_path) as (talk, line):
        line.next("getUpdates", how)
        await talk.say("/menu")
        await talk.world.until(lambda: bool(line.broken))


async def a_menu(talk: Conversation) -> tuple[Person, Message]:
    person = talk.world.people.add("Sam", language_code="en")
    return person, await talk.say("/menu", chat=person.id, who=person)


async def all_show(
    talk: Conversation, menus: dict[str, tuple[Person, Message]], expected: dict[str, bool]
) -> None:
    """Which of the menus have become the page that was asked for; nobody gets an apology."""

    def shown() -> dict[str, bool]:
        return {name: is_changed(talk, *menu) for name, menu in menus.items()}

    with suppress(TimeoutError):
        await talk.world.until(lambda: shown() == expected, 8)
    assert shown() == expected
    assert not [name for name, menu in menus.items() if SORRY in seen_by(talk, menu[0])]


def is_changed(talk: Conversation, person: Person, menu: Message) -> bool:
    return not talk.world.state.chat(person.id).messages[menu.id].text.startswith(MENU)


def seen_by(talk: Conversation, person: Person) -> tuple[str, ...]:
    """What the bot has said to them, as far as it matters here."""
    said = talk.world.history.said_by_bot(person.id)
    return tuple(SORRY if SORRY in message.text else message.text[:4] for message in said)


def _now() -> float:
    return asyncio.get_running_loop().time()
