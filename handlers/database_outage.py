"""A database that fails while the bot runs is told of once, and again when it has recovered."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot import tasks
from bot.log_throttle import EACH_TIME
from bot.replies import alerts
from bot.replies.reply import Reply
from bot.services import DatabaseProblem, Services
from handlers.operators import Operators

log = logging.getLogger(__name__)

# A disk that is nearly full takes one thing and refuses the next: it must be well for a while.
WELL_FOR = timedelta(minutes=10)


class DatabaseOutage:
    """Whoever meets a ``DatabaseProblem`` notes it here; ``look`` is called each minute."""

    def __init__(self, services: Services, operators: Operators) -> None:
        self._services = services
        self._operators = operators
        self._sentence: str | None = None
        self._last_at: datetime | None = None

    def note(self, problem: DatabaseProblem) -> None:
        """Logs it and tells the operators, unless it is what they know already."""
        self._last_at = self._services.clock.now()
        if str(problem) == self._sentence:
            return
        self._sentence = str(problem)
        log.error(self._sentence, extra=EACH_TIME)
        self._tell(alerts.database_fails(self._services.live.current.of(None), self._sentence))

    async def look(self) -> None:
        """While it is known to fail: whether something can be stored again."""
        if self._last_at is None:
            return
        try:
            await self._services.database.try_writing()
        except DatabaseProblem as problem:
            self.note(problem)
            return
        if self._services.clock.now() - self._last_at >= WELL_FOR:
            self._sentence = self._last_at = None
            log.warning("The database can be used again.", extra=EACH_TIME)
            self._tell(alerts.database_works(self._services.live.current.of(None)))

    def _tell(self, reply: Reply) -> None:
        # On its own: whoever noted the problem has a person to answer.
        tasks.start(self._operators.tell(reply), "alert")
