"""What is kept about a person, shown and deleted by them alone."""

from __future__ import annotations

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


async def test_a_long_record_is_still_one_message(talk: Conversation) -> None:
    edition = talk.services.live.current.of("en")
    rows = [{"slot_at": f"2026-{n:04}", "state": "sent"} for n in range(500)]
    reply = privacy.show_my_data(edition, {"deliveries": rows})
    assert 0 < len(reply.text) <= 4096


async def test_who_runs_the_bot_is_said_or_said_to_be_unknown(talk: Conversation) -> None:
    edition = talk.services.live.current.of("en")
    contact = "Example Charity <b>, help@charity.example"
    assert contact in about.show_about(edition, contact).text.text
    assert contact in privacy.show_privacy(edition, contact).text.text
    assert "not yet said" in (await talk.say("/about")).text
