"""However many strangers come by, what is remembered of them in memory has a bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chats.model import ChatKind
from bot.chats.open_questions import AWAITED_FOR, OpenQuestions
from bot.feedback import daily_limit
from bot.feedback.daily_limit import DailyLimit
from bot.groups import throttle
from bot.groups.throttle import MOST_POINTED_BACK, Throttle, ThrottleResult
from handlers import reactivation
from handlers.open_panels import OpenPanels
from handlers.panel_view import PanelView, Spot
from handlers.reactivation import Reactivation
from handlers.runtime.shared_calls import SharedCalls
from tests.conversation import TODAY, Conversation
from tests.support.memory import largest_collection

MANY = 12_000
WINDOW = timedelta(minutes=10)
ROWS = "SELECT count(*) AS rows FROM awaited_words"


def test_of_groups_and_their_members_only_the_latest_are_remembered() -> None:
    remembered = Throttle()
    for stranger in range(MANY):
        remembered.judge(-stranger, "faq", stranger, WINDOW, TODAY)
        remembered.answered(-stranger, "faq", 1, TODAY)
        remembered.may_welcome(-stranger, TODAY)
        remembered.may_look_up(-stranger, stranger, TODAY)
    assert largest_collection(remembered) == throttle.REMEMBERED < MANY


def test_of_those_who_were_pointed_to_an_urgent_card_only_some_are_counted() -> None:
    remembered = Throttle()
    remembered.answered(-1, "emergency", 7, TODAY)
    results = [
        remembered.judge(-1, "emergency", stranger, WINDOW, TODAY, urgent=True)
        for stranger in range(1000)
    ]
    assert results.count(ThrottleResult.POINT_BACK) == MOST_POINTED_BACK
    assert largest_collection(remembered) == MOST_POINTED_BACK


def test_of_those_who_wrote_to_the_team_only_the_latest_are_remembered() -> None:
    remembered = DailyLimit()
    for stranger in range(MANY):
        remembered.count(stranger, TODAY)
    assert largest_collection(remembered) == daily_limit.REMEMBERED < MANY


async def test_of_those_who_wrote_lately_only_the_latest_are_remembered() -> None:
    async def returned(_: int) -> None:
        pass

    remembered = Reactivation(returned)
    for stranger in range(MANY):
        await remembered.notice(stranger)
    assert largest_collection(remembered) == reactivation.REMEMBERED < MANY


async def known_strangers(talk: Conversation, many: int) -> range:
    strangers = range(5_000_000, 5_000_000 + many)
    for stranger in strangers:
        await talk.services.chats.remember(stranger, ChatKind.PRIVATE, "en")
    return strangers


async def stored_questions(talk: Conversation) -> int:
    async with talk.services.database.read() as connection:
        ((rows,),) = await connection.execute_fetchall(ROWS)
    return int(rows)


async def test_of_open_questions_only_the_latest_are_remembered(talk: Conversation) -> None:
    questions = OpenQuestions(talk.services.database, talk.clock, most_open=20)
    strangers = await known_strangers(talk, 50)
    for stranger in strangers:
        await questions.ask(stranger, "city")
    assert largest_collection(questions, beside=(talk.services.database, talk.clock)) == 20
    assert await questions.asked(strangers[-1]) == "city"
    assert await questions.asked(strangers[0]) is None


async def test_a_question_that_nobody_answered_is_not_kept(talk: Conversation) -> None:
    questions = OpenQuestions(talk.services.database, talk.clock)
    *earlier, later = await known_strangers(talk, 30)
    for stranger in earlier:
        await questions.ask(stranger, "city")
    talk.clock.advance(AWAITED_FOR + timedelta(seconds=1))
    await questions.ask(later, "city")
    assert await stored_questions(talk) == 1


@pytest.mark.parametrize("by", [timedelta(days=-30), timedelta(days=30)])
async def test_a_clock_that_jumps_leaves_no_question_behind(
    talk: Conversation, by: timedelta
) -> None:
    questions = OpenQuestions(talk.services.database, talk.clock)
    first, second = await known_strangers(talk, 2)
    await questions.ask(first, "city")
    talk.clock.advance(by)
    await questions.ask(second, "city")
    assert await stored_questions(talk) == 1
    assert await questions.asked(first) is None


async def test_a_question_survives_a_restart_and_an_old_one_does_not(talk: Conversation) -> None:
    before = OpenQuestions(talk.services.database, talk.clock)
    old, new = await known_strangers(talk, 2)
    await before.ask(old, "city")
    talk.clock.advance(AWAITED_FOR - timedelta(seconds=1))
    await before.ask(new, "city")
    talk.clock.advance(timedelta(seconds=2))
    after = OpenQuestions(talk.services.database, talk.clock)
    assert await after.asked(new) == "city"
    assert await after.asked(old) is None


async def test_of_groups_with_open_panels_only_the_latest_are_remembered(
    talk: Conversation,
) -> None:
    await talk.say("/menu")
    live, messenger = talk.services.live, talk.application.bot_data.messenger
    panels = OpenPanels(messenger, live, kept_groups=10)
    settings = await talk.services.groups.settings(-1001000000001)
    for number in range(30):
        group = -1001000000001 - number
        view = PanelView(group, talk.person.id, Spot(talk.private, 0), "", False, None, "en")
        await panels.show(view, replace(settings, chat_id=group))
    own = largest_collection(panels, beside=(messenger, live, settings.__class__))
    assert own == 10


async def test_what_has_been_answered_is_not_kept() -> None:
    calls = SharedCalls(lambda: 0.0)

    async def answer() -> str:
        return "yes"

    for number in range(1000):
        await calls.answer(number, answer)
    assert largest_collection(calls) == 0


@pytest.mark.usefixtures("an_error_is_expected")
async def test_the_library_keeps_nothing_of_whoever_writes(talk: Conversation) -> None:
    for number in range(30):
        stranger = talk.world.people.add(f"Stranger {number}")
        talk.world.messages.send(stranger.id, stranger, "/menu")
        talk.world.messages.send(stranger.id, stranger, "garbage")
    await talk.quiet()
    assert not talk.application.chat_data
    assert not talk.application.user_data
