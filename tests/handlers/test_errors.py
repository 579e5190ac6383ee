"""Whatever fails, nobody is left before a silent button, and nobody is answered twice."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot import tasks
from bot.chats.model import ChatState
from handlers.callback_acknowledgement import RATHER_LONG
from handlers.runtime.priority_queue import Limits
from handlers.runtime.sliding_window import Limit
from standin.bot_api.faults import Fault
from standin.state.chats import Chat
from standin.state.messages import Message
from tests.conversation import Conversation, buttons, conversation
from tests.handlers.test_delivery_errors import WEEK, subscribed

SORRY = "Something went wrong on my side."
# A page goes into a chat each second, as on Telegram once its short burst is used up.
ONE_A_SECOND = Limits(*[Limit(10_000, 1.0)] * 2, *[Limit(1, 1.0)] * 2)


def apologies(talk: Conversation, where: int | Chat) -> list[Message]:
    return [m for m in talk.world.history.said_by_bot(where) if m.text.startswith(SORRY)]


async def page_in(talk: Conversation, group: Chat) -> tuple[Message, str]:
    """A page before a group and a button under it that changes it."""
    page = await talk.say("/faq", chat=group)
    return page, buttons(page)[0]


@pytest.mark.parametrize(
    "fault",
    [Fault.server_error_html(502), Fault.reset(), Fault.bad_request("invented and new")],
    ids=["5xx", "reset", "refused"],
)
async def test_a_page_that_cannot_be_shown_is_apologised_for(
    talk: Conversation, fault: Fault
) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.always("editMessageText", fault)
    await talk.tap(menu, buttons(menu)[0])
    (sorry,) = apologies(talk, talk.private)
    assert buttons(sorry)


@pytest.mark.parametrize(
    "fault", [Fault.server_error_html(502), Fault.reset()], ids=["5xx", "reset"]
)
async def test_a_page_that_could_not_be_shown_once_is_shown_after_all(
    talk: Conversation, fault: Fault
) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next("editMessageText", fault)
    page, _ = await talk.tap(menu, buttons(menu)[0])
    assert page.text != menu.text
    assert not apologies(talk, talk.private)


@pytest.mark.parametrize(
    "fault",
    [Fault.too_many(1), Fault.refusal(429, "Too Many Requests")],
    ids=["429", "429 without a time"],
)
async def test_an_answer_that_telegram_refused_for_now_comes_after_all(
    talk: Conversation, fault: Fault
) -> None:
    talk.world.faults.next("sendMessage", fault)
    assert (await talk.say("/menu")).text.startswith("Menu")
    assert not apologies(talk, talk.private)


async def test_before_a_group_one_apology_stands_for_all(talk: Conversation) -> None:
    group = talk.world.chats.create_supergroup("Group", talk.person, with_bot=True)
    await talk.quiet()
    page, label = await page_in(talk, group)
    talk.world.faults.always("editMessageText", Fault.server_error_html(502))
    for _ in range(4):
        await talk.tap(page, label)
    assert len(apologies(talk, group)) == 1


@pytest.mark.parametrize(
    "gone", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_page_that_is_gone_is_sent_anew(talk: Conversation, gone: str) -> None:
    menu = await talk.say("/menu")
    talk.world.faults.next("editMessageText", Fault.bad_request(gone))
    await talk.tap(menu, buttons(menu)[0])
    assert talk.last().id != menu.id
    assert not apologies(talk, talk.private)


async def test_taps_that_wait_for_their_turn_do_not_go_on_loading(tmp_path: Path) -> None:
    async with conversation(tmp_path, sending=ONE_A_SECOND) as talk:
        menu = await talk.say("/menu")
        labels = buttons(menu)[1:5]
        began = time.monotonic()
        presses = [
            talk.world.buttons.press(talk.private, menu.id, talk.person, label) for label in labels
        ]
        for press in presses:
            await talk.world.buttons.answer_to(press)
        assert time.monotonic() - began < 2
        await talk.world.until(lambda: len(talk.world.log.of("editMessageText")) == len(labels), 10)
        assert not apologies(talk, talk.private)


async def test_in_a_storm_of_presses_before_a_group_every_one_is_answered(tmp_path: Path) -> None:
    async with conversation(tmp_path, sending=ONE_A_SECOND) as talk:
        other = talk.world.people.add("Kim", language_code="en")
        group = talk.world.chats.create_supergroup("Group", talk.person, [other], with_bot=True)
        await talk.quiet()
        page, label = await page_in(talk, group)

        pressed = [
            talk.world.buttons.press(group.id, page.id, who, label)
            for _ in range(100)
            for who in (talk.person, other)
        ]
        async with asyncio.timeout(RATHER_LONG + 3):
            answers = [await talk.world.buttons.answer_to(press, 30) for press in pressed]
        assert len(answers) == 200
        assert any("One tap at a time" in (answer.text or "") for answer in answers)


async def test_a_look_at_who_is_back_that_fails_spoils_no_answer(talk: Conversation) -> None:
    await rename(talk, "chats", "hidden")
    answer = await talk.say("/faq cure")
    await talk.quiet()
    assert answer.text
    assert talk.world.history.said_by_bot(talk.private) == [answer]
    assert not apologies(talk, talk.private)
    await rename(talk, "hidden", "chats")


async def test_who_could_not_be_looked_at_is_looked_at_again(talk: Conversation) -> None:
    await subscribed(talk)
    talk.world.faults.next("sendMessage", Fault.forbidden("bot was blocked by the user"))
    await talk.pass_time(WEEK)
    await rename(talk, "chats", "hidden")
    await talk.say("/menu")
    await talk.quiet()
    await rename(talk, "hidden", "chats")
    await talk.say("/menu")
    assert await chat_state(talk) is ChatState.ACTIVE


async def test_who_writes_while_their_block_is_written_down_is_back_with_the_next_message(
    talk: Conversation,
) -> None:
    await subscribed(talk)
    refused = talk.world.faults.next("sendMessage", Fault.forbidden("bot was blocked by the user"))
    talk.world.faults.latency = 0.2
    due = await talk.services.subscriptions.next_due_at()
    assert due is not None
    talk.clock.move_to(due)
    run = tasks.start(talk.courier.tick(), "run")
    await talk.world.until(lambda: talk.courier.in_flight > 0)
    async with talk.services.database.transaction():
        await talk.world.until(lambda: refused.happened > 0 and not talk.courier.in_flight)
        await talk.say("/menu")
    await run
    assert await chat_state(talk) is ChatState.BLOCKED
    await talk.say("/menu")
    assert await chat_state(talk) is ChatState.ACTIVE


async def rename(talk: Conversation, name: str, to: str) -> None:
    """A table that is not there fails every question about it."""
    async with talk.services.database.transaction() as connection:
        await connection.execute("PRAGMA legacy_alter_table = ON")
        await connection.execute(f"ALTER TABLE {name} RENAME TO {to}")


async def chat_state(talk: Conversation) -> ChatState:
    await talk.quiet()
    chat = await talk.services.chats.get(talk.private)
    assert chat is not None
    return chat.state
