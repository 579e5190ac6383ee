"""A message to the team, as far as it can be told without Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chats.store import Chats
from bot.clock import MovableClock
from bot.feedback.correspondence import Correspondence
from bot.feedback.daily_limit import MOST_A_DAY, DailyLimit
from bot.feedback.feedback import Feedback
from bot.feedback.model import (
    Author,
    Copy,
    NotReached,
    Original,
    OriginalGone,
    PassedOn,
    PassingOn,
    Sending,
    TakingBack,
)
from bot.store.database import Database, DatabaseProblem

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRITTEN = Original(chat_id=7, message_id=70)
FIRST, SECOND = 1_000_001, 1_000_002


class ToldTeam:
    """A TeamMessenger that does as it is told: each copy gets the next number."""

    def __init__(self) -> None:
        self.became: dict[int, PassingOn] = {}
        self.stands: list[Copy] = []
        self.undeletable: set[Copy] = set()
        self.asked = 0

    async def reaches(self, operator_id: int) -> bool:
        self.asked += 1
        return not isinstance(self.became.get(operator_id), NotReached)

    async def pass_on(self, original: Original, operator_id: int) -> PassingOn:
        if operator_id in self.became:
            return self.became[operator_id]
        copy = Copy(operator_id, original.message_id * 10 + len(self.stands))
        self.stands.append(copy)
        return PassedOn((copy,))

    async def withdraw(self, copy: Copy) -> bool:
        if copy in self.undeletable:
            return False
        self.stands.remove(copy)
        return True


@pytest.fixture
def team() -> ToldTeam:
    return ToldTeam()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    yield database
    await database.close()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(frozen_at=NOON)


@pytest.fixture
def feedback(database: Database, clock: MovableClock, team: ToldTeam) -> Feedback:
    correspondence = Correspondence(database, clock, Chats(database, clock, ()))
    feedback = Feedback(correspondence, clock, (FIRST, SECOND))
    feedback.connect(team)
    return feedback


async def test_every_copy_knows_whom_an_answer_is_for(feedback: Feedback, team: ToldTeam) -> None:
    assert await feedback.send(WRITTEN, "pt") is Sending.SENT
    assert [copy.operator_id for copy in team.stands] == [FIRST, SECOND]
    for copy in team.stands:
        assert await feedback.author_of(copy) == Author(WRITTEN, "pt")


async def test_the_same_number_in_another_operators_chat_is_another_message(
    feedback: Feedback, team: ToldTeam
) -> None:
    await feedback.send(WRITTEN, None)
    assert await feedback.author_of(Copy(SECOND, team.stands[0].message_id)) is None


async def test_nobody_is_reached_before_there_is_a_way(database: Database) -> None:
    clock = MovableClock(frozen_at=NOON)
    alone = Feedback(Correspondence(database, clock, Chats(database, clock, ())), clock, (FIRST,))
    assert not await alone.is_read()
    assert await alone.send(WRITTEN, None) is Sending.NOT_REACHED


async def test_one_operator_is_enough(feedback: Feedback, team: ToldTeam) -> None:
    team.became[FIRST] = NotReached()
    assert await feedback.is_read()
    assert await feedback.send(WRITTEN, None) is Sending.SENT


async def test_telegram_is_asked_once_a_minute_while_somebody_is_reached(
    feedback: Feedback, clock: MovableClock, team: ToldTeam
) -> None:
    for _ in range(3):
        assert await feedback.is_read()
    assert team.asked == 1
    clock.advance(timedelta(minutes=1))
    team.became = {FIRST: NotReached(), SECOND: NotReached()}
    for _ in range(2):
        assert not await feedback.is_read()
    assert team.asked == 1 + 2 * 2


async def test_what_is_gone_is_told_from_what_reaches_nobody(
    feedback: Feedback, team: ToldTeam
) -> None:
    team.became = {FIRST: NotReached(), SECOND: OriginalGone()}
    assert await feedback.send(WRITTEN, None) is Sending.GONE
    team.became = {FIRST: NotReached(), SECOND: NotReached()}
    assert await feedback.send(WRITTEN, None) is Sending.NOT_REACHED
    assert not await feedback.is_read()


async def test_what_reached_nobody_does_not_count_against_the_day(
    feedback: Feedback, team: ToldTeam
) -> None:
    team.became = {FIRST: NotReached(), SECOND: NotReached()}
    for _ in range(MOST_A_DAY + 1):
        assert await feedback.send(WRITTEN, None) is Sending.NOT_REACHED
    assert feedback.has_room(WRITTEN.chat_id)


async def test_taken_back_it_is_gone_and_unknown(feedback: Feedback, team: ToldTeam) -> None:
    await feedback.send(WRITTEN, None)
    copy = team.stands[0]
    assert await feedback.take_back(WRITTEN) is TakingBack.TAKEN_BACK
    assert team.stands == []
    assert await feedback.author_of(copy) is None
    assert await feedback.take_back(WRITTEN) is TakingBack.UNKNOWN


async def test_where_one_copy_stays_the_rest_goes_and_none_can_be_answered(
    feedback: Feedback, team: ToldTeam
) -> None:
    await feedback.send(WRITTEN, None)
    stays = team.stands[0]
    team.undeletable.add(stays)
    assert await feedback.take_back(WRITTEN) is TakingBack.SOME_LEFT
    assert team.stands == [stays]
    assert await feedback.author_of(stays) is None


async def test_nobody_takes_back_what_another_wrote(feedback: Feedback, team: ToldTeam) -> None:
    await feedback.send(WRITTEN, None)
    assert await feedback.take_back(Original(8, WRITTEN.message_id)) is TakingBack.UNKNOWN
    assert len(team.stands) == 2


async def test_what_cannot_be_noted_is_not_left_with_the_team(
    feedback: Feedback, database: Database, team: ToldTeam
) -> None:
    async with database.transaction() as connection:
        await connection.execute("DROP TABLE feedback_copies")
        await connection.execute(
            "CREATE TABLE feedback_copies (operator_id, operator_message_id, chat_id, message_id,"
            " sent_at CHECK (sent_at IS NULL))"
        )
    with pytest.raises(Exception, match="CHECK constraint failed") as raised:
        await feedback.send(WRITTEN, None)
    assert not isinstance(raised.value, DatabaseProblem)
    assert team.stands == []


def test_a_day_has_room_for_so_many_and_an_hour_later_for_none() -> None:
    limit = DailyLimit()
    for hour in range(MOST_A_DAY):
        assert limit.has_room(7, NOON + timedelta(hours=hour))
        limit.count(7, NOON + timedelta(hours=hour))
    assert not limit.has_room(7, NOON + timedelta(hours=MOST_A_DAY))
    assert limit.has_room(8, NOON)


def test_room_comes_back_one_by_one() -> None:
    limit = DailyLimit()
    for hour in range(MOST_A_DAY):
        limit.count(7, NOON + timedelta(hours=hour))
    next_day = NOON + timedelta(days=1)
    assert limit.has_room(7, next_day)
    limit.count(7, next_day)
    assert not limit.has_room(7, next_day)
    assert limit.has_room(7, next_day + timedelta(hours=1))
