"""What is kept about a person, shown and deleted by them alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.chats.model import ChatKind
from bot.replies import about, privacy
from bot.tips.schedule import Schedule
from tests.conversation import Conversation, buttons


async def test_of_somebody_who_only_reads_nothing_is_kept(talk: Conversation) -> None:
    for command in ("/start", "/faq cure", "/tip", "/urgent", "/glossary biopsy"):
        await talk.say(command)
    shown, _ = await talk.tap(await talk.say("/privacy"), "Show my data")
    assert shown.text == "Nothing is kept about you."
    assert await talk.services.chats.get(talk.private) is None


async def test_a_subscriber_is_shown_every_row(talk: Conversation) -> None:
    await talk.services.subscriptions.subscribe(talk.private, Schedule(0, 10, 0, "Europe/Lisbon"))
    shown, _ = await talk.tap(await talk.say("/privacy"), "Show my data")
    assert shown.text.startswith("All that is kept about you")
    assert "zone: Europe/Lisbon" in shown.text
    assert str(talk.private) in shown.text
    assert "Delete my data" in buttons(shown)


async def pages_of_my_data(talk: Conversation) -> list[str]:
    """Every page, turned to by its button, from the first to the last and back again."""
    shown, _ = await talk.tap(await talk.say("/privacy"), "Show my data")
    forth, first = [shown.text], shown.id
    while more := [label for label in buttons(shown) if label.startswith("More (")]:
        shown, _ = await talk.tap(shown, more[0])
        forth.append(shown.text)
    back = [shown.text]
    while "‹ Earlier" in buttons(shown):
        shown, _ = await talk.tap(shown, "‹ Earlier")
        back.append(shown.text)
    assert back[::-1] == forth
    assert shown.id == first
    return forth


async def test_who_manages_twenty_groups_is_shown_every_row_once_over_as_many_pages_as_it_takes(
    talk: Conversation,
) -> None:
    me, weekly = talk.private, Schedule(0, 10, 0, "Europe/Lisbon")
    groups = [-1_001_000_000_000 - n for n in range(20)]
    await talk.say("/start")
    await talk.services.subscriptions.agree(me, weekly, "en")
    await talk.pass_time(timedelta(weeks=12))
    for group in groups:
        await talk.services.managers.remember(group, ChatKind.SUPERGROUP, me)
        await talk.services.subscriptions.subscribe(group, weekly, thread_id=5, enabled_by=me)
    pages = await pages_of_my_data(talk)
    assert len(pages) > 1
    assert all(0 < len(page) <= 4096 for page in pages)
    lines = [line for page in pages for line in page.splitlines()]
    for group in groups:
        about = [line for line in lines if f"chat_id: {group}" in line]
        assert len(about) == 2  # as its manager, and as who enabled its tips
        assert any(f"person_id: {me}" in line for line in about)
        # of the group's own settings nothing is shown to who may have left it
        assert f"chat_id: {group}, enabled_by: {me}" in about
    weeks = [line for line in lines if "kind: tip" in line]
    assert len(weeks) == len(set(weeks)) == 12
    history = lines.index("tip_history")
    assert all(line.startswith("tip/") for line in lines[history + 1 : history + 13])


async def test_every_value_that_is_stored_of_a_person_is_shown(talk: Conversation) -> None:
    await talk.say("/start")
    await talk.services.subscriptions.agree(talk.private, Schedule(2, 18, 0, "Asia/Tokyo"), "en")
    await talk.pass_time(timedelta(weeks=2))
    text = "\n".join(await pages_of_my_data(talk))
    for table in ("chats", "subscriptions", "deliveries"):
        async with talk.services.database.read() as connection:
            rows = list(await connection.execute_fetchall(f"SELECT * FROM {table}"))
        assert rows
        for row in rows:
            for column in row.keys():  # noqa: SIM118 -- a Row is no dict
                value = row[column]
                if column.endswith("_at") and value is not None:
                    value = datetime.fromtimestamp(value, UTC).isoformat()
                assert value is None or f"{column}: {value}" in text


async def test_a_button_to_a_page_that_is_no_more_shows_the_last_there_is(
    talk: Conversation,
) -> None:
    await talk.services.subscriptions.agree(talk.private, Schedule(0, 10, 0, "UTC"), "en")
    edition = talk.services.live.current.of("en")
    stored = await talk.services.chats.export(talk.private)
    assert privacy.show_my_data(edition, stored, 99_999) == privacy.show_my_data(edition, stored)


async def test_a_long_record_is_whole_and_each_page_a_message(talk: Conversation) -> None:
    edition = talk.services.live.current.of("en")
    rows = [{"slot_at": f"2026-{n:04}", "state": "sent"} for n in range(500)]
    pages: list[str] = []
    for number in range(100):
        reply = privacy.show_my_data(edition, {"deliveries": rows}, number)
        if pages and reply.text.text == pages[-1]:
            break
        assert 0 < len(reply.text) <= 4096
        pages.append(reply.text.text)
    text = "\n".join(pages)
    assert [line for line in text.splitlines() if line.startswith("slot_at")] == [
        f"slot_at: {row['slot_at']}, state: sent" for row in rows
    ]


async def test_who_runs_the_bot_is_said_or_said_to_be_unknown(talk: Conversation) -> None:
    edition = talk.services.live.current.of("en")
    contact = "Example Charity <b>, help@charity.example"
    assert contact in about.show_about(edition, contact).text.text
    assert contact in privacy.show_privacy(edition, contact).text.text
    assert "not yet said" in (await talk.say("/about")).text
