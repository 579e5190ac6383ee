"""An update that the library cannot read costs the others no answer, and nobody their words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.logs import shut_who_tells_too_much
from standin.state.messages import Message
from tests.conversation import Conversation

# As a Bot API server older than 10.0 writes it (BOT_API_URL may be any): PTB 22.8 raises TypeError.
OLD_POLL = {
    "poll": {
        "id": "5000000000000000001",
        "question": "Who comes?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
    }
}


@pytest.fixture
def logging_as_in_production() -> Iterator[None]:
    shut_who_tells_too_much()
    yield
    shut_who_tells_too_much(False)


async def test_an_update_that_cannot_be_read_is_skipped_and_the_next_is_answered(
    talk: Conversation,
    caplog: pytest.LogCaptureFixture,
    logging_as_in_production: None,
    an_error_is_expected: None,
) -> None:
    talk.world.messages.send_content(talk.private, talk.person, OLD_POLL)
    asked: Message = talk.world.messages.send(talk.private, talk.person, "/menu")
    answer = await talk.world.history.reply_in(talk.private, after=asked)
    assert answer.text.startswith("Menu")
    assert "was left out: TypeError" in caplog.text
    assert "Who comes?" not in caplog.text
    talk.world.log.clear()  # what an older server answers is not what the judge knows
