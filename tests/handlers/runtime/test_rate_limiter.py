from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import NetworkError, RetryAfter

from bot.tasks import start
from handlers.runtime.rate_limiter import Priority, RateLimiter, limits
from tests.handlers.runtime.virtual_time import in_virtual_time

TRIP = 0.05


@dataclass
class Wire:
    """The way to an invented Telegram that notes what arrives when, and refuses as it is told."""

    arrivals: list[tuple[float, int | str, Priority]] = field(default_factory=list)
    refusals: dict[int | str, list[int]] = field(default_factory=dict)

    async def carry(
        self, chat: int | str, priority: Priority, out: float, back: float
    ) -> dict[str, Any]:
        await asyncio.sleep(out)
        waiting = self.refusals.get(chat)
        if waiting:
            raise RetryAfter(waiting.pop(0))
        self.arrivals.append((asyncio.get_running_loop().time(), chat, priority))
        await asyncio.sleep(back)
        return {"message_id": len(self.arrivals)}

    def times(self, priority: Priority | None = None) -> list[float]:
        return sorted(at for at, _, which in self.arrivals if priority in (None, which))

    def most_within(self, seconds: float, chat: int | str | None = None) -> int:
        times = sorted(at for at, to, _ in self.arrivals if chat in (None, to))
        return max((sum(at <= other < at + seconds for other in times) for at in times), default=0)


@dataclass
class Sender:
    """Sends through a limiter over a wire."""

    limiter: RateLimiter
    wire: Wire = field(default_factory=Wire)

    async def send(
        self,
        chat: int | str,
        priority: Priority = Priority.REPLY,
        *,
        endpoint: str = "sendMessage",
        out: float = TRIP / 2,
        back: float = TRIP / 2,
    ) -> Any:
        return await self.limiter.process_request(
            self.wire.carry,
            (chat, priority, out, back),
            {},
            endpoint,
            {"chat_id": chat},
            None if priority is Priority.REPLY else priority,
        )


def tell(
    story: Callable[[Sender], Awaitable[None]], *, per_second: int = 30, late_by: float = 0.0
) -> Wire:
    """Runs a story with a limiter in virtual time."""

    async def told() -> Wire:
        sender = Sender(RateLimiter(limits(per_second)))
        await sender.limiter.initialize()
        await story(sender)
        await sender.limiter.shutdown()
        return sender.wire

    return in_virtual_time(told, late_by)


chats = st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, -100, -200, "@invented_channel"])
sends = st.tuples(
    chats,
    st.sampled_from(Priority),
    st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 2.5]),
    st.floats(0, 0.2),
    st.floats(0, 0.2),
)


@given(script=st.lists(sends, max_size=120))
@settings(max_examples=60, deadline=None)
def test_nothing_arrives_above_any_limit_however_long_it_travels(
    script: list[tuple[int | str, Priority, float, float, float]],
) -> None:
    async def story(sender: Sender) -> None:
        await sender.send(0)
        running = []
        for chat, priority, pause, late_out, late_back in script:
            await asyncio.sleep(pause)
            sending = sender.send(
                chat, priority, out=TRIP / 2 + late_out, back=TRIP / 2 + late_back
            )
            running.append(start(sending, "send"))
        await asyncio.gather(*running)

    wire = tell(story, per_second=6)

    assert len(wire.arrivals) == len(script) + 1
    assert wire.most_within(0.99) <= 6
    for chat in {chat for _, chat, _ in wire.arrivals}:
        assert wire.most_within(2.99, chat) <= 3
        if isinstance(chat, str) or chat < 0:
            assert wire.most_within(59.99, chat) <= 20


def test_a_first_send_that_is_late_on_its_way_leads_the_others_over_no_limit() -> None:
    async def story(sender: Sender) -> None:
        # the very first one opens a connection, while the bot is still starting
        late = start(sender.send(1, Priority.BROADCAST, out=TRIP / 2 + 0.019), "late")
        rest = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(2, 81)]
        await asyncio.gather(late, *rest)

    assert tell(story).most_within(1.0) <= 25


def test_a_broadcast_fills_the_rate_that_tips_may_have() -> None:
    async def story(sender: Sender) -> None:
        await asyncio.gather(*(sender.send(chat, Priority.BROADCAST) for chat in range(1, 1001)))

    times = tell(story).times()

    assert 1000 / (times[-1] - times[0]) == pytest.approx(25, rel=0.02)


def test_tips_are_spaced_evenly_from_the_first_on() -> None:
    async def story(sender: Sender) -> None:
        await asyncio.gather(*(sender.send(chat, Priority.BROADCAST) for chat in range(1, 101)))

    assert tell(story).most_within(0.2) <= 6


def test_late_alarms_do_not_lower_the_rate() -> None:
    async def story(sender: Sender) -> None:
        await asyncio.gather(*(sender.send(chat, Priority.BROADCAST) for chat in range(1, 501)))

    times = tell(story, late_by=0.003).times()

    assert 500 / (times[-1] - times[0]) >= 0.97 * 25


def test_tips_and_replies_fill_the_overall_rate_together() -> None:
    async def story(sender: Sender) -> None:
        tips = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(1, 1001)]
        replies = []
        for chat in range(5_001, 5_200):
            replies.append(start(sender.send(chat), "reply"))
            await asyncio.sleep(0.2)
        await asyncio.gather(*tips, *replies)

    wire = tell(story)
    until = wire.times(Priority.BROADCAST)[-1]

    sent = sum(at <= until for at in wire.times())
    assert sent / until >= 0.97 * 30
    assert wire.most_within(1.0) <= 30


@given(
    asked_after=st.lists(st.floats(0, 5), min_size=1, max_size=20),
    per_second=st.integers(2, 30),
)
@settings(max_examples=40, deadline=None)
def test_no_tip_leaves_while_a_reply_waits(asked_after: list[float], per_second: int) -> None:
    waits: list[tuple[float, float]] = []

    async def story(sender: Sender) -> None:
        loop = asyncio.get_running_loop()

        async def ask(chat: int, after: float) -> None:
            await asyncio.sleep(after)
            asked_at = loop.time()
            await sender.send(chat)
            waits.append((asked_at, loop.time() - TRIP))

        tips = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(1, 151)]
        await asyncio.gather(*(ask(5_000 + n, after) for n, after in enumerate(asked_after)))
        await asyncio.gather(*tips)

    left = [at - TRIP / 2 for at in tell(story, per_second=per_second).times(Priority.BROADCAST)]

    slack = 1e-6
    for asked_at, left_at in waits:
        assert not any(asked_at + slack < tip < left_at - slack for tip in left)


def test_a_reply_amid_a_broadcast_waits_for_one_place_and_not_for_a_second() -> None:
    waits: list[float] = []

    async def story(sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        tips = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(1, 1001)]
        for chat in range(5_001, 5_150):
            asked_at = loop.time()
            await sender.send(chat)
            waits.append(loop.time() - asked_at - TRIP)
            await asyncio.sleep(0.17)
        await asyncio.gather(*tips)

    tell(story)
    assert max(waits) < 0.1


def test_tips_are_not_starved_by_fewer_replies_than_the_rate() -> None:
    async def story(sender: Sender) -> None:
        tips = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(1, 101)]
        replies = []
        for chat in range(5_000, 5_600):
            replies.append(start(sender.send(chat), "reply"))
            await asyncio.sleep(1 / 25)
        await asyncio.gather(*tips, *replies)

    # 25 replies a second leave 5 places, less the length that the windows are longer: some 4.7.
    assert tell(story).times(Priority.BROADCAST)[-1] < 100 / 4.5


def test_a_chat_at_its_limit_delays_no_other() -> None:
    async def story(sender: Sender) -> None:
        flood = [start(sender.send(1), "flood") for _ in range(30)]
        await sender.send(2)
        assert asyncio.get_running_loop().time() < 0.1
        await asyncio.gather(*flood)

    assert tell(story).most_within(2.99, chat=1) == 3


def test_sends_to_one_chat_leave_in_the_order_in_which_they_were_asked_for() -> None:
    left: list[int] = []

    async def story(sender: Sender) -> None:
        async def leave(number: int) -> bool:
            left.append(number)
            return True

        def one(number: int) -> Awaitable[Any]:
            return sender.limiter.process_request(
                leave, (number,), {}, "sendMessage", {"chat_id": 1}, None
            )

        await asyncio.gather(*(one(number) for number in range(20)))

    tell(story)
    assert left == list(range(20))


@pytest.mark.parametrize(
    "endpoint",
    [
        "answerCallbackQuery",
        "answerInlineQuery",
        "getChatMember",
        "deleteMessage",
        "sendChatAction",
    ],
)
def test_calls_that_put_nothing_before_people_never_wait(endpoint: str) -> None:
    async def story(sender: Sender) -> None:
        flood = [start(sender.send(-1), "flood") for _ in range(30)]
        await asyncio.sleep(0)
        before = asyncio.get_running_loop().time()
        for _ in range(50):
            await sender.send(-1, endpoint=endpoint, out=0, back=0)
        assert asyncio.get_running_loop().time() == before
        for sending in flood:
            sending.cancel()

    tell(story)


@pytest.mark.parametrize("endpoint", ["editMessageText", "copyMessage", "forwardMessage"])
def test_calls_that_people_see_count_like_a_message(endpoint: str) -> None:
    async def story(sender: Sender) -> None:
        await asyncio.gather(*(sender.send(-1, endpoint=endpoint) for _ in range(25)))

    wire = tell(story)
    assert wire.most_within(59.99, chat=-1) == 20


def test_an_edit_of_an_inline_message_has_no_chat_and_never_waits() -> None:
    async def story(sender: Sender) -> None:
        data = {"inline_message_id": "1"}
        for _ in range(100):
            await sender.limiter.process_request(
                sender.wire.carry, ("", Priority.REPLY, 0, 0), {}, "editMessageText", data, None
            )
        assert asyncio.get_running_loop().time() == 0

    tell(story)


def test_a_chat_named_in_two_ways_is_one_chat() -> None:
    async def story(sender: Sender) -> None:
        await asyncio.gather(*(sender.send(chat) for chat in (7, "7", 7, "7")))

    times = tell(story).times()
    assert times[-1] - times[0] > 2.9


@given(
    doomed=st.sets(st.integers(0, 79), max_size=60),
    after=st.lists(st.floats(0, 4), min_size=80, max_size=80),
)
@settings(max_examples=40, deadline=None)
def test_cancelled_waiters_take_nothing_with_them(doomed: set[int], after: list[float]) -> None:
    async def story(sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        sending = [
            start(
                sender.send(number % 40 + 1, Priority.BROADCAST if number % 2 else Priority.REPLY),
                "send",
            )
            for number in range(80)
        ]
        for number in doomed:
            loop.call_later(after[number], sending[number].cancel)
        results = await asyncio.gather(*sending, return_exceptions=True)
        failed = {n for n, result in enumerate(results) if isinstance(result, BaseException)}
        assert failed <= doomed
        # As fast as if nobody had been cancelled, at the latest: 10 a second, 8 for tips.
        assert loop.time() < 12

    wire = tell(story, per_second=10)
    assert wire.most_within(0.999) <= 10


def test_a_turn_in_the_hand_of_one_who_is_cancelled_goes_to_the_next_at_once() -> None:
    left: list[float] = []

    async def story(sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.gather(sender.send(1), sender.send(2))
        doomed = start(sender.send(3), "doomed")
        heir = start(sender.send(4), "heir")
        # When a place falls free the first to have it is cancelled in the same breath, a hair after
        # it was given its turn and before it could wake.
        loop.call_at(1.01 + 5e-10, doomed.cancel)
        await asyncio.wait([doomed])
        await heir
        await sender.send(5)
        left.append(loop.time() - TRIP)

    wire = tell(story, per_second=2)
    assert [chat for _, chat, _ in wire.arrivals] == [1, 2, 4, 5]
    # Had the cancelled one's place been lost, the last would have had to wait half a second more.
    assert left[0] < 1.01 + 0.5 + 2 * TRIP


def test_a_refused_chat_pauses_for_as_long_as_telegram_asks_and_others_go_on() -> None:
    async def story(sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        sender.wire.refusals[1] = [7]
        refused = start(sender.send(1), "refused")
        await asyncio.sleep(TRIP)
        await sender.send(2)
        assert loop.time() < 1
        await refused

    wire = tell(story)
    (first_to_one,) = (at for at, chat, _ in wire.arrivals if chat == 1)
    assert first_to_one == pytest.approx(7 + TRIP, abs=0.01)


def test_a_refused_tip_is_handed_back_to_its_sender() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals[1] = [7]
        with pytest.raises(RetryAfter):
            await sender.send(1, Priority.BROADCAST)
        assert asyncio.get_running_loop().time() < 1

    assert tell(story).arrivals == []


def test_a_reply_is_sent_again_as_often_as_it_is_refused_while_somebody_waits_for_it() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals[1] = [2, 3, 4]
        await sender.send(1)

    ((arrived_at, _, _),) = tell(story).arrivals
    assert arrived_at == pytest.approx(2 + 3 + 4 + TRIP, abs=0.5)


def test_a_reply_for_which_nobody_waits_any_more_is_given_up() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals[1] = [20, 20]
        with pytest.raises(RetryAfter):
            await sender.send(1)
        assert asyncio.get_running_loop().time() < 25

    assert tell(story).arrivals == []


def test_nobody_sits_through_a_long_pause() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals[1] = [3600]
        waiting = [start(sender.send(1), "waiting") for _ in range(6)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        # The second left before the refusal of the first was known.
        assert [type(outcome) for outcome in outcomes] == [RetryAfter, dict, *[RetryAfter] * 4]
        with pytest.raises(RetryAfter):
            await sender.send(1)
        assert asyncio.get_running_loop().time() < 1
        await asyncio.sleep(3600)
        await sender.send(1)

    tell(story)


def test_three_refused_chats_in_a_row_mean_the_bot_and_stop_all_sends() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals = {1: [9], 2: [9], 3: [9]}
        await asyncio.gather(
            *(sender.send(chat, Priority.BROADCAST) for chat in (1, 2, 3)), return_exceptions=True
        )
        await asyncio.gather(sender.send(4), sender.send(5, Priority.BROADCAST))

    assert tell(story).times()[0] > 9


def test_a_halt_longer_than_the_longest_wait_refuses_all_who_wait() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals = {1: [900], 2: [900], 3: [900]}
        for chat in (1, 2, 3):
            start(_swallow(sender.send(chat, Priority.BROADCAST)), "refused")
        waiting = [start(sender.send(chat, Priority.BROADCAST), "tip") for chat in range(10, 60)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert isinstance(outcomes[-1], RetryAfter)
        assert asyncio.get_running_loop().time() < 1

    tell(story)


def test_other_errors_pass_through_untouched() -> None:
    async def story(sender: Sender) -> None:
        async def lost() -> bool:
            raise NetworkError("lost")

        with pytest.raises(NetworkError):
            await sender.limiter.process_request(lost, (), {}, "sendMessage", {"chat_id": 1}, None)

    tell(story)


def test_a_record_from_a_faster_time_does_not_slow_the_bot_for_long() -> None:
    async def story(sender: Sender) -> None:
        await sender.send(9_999, out=0.0005, back=0.0005)
        sending = (
            sender.send(chat, Priority.BROADCAST, out=0.1, back=0.1) for chat in range(1, 1001)
        )
        await asyncio.gather(*sending)

    times = tell(story).times(Priority.BROADCAST)

    assert 700 / (times[-1] - times[-701]) >= 0.97 * 25


def test_unanswered_sends_do_not_stop_the_others_for_ever() -> None:
    async def story(sender: Sender) -> None:
        hanging = [start(sender.send(chat, back=60), "hanging") for chat in range(1, 31)]
        await asyncio.sleep(0.1)
        await sender.send(99)
        assert asyncio.get_running_loop().time() < 5
        await asyncio.gather(*hanging)

    tell(story)


def test_chats_that_rest_are_forgotten() -> None:
    async def story(sender: Sender) -> None:
        most = 0
        for first in itertools.count(1, 30):
            if first > 9_000:
                break
            await asyncio.gather(*(sender.send(chat) for chat in range(first, first + 30)))
            await asyncio.sleep(1)
            most = max(most, sender.limiter.chats)
        assert most < 500

    tell(story)


def test_a_paused_chat_is_not_forgotten() -> None:
    async def story(sender: Sender) -> None:
        sender.wire.refusals[1] = [500]
        with pytest.raises(RetryAfter):
            await sender.send(1)
        for chat in range(10, 2_000):
            await sender.send(chat)
        with pytest.raises(RetryAfter):
            await sender.send(1)

    tell(story)


@pytest.mark.parametrize(
    ("rate", "for_broadcasts"), [(2, 1), (5, 4), (6, 5), (30, 25), (1000, 834)]
)
def test_a_sixth_of_any_rate_is_kept_for_replies(rate: int, for_broadcasts: int) -> None:
    chosen = limits(rate)
    assert (chosen.overall.count, chosen.for_broadcasts.count) == (rate, for_broadcasts)


def test_how_much_is_kept_for_replies_can_be_chosen() -> None:
    assert limits(30, reserved=10).for_broadcasts.count == 20


async def _swallow(sending: Awaitable[Any]) -> None:
    with pytest.raises(RetryAfter):
        await sending


def test_of_many_replies_at_once_no_more_are_on_the_wire_than_the_rate_and_the_way_need() -> None:
    """A kill leaves unknown of each on the wire whether it arrived: it will be sent again."""
    most_on_the_wire = 0

    async def story(sender: Sender) -> None:
        nonlocal most_on_the_wire
        on_the_wire = 0

        async def leave() -> bool:
            nonlocal on_the_wire, most_on_the_wire
            on_the_wire += 1
            most_on_the_wire = max(most_on_the_wire, on_the_wire)
            await asyncio.sleep(0.15)
            on_the_wire -= 1
            return True

        def one(chat: int) -> Awaitable[Any]:
            return sender.limiter.process_request(
                leave, (), {}, "sendMessage", {"chat_id": chat}, None
            )

        await asyncio.gather(*(one(chat) for chat in range(1, 101)))

    tell(story)
    assert most_on_the_wire <= 6  # 30 a second for 0.15 s, and a moment caught up
