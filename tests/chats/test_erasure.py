"""Who has their data deleted is nowhere in the database any more: it is searched cell by cell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from standin.state.accounts import Person
from tests.conversation import Conversation, conversation
from tests.handlers.groups.group_life import Group, Role, support_group

WEEK = timedelta(weeks=1)
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


def mentions(file: Path, number: int) -> list[str]:
    """Where a number stands in a database, in whatever form: "table.column", a line each."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        found = [place for table in tables for place in _in_table(connection, table, number)]
    connection.close()
    return sorted(set(found))


def _in_table(connection: sqlite3.Connection, table: str, number: int) -> Iterator[str]:
    rows = connection.execute(f"SELECT * FROM {table}")
    columns = [name for name, *_ in rows.description]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if _holds(cell, number):
                yield f"{table}.{column}"


def _holds(cell: object, number: int) -> bool:
    match cell:
        case int():
            return cell in {number, -number}
        case float():
            return int(cell) == number
        case str():
            return str(number) in cell
        case bytes():
            forms = (number.to_bytes(8, order) for order in ("little", "big"))
            return str(number).encode() in cell or any(form in cell for form in forms)
        case _:
            return False


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the conversation keeps its database."""
    return tmp_path / "bot.sqlite3"


async def subscribed_for_weeks(talk: Conversation) -> None:
    """Tips by buttons, a city that was typed, deliveries of every fate, and a question open."""
    asked = await talk.say("/subscribe")
    for label in ("Yes, choose day and time", "Monday", "10:00"):
        asked, _ = await talk.tap(asked, label)
    await talk.say("Porto")
    await talk.pass_time(3 * WEEK)
    await talk.say("/tip")
    settings = await talk.say("/settings")
    await talk.tap(settings, "Change time zone")


async def managing_groups(talk: Conversation) -> Group:
    """A group with topics and a channel whose tips this person has set up, and one they lost."""
    group = await support_group(talk, forum=True)
    topic = talk.world.topics.create(group.chat, "Announcements")
    panel = await group.settings(thread_id=topic.id)
    await group.set(panel, "Weekly tip ›", "☐ Weekly tip")
    other = talk.world.chats.create_supergroup("Other", talk.person, with_bot=True)
    await talk.quiet()
    await talk.say("/settings", chat=other)
    small = talk.world.chats.create_group("Small", talk.person, with_bot=True)
    await talk.quiet()
    await talk.say("/settings", chat=small)
    talk.world.chats.migrate(small)
    talk.world.membership.remove_bot(other, talk.person)
    await talk.quiet()
    talk.world.topics.close(group.chat, topic.id)
    await talk.pass_time(WEEK)
    await talk.world.until(lambda: "is closed" in talk.last().text)
    return group


async def written_to_the_team(talk: Conversation) -> Person:
    """Somebody else has written to this person, who is the operator, and is answered."""
    talk.world.deep_links.start(talk.person)
    writer = talk.world.people.add("Ana")
    asked = talk.world.messages.send(writer.id, writer, "/feedback")
    await talk.world.history.reply_in(writer.id, after=asked)
    written = talk.world.messages.send(writer.id, writer, "Hello team")
    shown = await talk.world.history.reply_in(writer.id, after=written)
    await talk.tap(shown, "Send", who=writer)
    return writer


async def erased(talk: Conversation) -> None:
    asked = await talk.say("/privacy")
    asked, _ = await talk.tap(asked, "Delete my data")
    done, _ = await talk.tap(asked, "Yes, delete everything")
    assert done.text.startswith("Deleted.")


async def test_a_reader_leaves_no_trace(talk: Conversation, file: Path) -> None:
    await subscribed_for_weeks(talk)
    assert {"chats.chat_id", "subscriptions.chat_id", "tip_history.chat_id"} <= set(
        mentions(file, talk.private)
    )
    await erased(talk)
    assert mentions(file, talk.private) == []


async def test_a_reader_who_went_on_to_manage_groups_leaves_no_trace_and_the_groups_go_on(
    talk: Conversation, file: Path
) -> None:
    await subscribed_for_weeks(talk)
    group = await managing_groups(talk)
    assert {"group_managers.person_id", "subscriptions.enabled_by"} <= set(
        mentions(file, talk.private)
    )
    await erased(talk)
    assert mentions(file, talk.private) == []
    kept = await talk.services.subscriptions.get(group.chat.id)
    assert kept is not None
    assert kept.enabled_by is None


async def test_an_open_question_is_forgotten_too(talk: Conversation, file: Path) -> None:
    await subscribed_for_weeks(talk)
    assert "awaited_words.chat_id" in mentions(file, talk.private)
    await erased(talk)
    answer = await talk.say("Berlin")
    assert "Berlin time" not in answer.text
    assert await talk.services.subscriptions.get(talk.private) is None
    assert mentions(file, talk.private) == []


async def test_who_wrote_to_the_team_leaves_no_trace_and_cannot_be_answered(
    talk: Conversation, file: Path
) -> None:
    operator, writer = talk.person, await written_to_the_team(talk)
    copy = next(m for m in talk.world.history.of(operator) if m.text == "Hello team")
    talk.person = writer
    assert {"chats.chat_id", "feedback_copies.chat_id"} <= set(mentions(file, writer.id))
    await erased(talk)
    assert mentions(file, writer.id) == []
    reply = talk.world.messages.send(operator.id, operator, "Hello", reply_to=copy)
    told = await talk.world.history.reply_in(operator.id, after=reply)
    assert told.text.startswith("That was sent to nobody")


async def test_an_operator_leaves_no_trace_in_what_others_wrote(
    talk: Conversation, file: Path
) -> None:
    await written_to_the_team(talk)
    assert "feedback_copies.operator_id" in mentions(file, talk.private)
    await erased(talk)
    assert mentions(file, talk.private) == []


async def test_reading_on_after_it_stores_nothing_anew(talk: Conversation, file: Path) -> None:
    await subscribed_for_weeks(talk)
    await erased(talk)
    for words in ("/start", "/faq cure", "/tip", "/settings", "/privacy", "hello"):
        await talk.say(words)
    await talk.pass_time(2 * WEEK)
    assert mentions(file, talk.private) == []


async def test_others_keep_what_is_theirs(talk: Conversation, file: Path) -> None:
    group = await support_group(talk)
    admin = group.people[Role.ADMIN]
    await talk.say("/start")
    asked = talk.world.deep_links.start(admin, "subscribe")
    await talk.world.history.reply_in(admin.id, after=asked)
    await group.settings(Role.ADMIN)
    await subscribed_for_weeks(talk)
    before = mentions(file, admin.id)
    assert before
    await erased(talk)
    assert mentions(file, admin.id) == before


async def test_who_comes_back_after_a_block_and_a_restart_leaves_no_trace_either(
    tmp_path: Path, file: Path
) -> None:
    async with conversation(tmp_path) as talk:
        await subscribed_for_weeks(talk)
        talk.world.people.block_bot(talk.person)
        await talk.quiet()
    async with conversation(tmp_path, world=talk.world, clock=talk.clock) as again:
        again.person = talk.person
        await erased(again)
        assert mentions(file, again.private) == []
