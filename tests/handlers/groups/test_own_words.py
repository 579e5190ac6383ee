"""In a group the bot reads only what is said to it, and an emergency comes first there too."""

from __future__ import annotations

import pytest

from standin.state.chats import Chat
from tests.conversation import Conversation, buttons

EMERGENCY = "38.4 and shaking, wait till morning?"
QUESTION = "can refractory cancer be cured?"


@pytest.fixture
def group(talk: Conversation) -> Chat:
    return talk.world.chats.create_supergroup("Support group", talk.person, with_bot=True)


async def test_a_question_to_the_bot_is_answered_short(talk: Conversation, group: Chat) -> None:
    reply = await talk.say(f"@{name(talk)} {QUESTION}", chat=group)

    assert reply.text.startswith("Can refractory cancer be cured?")
    assert "Read in private" in buttons(reply)


async def test_an_emergency_is_met_before_everybody_without_a_question(
    talk: Conversation, group: Chat
) -> None:
    reply = await talk.say(f"@{name(talk)} {EMERGENCY}", chat=group)

    assert reply.text.startswith("🆘")
    assert "?" not in reply.text


async def test_despair_leads_to_a_chat_that_only_they_see(talk: Conversation, group: Chat) -> None:
    reply = await talk.say(f"@{name(talk)} I want to kill myself", chat=group)

    assert "Are you thinking" not in reply.text
    assert buttons(reply) == ["Who will listen tonight"]


async def test_what_is_said_to_others_is_left_alone(talk: Conversation, group: Chat) -> None:
    assert await talk.unanswered(EMERGENCY, chat=group)
    assert await talk.unanswered(QUESTION, chat=group)


async def test_thanks_in_reply_to_an_answer_need_none(talk: Conversation, group: Chat) -> None:
    answer = await talk.say(f"@{name(talk)} {QUESTION}", chat=group)
    sent = talk.world.messages.send(group, talk.person, "thx!", reply_to=answer.id)
    await talk.quiet()
    assert not [m for m in talk.world.state.chat(group.id).messages.values() if m.id > sent.id]


def name(talk: Conversation) -> str:
    return talk.application.bot.username
