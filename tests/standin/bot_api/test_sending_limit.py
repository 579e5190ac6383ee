"""Telegram's sending limits, when they are switched on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from standin.bot_api.sending_limit import SendingLimit
from tests.standin.asking import Asker, Town


def limit(**sizes: float) -> SendingLimit:
    made = SendingLimit()
    made.switch_on(**sizes)  # type: ignore[arg-type]
    return made


def test_nothing_is_counted_while_it_is_off() -> None:
    idle = SendingLimit()
    assert all(idle.check(1, 0.0) == 0 for _ in range(1000))


def test_thirty_a_second_pass_in_all() -> None:
    counted = limit()
    assert [counted.check(chat, 0.0) for chat in range(1, 31)] == [0] * 30
    assert counted.check(31, 0.0) == 1
    assert counted.check(31, 0.5) == 0
    assert counted.refusals == 1


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    counted = limit(chat_burst=3)
    assert [counted.check(1, 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert counted.check(1, 1.0) == 0
    assert counted.check(1, 1.1) == 1
    assert counted.check(2, 1.1) == 0


def test_a_group_takes_twenty_a_minute() -> None:
    counted = limit(chat_burst=100)
    assert [counted.check(-5, float(second)) for second in range(20)] == [0] * 20
    assert counted.check(-5, 20.0) == 40
    assert counted.check(-5, 60.5) == 0


@settings(deadline=None)
@given(st.lists(st.floats(0, 0.2), max_size=300), st.integers(1, 5))
def test_waiting_as_long_as_asked_is_always_enough(pauses: list[float], chats: int) -> None:
    counted, now = limit(), 0.0
    for number, pause in enumerate(pauses):
        now += pause
        wait = counted.check(-1 - number % chats, now)
        if wait:
            now += wait
            assert counted.check(-1 - number % chats, now) == 0


async def test_too_fast_is_answered_with_the_seconds_to_wait(ask: Asker, town: Town) -> None:
    town.world.limit.switch_on(chat_burst=2)
    for text in ("one", "two"):
        await ask.ok("sendMessage", chat_id=town.maria.id, text=text)
    answer = await ask.raw("sendMessage", chat_id=town.maria.id, text="three")
    assert answer.status_code == 429
    assert answer.json()["parameters"] == {"retry_after": 1}
    assert answer.json()["description"] == "Too Many Requests: retry after 1"
    await ask.ok("getChat", chat_id=town.maria.id)
