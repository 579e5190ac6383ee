"""A person writes to the team on purpose, and may take it back; the team answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.feedback.correspondence import Correspondence
from bot.feedback.daily_limit import DailyLimit
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
from bot.feedback.team import TeamMessenger

# Whoever keeps asking does not make the bot ask Telegram as often.
REACHED_FOR = timedelta(minutes=1)


class Nobody:
    """A TeamMessenger that reaches no one."""

    async def reaches(self, operator_id: int) -> bool:
        del operator_id
        return False

    async def pass_on(self, original: Original, operator_id: int) -> PassingOn:
        del original, operator_id
        return NotReached()

    async def withdraw(self, copy: Copy) -> bool:
        del copy
        return False


class Feedback:
    """Nobody is reached before ``connect``, and people are told so before they write."""

    def __init__(
        self, correspondence: Correspondence, clock: Clock, operator_ids: Sequence[int]
    ) -> None:
        self._correspondence = correspondence
        self._clock = clock
        self._operator_ids = operator_ids
        self._limit = DailyLimit()
        self._team: TeamMessenger = Nobody()
        self._reached_at: datetime | None = None

    def connect(self, team: TeamMessenger) -> None:
        """From now on messages go this way."""
        self._team = team

    async def is_read(self) -> bool:
        """Whether somebody of the team can be reached, or could be a moment ago."""
        now = self._clock.now()
        if self._reached_at is not None and abs(now - self._reached_at) < REACHED_FOR:
            return True
        for operator_id in self._operator_ids:
            if await self._team.reaches(operator_id):
                self._reached_at = now
                return True
        return False

    def has_room(self, chat_id: int) -> bool:
        """Whether this person may write once more today."""
        return self._limit.has_room(chat_id, self._clock.now())

    async def send(self, original: Original, language: str | None) -> Sending:
        """To every operator who can be reached; asked for twice, it is sent once."""
        if await self._correspondence.copies_of(original):
            return Sending.SENT
        if not self.has_room(original.chat_id):
            return Sending.TOO_MANY
        became = [
            await self._pass_on(original, operator_id, language)
            for operator_id in self._operator_ids
        ]
        if any(isinstance(each, PassedOn) for each in became):
            self._limit.count(original.chat_id, self._clock.now())
            return Sending.SENT
        gone = any(isinstance(each, OriginalGone) for each in became)
        return Sending.GONE if gone else Sending.NOT_REACHED

    async def take_back(self, original: Original) -> TakingBack:
        """Deletes the copies where that can be done; in any case nobody can answer it any more."""
        copies = await self._correspondence.copies_of(original)
        if not copies:
            return TakingBack.UNKNOWN
        gone = [await self._team.withdraw(copy) for copy in copies]
        await self._correspondence.forget(original)
        return TakingBack.TAKEN_BACK if all(gone) else TakingBack.SOME_LEFT

    async def author_of(self, copy: Copy) -> Author | None:
        """Whom an answer to this message of an operator's chat is for."""
        return await self._correspondence.author_of(copy)

    async def _pass_on(
        self, original: Original, operator_id: int, language: str | None
    ) -> PassingOn:
        became = await self._team.pass_on(original, operator_id)
        if isinstance(became, PassedOn):
            try:
                await self._correspondence.remember(original, became.copies, language)
            except BaseException:  # what could not be taken back is not left there
                for copy in became.copies:
                    await self._team.withdraw(copy)
                raise
        return became
