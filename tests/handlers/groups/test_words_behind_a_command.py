"""Words behind a command in a group that fit several pages: a few buttons, never an apology."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation

pytestmark = pytest.mark.usefixtures("no_error_logged")


@pytest.mark.parametrize(
    "words",
    [
        "is it ok to eat sugar?",
        "pain & sleep",
        "<b>&",
        "ça va",
        "what can I ask my doctor about pain",
    ],
)
@pytest.mark.parametrize("command", ["faq", "glossary", "resources"])
async def test_any_words_behind_a_command_in_a_group_are_answered(
    talk: Conversation, command: str, words: str
) -> None:
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    answer = await talk.say(f"/{command} {words}", chat=group)
    assert not answer.text.startswith("Something went wrong")
