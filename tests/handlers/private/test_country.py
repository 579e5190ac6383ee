"""A country that somebody has had kept: its numbers come at once, and only for them."""

from __future__ import annotations

from standin.state.messages import Message
from tests.conversation import Conversation, buttons


async def test_a_kept_country_brings_its_numbers_at_once(talk: Conversation) -> None:
    choice = await talk.say("/crisis")
    italy, _ = await talk.tap(choice, "Italy")
    kept, _ = await talk.tap(italy, "📍 I live here")
    assert kept.text.startswith("Italy is noted for you.")

    crisis = await talk.say("/crisis")
    assert "In danger? Call 112" in crisis.text
    urgent = await talk.say("/urgent")
    assert "Italy: call 112" in urgent.text
    assert "Copy 112" in buttons(urgent)


async def test_another_country_is_one_tap_away_and_changes_nothing(talk: Conversation) -> None:
    await keep(talk, "Italy")

    crisis = await talk.say("/crisis")
    others, _ = await talk.tap(crisis, "Another country")
    spain, _ = await talk.tap(others, "Spain")
    assert "024" in spain.text
    assert "Italy: call 112" in (await talk.say("/urgent")).text


async def test_a_country_is_let_go_of_with_one_tap(talk: Conversation) -> None:
    kept = await keep(talk, "Italy")

    dropped, _ = await talk.tap(kept, "Don't keep a country")
    assert dropped.text.startswith("No country is noted")
    assert (await talk.say("/crisis")).text.endswith("its line comes at once.")


async def test_a_kept_country_is_shown_and_erased_with_the_rest(talk: Conversation) -> None:
    await keep(talk, "Italy")

    privacy = await talk.say("/privacy")
    shown, _ = await talk.tap(privacy, "Show my data")
    assert "IT" in shown.text
    ask, _ = await talk.tap(shown, "Delete my data")
    await talk.tap(ask, "Yes, delete everything")
    assert (await talk.say("/crisis")).text.endswith("its line comes at once.")


async def keep(talk: Conversation, country: str) -> Message:
    """What the bot says after a country was kept."""
    choice = await talk.say("/crisis")
    page, _ = await talk.tap(choice, country)
    kept, _ = await talk.tap(page, "📍 I live here")
    return kept
