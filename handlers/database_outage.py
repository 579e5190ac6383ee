"""A database that fails while the bot runs is told of once, and again when it has recovered."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot import tasks
from bot.log_throttle import EACH_TIME
from bot.replies import alerts
from bot.replies.reply import Reply
from bot.services import DatabaseProblem, FileTakenAway, Services
from handlers.operators import Operators

log = logging.getLogger(__name__)

# A disk that is nearly full takes one thing and refuses the next: it must be well for a while.
WELL_FOR = timedelta(minutes=10)


class DatabaseOutage:
    """Whoever meets a ``DatabaseProblem`` notes it here; ``look`` is called each minute."""

    def __init__(self, services: Services, operators: Operators) -> None:
        self._services = services
        self._operators = operators
        self._problem: DatabaseProblem | None = None
        self._last_at = services.clock.now()

    def note(self, problem: DatabaseProblem) -> None:
        """Logs it and tells the operators, unless it is what they know already."""
        known, self._problem = self._problem, problem
        self._last_at = self._services.clock.now()
        if str(problem) == str(known):
            return
        log.error(str(problem), extra=EACH_TIME)
        self._tell(alerts.database_fails(self._services.live.current.of(None), str(problem)))

    async def look(self) -> None:
        """Whether something can be stored: nobody may have wanted to since it was taken away."""
        try:
            await self._services.database.try_writing()
        except DatabaseProblem as problem:
            self.note(problem)
            return
        if self._problem is not None and self._has_been_well_for_long(self._problem):
            self._problem = None
            log.warning("The database can be used again.", extra=EACH_TIME)
            self._tell(alerts.database_works(self._services.live.current.of(None)))

    def _has_been_well_for_long(self, since: DatabaseProblem) -> bool:
        if isinstance(since, FileTakenAway):
            return True
        # A clock that was set back since then tells nothing: said too early is better than never.
        return not timedelta() <= self._services.clock.now() - self._last_at < WELL_FOR

    def _tell(self, reply: Reply) -> None:
        # On its own: whoever noted the problem has a person to answer.
        tasks.start(self._operators.tell(reply), "alert")
