"""Whatever leads off the screen that asks for a city ends its question."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation
from tests.handlers.private.test_typed_places import ANSWER, asked_for_a_city


@pytest.mark.parametrize(
    "leaves", ["/start", "/start nobody-issued-this", "/start groups", "/nosuchthing"]
)
async def test_a_command_ends_the_question(talk: Conversation, leaves: str) -> None:
    await asked_for_a_city(talk)
    await talk.say(leaves)
    assert (await talk.say("Lisbon")).text.startswith(ANSWER)
    assert await talk.services.subscriptions.get(talk.private) is None


async def test_managing_groups_ends_the_question(talk: Conversation) -> None:
    settings = await talk.say("/settings")
    await asked_for_a_city(talk)
    await talk.tap(settings, "Your groups and channels")
    assert (await talk.say("Lisbon")).text.startswith(ANSWER)
    assert await talk.services.subscriptions.get(talk.private) is None
