"""A tip that Telegram never answers may have arrived: it is not sent a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.tips.subscriptions import SubscriptionState
from handlers.runtime.request import Timeouts
from standin.bot_api.faults import Fault
from tests.conversation import conversation
from tests.handlers.test_delivery_errors import DAY, WEEK, attempts, counts, state, subscribed, tips


@pytest.mark.parametrize("after_effect", [True, False])
async def test_a_tip_that_is_never_answered_is_unknown_and_never_sent_twice(
    tmp_path: Path, after_effect: bool
) -> None:
    async with conversation(tmp_path, timeouts=Timeouts(read=0.5)) as talk:
        await subscribed(talk)
        talk.world.faults.next("sendMessage", Fault.silence(after_effect=after_effect))
        await talk.pass_time(WEEK)
        await talk.pass_time(DAY)
        assert attempts(talk) == 1
        assert await counts(talk) == {"unknown": 1}
        assert len(tips(talk, talk.private)) == int(after_effect)
        assert await state(talk, talk.private) is SubscriptionState.ACTIVE
        await talk.pass_time(WEEK)
        assert await counts(talk) == {"unknown": 1, "sent": 1}
