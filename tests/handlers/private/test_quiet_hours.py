"""Quiet hours: the usual night, another one, or none, as each chat wants it."""

from __future__ import annotations

from bot.tips.schedule import QuietHours, Schedule
from tests.conversation import Conversation, buttons

EVENING = Schedule(0, 20, 0, "Europe/Lisbon")


async def test_quiet_hours_are_chosen_by_a_tap_and_confirmed_in_words(talk: Conversation) -> None:
    await talk.services.subscriptions.subscribe(talk.private, EVENING)
    panel, _ = await talk.tap(await talk.say("/settings"), "Quiet hours")
    assert "21:00 to 08:00" in panel.text
    changed, _ = await talk.tap(panel, "22:00 to 07:00")
    assert "Quiet hours: 22:00 to 07:00." in changed.text
    found = await talk.services.subscriptions.get(talk.private)
    assert found is not None
    assert found.quiet == QuietHours.of("22-7")


async def test_who_gets_no_tips_is_shown_the_settings_instead(talk: Conversation) -> None:
    menu = await talk.say("/menu")
    for data in ("quiet", "setquiet:22-7"):
        callback = talk.world.buttons.press_data(talk.private, menu.id, talk.person, data)
        await talk.world.buttons.answer_to(callback)
        await talk.quiet()
        assert "You get no weekly tips." in talk.last().text


async def test_hours_that_nobody_offers_are_not_taken(talk: Conversation) -> None:
    await talk.services.subscriptions.subscribe(talk.private, EVENING)
    menu = await talk.say("/menu")
    talk.world.buttons.press_data(talk.private, menu.id, talk.person, "setquiet:3-99")
    await talk.quiet()
    assert "☰ Menu" in buttons(talk.last())
    found = await talk.services.subscriptions.get(talk.private)
    assert found is not None
    assert found.quiet == QuietHours()
