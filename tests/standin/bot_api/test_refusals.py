"""Every refusal that the stand-in knows, provoked once; the list of all holds the table to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from standin.bot_api.refusals import Why
from tests.standin.asking import Asker, Town
from tests.standin.bot_api.provocations import PROVOKED
from tests.standin.bot_api.provoking_scenes import pressed


@pytest.mark.parametrize("why", PROVOKED, ids=lambda why: why.name)
async def test_the_refusal_is_given_in_telegrams_words(why: Why, ask: Asker, town: Town) -> None:
    words = await PROVOKED[why](ask, town)
    status, _, description = words.partition(" ")
    assert int(status) == why.status
    for part in _fixed_parts(why.words):
        assert part in description


def _fixed_parts(words: str) -> list[str]:
    """The words around the places for names."""
    parts = words.replace("{", "\0").replace("}", "\0").split("\0")
    return parts[::2]


def test_every_known_refusal_is_provoked() -> None:
    assert set(Why) - set(PROVOKED) == set()


async def test_a_callback_can_be_answered_only_once(ask: Asker, town: Town) -> None:
    query = await pressed(ask, town)
    await ask.ok("answerCallbackQuery", callback_query_id=query, text="Done")
    assert await ask.refused("answerCallbackQuery", callback_query_id=query) == (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_late_answer_to_a_callback_is_refused(
    ask: Asker, town: Town, clock: MovableClock
) -> None:
    query = await pressed(ask, town)
    clock.advance(timedelta(seconds=16))
    assert "query is too old" in await ask.refused("answerCallbackQuery", callback_query_id=query)


async def test_a_migrated_group_names_its_new_id(ask: Asker, town: Town) -> None:
    new_id = town.world.chats.migrate(town.group)
    answer = await ask.raw("sendMessage", chat_id=town.group.id, text="Hello")
    assert answer.json()["parameters"] == {"migrate_to_chat_id": new_id}


async def test_a_message_older_than_two_days_stays(
    ask: Asker, town: Town, clock: MovableClock
) -> None:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    clock.advance(timedelta(hours=48))
    assert (
        await ask.refused("deleteMessage", chat_id=town.maria.id, message_id=mine["message_id"])
        == "400 Bad Request: message can't be deleted"
    )
