"""Every error that Telegram has for a weekly tip, each with what must follow.

The rows are those of the error taxonomy: who is suspended, who is paused, what is sent again and
what never is.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chats.model import ChatState
from bot.tips.schedule import Schedule
from bot.tips.subscriptions import SubscriptionState
from standin.bot_api.faults import Effect, Fault
from standin.state.chats import Chat
from standin.state.messages import Message
from tests.conversation import Conversation
from tests.support.deliveries import delivery_counts

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONDAY_TEN = Schedule(0, 10, 0, "Europe/Lisbon")
# No real server says both, but one between here and Telegram might.
NOT_OK = b'{"ok": false, "error_code": 400, "description": "Bad Request"}'


async def subscribed(talk: Conversation) -> None:
    await talk.say("/start")
    await talk.services.subscriptions.subscribe(talk.private, MONDAY_TEN)


async def group_subscribed(talk: Conversation, *, thread_id: int | None = None) -> Chat:
    group = talk.world.chats.create_supergroup("Group", talk.person, [], with_bot=True, forum=True)
    await talk.quiet()
    await talk.services.subscriptions.subscribe(
        group.id, MONDAY_TEN, thread_id=thread_id, enabled_by=talk.person.id
    )
    return group


def tips(talk: Conversation, chat: int | Chat) -> list[Message]:
    return [m for m in talk.world.history.said_by_bot(chat) if m.text.startswith("💡")]


async def state(talk: Conversation, chat_id: int) -> SubscriptionState:
    found = await talk.services.subscriptions.get(chat_id)
    assert found is not None
    return found.state


def attempts(talk: Conversation) -> int:
    """How often a tip was sent, arrived or not."""
    return len([e for e in talk.world.log.of("sendMessage") if "💡" in e.params["text"]])


async def counts(talk: Conversation) -> dict[str, int]:
    return await delivery_counts(talk.services.database)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.forbidden("bot was blocked by the user"),
        Fault.forbidden("user is deactivated"),
        Fault.forbidden("bot can't initiate conversation with a user"),
        Fault.bad_request("chat not found"),
    ],
    ids=["blocked", "deactivated", "cannot initiate", "chat not found"],
)
async def test_who_cannot_be_reached_is_suspended_and_gets_it_all_back_when_they_write(
    talk: Conversation, fault: Fault
) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", fault)
    await talk.pass_time(WEEK)
    assert await state(talk, talk.private) is SubscriptionState.SUSPENDED
    await talk.pass_time(2 * WEEK)
    assert not tips(talk, talk.private)
    await talk.say("/menu")
    assert await state(talk, talk.private) is SubscriptionState.ACTIVE
    await talk.pass_time(WEEK)
    assert len(tips(talk, talk.private)) == 1


@pytest.mark.parametrize(
    "reason",
    [
        "bot was kicked from the supergroup chat",
        "bot is not a member of the supergroup chat",
        "the group chat was deleted",
    ],
)
async def test_a_group_that_is_gone_is_suspended(talk: Conversation, reason: str) -> None:
    group = await group_subscribed(talk)
    talk.world.faults.next("sendMessage", Fault.forbidden(reason), chat_id=group.id)
    await talk.pass_time(WEEK)
    assert await state(talk, group.id) is SubscriptionState.SUSPENDED
    chat = await talk.services.chats.get(group.id)
    assert chat is not None
    assert chat.state is ChatState.LEFT


async def test_a_group_that_became_a_supergroup_gets_its_tip_once_and_all_rows_move(
    talk: Conversation,
) -> None:
    group = talk.world.chats.create_group("Small group", talk.person, [], with_bot=True)
    await talk.quiet()
    await talk.services.subscriptions.subscribe(group.id, MONDAY_TEN)
    new_id = talk.world.chats.migrate(group, announce=False)
    await talk.pass_time(WEEK)
    assert len(tips(talk, new_id)) == 1
    assert await talk.services.subscriptions.get(group.id) is None
    assert await state(talk, new_id) is SubscriptionState.ACTIVE
    await talk.pass_time(WEEK)
    assert len(tips(talk, new_id)) == 2


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("not enough rights to send text messages to the chat", "allow me to send messages"),
        ("have no write access to the chat", "allow me to send messages"),
        ("need administrator rights in the channel chat", "allow me to send messages"),
        ("message thread not found", "is gone"),
        ("TOPIC_CLOSED", "is closed"),
        ("TOPIC_DELETED", "is gone"),
    ],
)
async def test_a_place_that_may_not_be_written_to_is_paused_told_of_once_and_never_replaced(
    talk: Conversation, reason: str, told: str
) -> None:
    welcome = await talk.say("/start")
    group = await group_subscribed(talk, thread_id=5)
    talk.world.faults.next("sendMessage", Fault.bad_request(reason), chat_id=group.id)
    await talk.pass_time(WEEK)
    found = await talk.services.subscriptions.get(group.id)
    assert found is not None
    assert found.state is SubscriptionState.PAUSED
    sent = talk.world.log.of("sendMessage", group.id)
    assert all(e.params.get("message_thread_id") == 5 for e in sent if "💡" in e.params["text"])
    (word,) = await said_to_the_admin(talk, after=welcome)
    assert told in word.text
    await talk.pass_time(2 * WEEK)
    assert not tips(talk, group)
    assert await said_to_the_admin(talk, after=word) == []


async def said_to_the_admin(talk: Conversation, *, after: Message) -> list[Message]:
    await talk.world.idle()
    return talk.world.history.said_by_bot(talk.private, after=after.id)


async def test_a_short_429_only_delays_the_tip(talk: Conversation) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", Fault.too_many(retry_after=1))
    await talk.pass_time(WEEK)
    assert len(tips(talk, talk.private)) == 1
    assert await counts(talk) == {"sent": 1}


async def test_a_429_that_names_no_time_is_waited_out_like_any_other(talk: Conversation) -> None:
    await subscribed(talk)
    fault = Fault.refusal(429, "Too Many Requests: retry later")
    talk.world.faults.next("sendMessage", fault)
    await talk.pass_time(WEEK)
    assert len(tips(talk, talk.private)) == 1
    assert await counts(talk) == {"sent": 1}
    assert attempts(talk) == 2


async def test_a_429_of_half_a_day_drops_that_tip_counts_it_and_goes_on_the_week_after(
    talk: Conversation,
) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", Fault.too_many(retry_after=43_000))
    await talk.pass_time(WEEK)
    assert not tips(talk, talk.private)
    assert await state(talk, talk.private) is SubscriptionState.ACTIVE
    await talk.pass_time(DAY)
    assert await counts(talk) == {"dropped": 1}
    # Meanwhile the person is answered as soon as Telegram takes anything for this chat again.
    kept = await talk.services.subscriptions.get(talk.private)
    assert kept is not None
    assert kept.next_due_at is not None


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error_html(502, after_effect=True),
        Fault.server_error_html(502),
        Fault.not_json(after_effect=True),
        Fault.not_json(),
        Fault(Effect.ANSWER, 200, NOT_OK),
        Fault(Effect.ANSWER, 200, NOT_OK, after_effect=True),
        Fault.reset(after_effect=True),
        Fault.reset(),
    ],
    ids=[
        "5xx after",
        "5xx before",
        "not JSON after",
        "not JSON before",
        "200 and not ok",
        "200 and not ok after",
        "reset after",
        "reset before",
    ],
)
async def test_a_tip_that_may_have_arrived_is_unknown_and_never_sent_twice(
    talk: Conversation, fault: Fault
) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", fault)
    await talk.pass_time(WEEK)
    await talk.pass_time(DAY)
    assert attempts(talk) == 1
    assert (await counts(talk)).get("unknown") == 1
    assert await state(talk, talk.private) is SubscriptionState.ACTIVE
    await talk.pass_time(WEEK)
    assert len({tip.text for tip in tips(talk, talk.private)}) == len(tips(talk, talk.private))


async def test_our_own_mistake_fails_the_tip_and_not_the_subscriber(talk: Conversation) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", Fault.bad_request("can't parse entities: broken"))
    await talk.pass_time(WEEK)
    assert (await counts(talk)).get("failed") == 1
    assert await state(talk, talk.private) is SubscriptionState.ACTIVE
    await talk.pass_time(WEEK)
    assert len(tips(talk, talk.private)) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault.unauthorized(), Fault.refusal(404, "Not Found")],
    ids=["401", "404"],
)
async def test_a_token_that_is_not_valid_stops_the_run_and_when_it_is_again_the_tip_goes(
    talk: Conversation, fault: Fault
) -> None:
    await subscribed(talk)
    talk.world.faults.always("sendMessage", fault, when=lambda params: "💡" in params.text("text"))
    await talk.pass_time(timedelta(days=6, hours=1, minutes=2))
    assert await state(talk, talk.private) is SubscriptionState.ACTIVE
    assert await counts(talk) == {"queued": 1}
    await talk.world.until(lambda: "Weekly tips have stopped." in talk.last().text)
    talk.world.faults.clear()
    await talk.pass_time(timedelta(hours=2))
    assert len(tips(talk, talk.private)) == 1
    assert await counts(talk) == {"sent": 1}


async def test_a_tip_that_found_no_connection_surely_did_not_leave_and_is_sent_again(
    talk: Conversation,
) -> None:
    await subscribed(talk)
    await talk.line.cut()
    await talk.pass_time(timedelta(days=6, hours=1, minutes=2))
    assert await counts(talk) == {"queued": 1}
    await talk.line.restore()
    await talk.pass_time(timedelta(hours=1))
    assert len(tips(talk, talk.private)) == 1
    assert await counts(talk) == {"sent": 1}
    assert attempts(talk) == 1


async def test_another_poller_is_outlasted_and_who_wrote_meanwhile_is_answered(
    talk: Conversation,
) -> None:
    """409: the old process had not quite ended when this one began."""
    conflict = talk.world.faults.next("getUpdates", Fault.conflict(), times=2)
    await talk.say("/start")  # ends the poll that waits; the next ones are refused
    asked = talk.world.messages.send(talk.private, talk.person, "/menu")
    answer = await talk.world.history.reply_in(talk.private, after=asked, within=15)
    assert answer.text.startswith("Menu")
    assert conflict.happened == 2


async def test_failures_in_a_row_stop_the_run_suspend_nobody_and_tell_the_operator(
    talk: Conversation,
) -> None:
    await talk.say("/start")
    people = [talk.world.people.add(f"P{n}") for n in range(40)]
    for person in people:
        await talk.services.subscriptions.subscribe(person.id, MONDAY_TEN)
    for person in people:
        talk.world.faults.always(
            "sendMessage", Fault.forbidden("bot was blocked by the user"), chat_id=person.id
        )
    await talk.pass_time(timedelta(days=6, hours=1, minutes=2))
    states = {await state(talk, person.id) for person in people}
    assert states == {SubscriptionState.ACTIVE}
    await talk.world.until(lambda: "Weekly tips have stopped." in talk.last().text)
