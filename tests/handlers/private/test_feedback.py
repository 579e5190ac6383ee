"""Writing to the team: on purpose, shown first, without a name, answered, and taken back."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.lifecycle import tidy
from standin.bot_api.faults import Fault
from standin.state.accounts import Person
from standin.state.messages import Message
from tests.conversation import Conversation, buttons, conversation
from tests.support.log_lines import log_written

pytestmark = pytest.mark.usefixtures("no_error_logged")

WORDS = "Could you write about heated blankets? Xylophone-canary-7261."
OPERATORS = (1000001, 1000002)
PREVIEW = "This is what the team will see"
# What was written is read as a question: the nearest texts, or none.
# A place alone finds who helps there.
ANSWER = (
    "These come closest to what you asked.",
    "I don't have an answer to that.",
    "Liga Portuguesa Contra o Cancro",
)


@dataclass
class Desk:
    """A person who writes, and two operators who have started the bot."""

    talk: Conversation
    operators: tuple[Person, Person]

    async def write(self, words: str = WORDS) -> tuple[Message, Message]:
        """Asked by /feedback, the person writes; their message and what is shown to it."""
        await self.talk.say("/feedback")
        written = self.talk.world.messages.send(self.talk.private, self.talk.person, words)
        shown = await self.talk.world.history.reply_in(self.talk.private, after=written)
        return written, shown

    async def send(self, words: str = WORDS) -> Message:
        """Written and sent; the confirmation."""
        _, shown = await self.write(words)
        confirmed, _ = await self.talk.tap(shown, "Send")
        return confirmed

    def received(self, operator: int = 0) -> list[Message]:
        """What the bot has said to an operator since they started it."""
        said = self.talk.world.history.said_by_bot(self.operators[operator].id)
        return [m for m in said if not m.text.startswith("Hello.")]

    async def reply(self, to: Message, text: str, operator: int = 0) -> Message:
        """An operator uses Telegram's Reply; what the bot says to that."""
        world, who = self.talk.world, self.operators[operator]
        sent = world.messages.send(who.id, who, text, reply_to=to)
        return await world.history.reply_in(who.id, after=sent)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_in(tmp_path) as desk:
        yield desk


class desk_in:  # noqa: N801 -- reads as a word in a with statement
    """A desk on a database in a folder."""

    def __init__(self, folder: Path) -> None:
        self._running = conversation(folder, operator_ids=OPERATORS)

    async def __aenter__(self) -> Desk:
        talk = await self._running.__aenter__()
        first, second = talk.person, talk.world.people.add("Olu")
        assert (first.id, second.id) == OPERATORS
        for operator in (first, second):
            talk.world.deep_links.start(operator)
        talk.person = talk.world.people.add("Ana", last_name="Rivera", username="ana_rivera")
        await talk.quiet()
        return Desk(talk, (first, second))

    async def __aexit__(self, *exc: object) -> None:
        await self._running.__aexit__(None, None, None)


async def test_it_is_shown_first_as_a_reply_to_what_they_wrote_and_nothing_is_sent(
    desk: Desk,
) -> None:
    written, shown = await desk.write()
    assert shown.text.startswith(PREVIEW)
    assert shown.reply_to == written.id
    assert buttons(shown)[:2] == ["Send", "Don't send"]
    assert desk.received() == []


async def test_the_team_gets_the_words_and_no_name(desk: Desk) -> None:
    confirmed = await desk.send()
    assert confirmed.text.startswith("Sent, and thank you.")
    for operator in (0, 1):
        copy, note = desk.received(operator)
        assert copy.text == WORDS
        assert copy.forward_origin is None
        assert copy.protected
        assert note.reply_to == copy.id
        assert note.text.startswith("From a person who uses the bot.")
        for said in (copy, note):
            assert not any(name in str(said.content) for name in ("Ana", "Rivera", "ana_rivera"))
            assert str(desk.talk.private) not in str(said.content)


async def test_what_is_not_to_be_sent_is_not_sent(desk: Desk) -> None:
    _, shown = await desk.write()
    told, _ = await desk.talk.tap(shown, "Don't send")
    assert told.text.startswith("Nothing was sent.")
    assert desk.received() == []
    assert (await desk.talk.say("Lisbon")).text.startswith(ANSWER)


async def test_each_of_several_messages_is_shown_and_sent_by_itself(desk: Desk) -> None:
    _, first = await desk.write("One")
    second = await desk.talk.say("Two")
    assert second.text.startswith(PREVIEW)
    await desk.talk.tap(second, "Send")
    await desk.talk.tap(first, "Send")
    assert [m.text for m in desk.received()][::2] == ["Two", "One"]


async def test_two_taps_on_send_send_once(desk: Desk) -> None:
    _, shown = await desk.write()
    world = desk.talk.world
    presses = [
        world.buttons.press(desk.talk.private, shown, desk.talk.person, "Send") for _ in range(2)
    ]
    for press in presses:
        await world.buttons.answer_to(press)
    await desk.talk.quiet()
    assert len(desk.received()) == 2  # the copy and its note
    assert "Take it back" in buttons(desk.talk.last())


async def test_what_was_deleted_before_send_is_said_kindly(desk: Desk) -> None:
    written, shown = await desk.write()
    desk.talk.world.messages.delete(desk.talk.private, written.id)
    told, _ = await desk.talk.tap(shown, "Send")
    assert told.text.startswith("Your message is not in this chat any more")
    assert "Write to the team" in buttons(told)
    assert desk.received() == []


async def test_an_edited_message_goes_as_it_is_seen(desk: Desk) -> None:
    written, shown = await desk.write("Hoted blankets")
    desk.talk.world.messages.edit(desk.talk.private, written.id, "Heated blankets")
    await desk.talk.tap(shown, "Send")
    assert desk.received()[0].text == "Heated blankets"


async def test_who_has_taken_it_back_leaves_nothing_with_the_team(desk: Desk) -> None:
    told, _ = await desk.talk.tap(await desk.send(), "Take it back")
    assert told.text.startswith("Taken back.")
    assert desk.received(0) == desk.received(1) == []


async def test_what_an_operator_has_deleted_is_taken_back_all_the_same(desk: Desk) -> None:
    confirmed = await desk.send()
    desk.talk.world.messages.delete(desk.operators[0].id, desk.received()[0].id)
    told, _ = await desk.talk.tap(confirmed, "Take it back")
    assert told.text.startswith("Taken back.")


async def test_after_two_days_it_cannot_be_deleted_and_cannot_be_answered_either(
    desk: Desk,
) -> None:
    confirmed = await desk.send()
    desk.talk.clock.advance(timedelta(days=3))
    told, _ = await desk.talk.tap(confirmed, "Take it back")
    assert told.text.startswith("Your message could not be deleted everywhere.")
    copy = desk.received()[0]
    refused = await desk.reply(copy, "Here you are")
    assert refused.text.startswith("That was sent to nobody")


async def test_a_lost_connection_while_taking_back_can_be_tried_again(
    desk: Desk, an_error_is_expected: None
) -> None:
    confirmed = await desk.send()
    fails = desk.talk.world.faults.always("deleteMessage", Fault.server_error_html(502))
    await desk.talk.tap(confirmed, "Take it back")
    assert desk.received()
    assert fails.happened
    desk.talk.world.faults.clear()
    told, _ = await desk.talk.tap(confirmed, "Take it back")
    assert told.text.startswith("Taken back.")
    assert desk.received() == []


@pytest.mark.parametrize("to", [0, 1], ids=["the copy", "the note"])
async def test_an_operator_answers_by_replying(desk: Desk, to: int) -> None:
    await desk.send()
    written = next(m for m in desk.talk.world.history.of(desk.talk.private) if m.text == WORDS)
    told = await desk.reply(desk.received(1)[to], "We will write it.", operator=1)
    assert told.text == "Your answer has been sent to them."
    heading, answer = desk.talk.world.history.said_by_bot(desk.talk.private)[-2:]
    assert heading.text.startswith("The team has answered you.")
    assert heading.reply_to == written.id
    assert answer.text == "We will write it."
    assert answer.forward_origin is None
    assert "Olu" not in str(heading.content) + str(answer.content)


async def test_an_answer_may_be_a_picture(desk: Desk) -> None:
    await desk.send()
    world, who = desk.talk.world, desk.operators[0]
    sent = world.messages.send_photo(who.id, who, "Like this", reply_to=desk.received()[0])
    await world.history.reply_in(who.id, after=sent)
    assert "photo" in desk.talk.last().content


async def test_the_person_can_answer_again(desk: Desk) -> None:
    await desk.send()
    await desk.reply(desk.received()[0], "Which blankets?")
    await desk.send("The small ones.")
    copy = desk.received()[-2]
    assert copy.text == "The small ones."
    await desk.reply(copy, "Thank you.")
    assert desk.talk.last().text == "Thank you."


async def test_a_person_who_has_blocked_the_bot_is_said_to_be_out_of_reach(desk: Desk) -> None:
    await desk.send()
    desk.talk.world.people.block_bot(desk.talk.person)
    await desk.talk.quiet()
    told = await desk.reply(desk.received()[0], "Here you are")
    assert told.text.startswith("Your answer could not be sent: this person has stopped the bot")


async def test_an_answer_that_did_not_leave_may_be_given_again(desk: Desk) -> None:
    await desk.send()
    said = len(desk.talk.world.history.said_by_bot(desk.talk.private))
    desk.talk.world.faults.next("copyMessage", Fault.server_error_html(502))
    told = await desk.reply(desk.received()[0], "Here you are")
    assert "once more in a few minutes" in told.text
    # No heading is left standing without an answer under it.
    assert len(desk.talk.world.history.said_by_bot(desk.talk.private)) == said
    told = await desk.reply(desk.received()[0], "Here you are")
    assert told.text == "Your answer has been sent to them."


async def test_a_reply_to_anything_else_reaches_nobody_and_is_read_as_anybodys_words(
    desk: Desk,
) -> None:
    operator = desk.operators[0]
    page = desk.talk.world.history.said_by_bot(operator.id)[0]
    told = await desk.reply(page, "What does refractory mean?")
    assert told.text.startswith("That was sent to nobody")
    await desk.talk.quiet()
    read = desk.talk.world.history.last(operator.id).text
    assert read.startswith('What does "refractory" mean?')


async def test_an_operators_reply_to_an_open_question_is_its_answer(desk: Desk) -> None:
    operator = desk.operators[0]
    desk.talk.person = operator
    asked = await desk.talk.say("/subscribe")
    for label in ("Yes, choose day and time", "Friday", "18:00"):
        asked, _ = await desk.talk.tap(asked, label)
    confirmed = await desk.reply(asked, "Porto")
    assert "Friday, 18:00, Lisbon time" in confirmed.text


async def test_who_is_no_operator_answers_nobody_by_replying(desk: Desk) -> None:
    confirmed = await desk.send()
    sent = desk.talk.world.messages.send(
        desk.talk.private, desk.talk.person, "And one more thing", reply_to=confirmed
    )
    answer = await desk.talk.world.history.reply_in(desk.talk.private, after=sent)
    assert not answer.text.startswith("That was sent to nobody")
    assert len(desk.received()) == 2


async def test_where_one_operator_is_out_of_reach_the_other_reads(desk: Desk) -> None:
    desk.talk.world.people.block_bot(desk.operators[0])
    await desk.talk.quiet()
    confirmed = await desk.send()
    assert confirmed.text.startswith("Sent")
    assert [m.text for m in desk.received(1)][:1] == [WORDS]


async def test_where_nobody_can_be_reached_that_is_said_before_they_write(desk: Desk) -> None:
    for operator in desk.operators:
        desk.talk.world.people.block_bot(operator)
    await desk.talk.quiet()
    told = await desk.talk.say("/feedback")
    assert told.text.startswith("Nobody can read messages here at the moment")
    assert (await desk.talk.say("hello")).text.startswith(ANSWER)
    assert await desk.talk.services.chats.get(desk.talk.private) is None


async def test_where_nobody_is_an_operator_that_is_said_before_they_write(tmp_path: Path) -> None:
    async with conversation(tmp_path, operator_ids=()) as talk:
        told = await talk.say("/feedback")
        assert told.text.startswith("Nobody can read messages here at the moment")
        assert "Places that help" in buttons(told)


async def test_where_nobody_can_be_reached_any_more_it_may_be_tried_again(desk: Desk) -> None:
    _, shown = await desk.write()
    for operator in desk.operators:
        desk.talk.world.people.block_bot(operator)
    await desk.talk.quiet()
    told, _ = await desk.talk.tap(shown, "Send")
    assert told.text.startswith("The team can't be reached at the moment")
    desk.talk.world.people.unblock_bot(desk.operators[1])
    await desk.talk.quiet()
    told, _ = await desk.talk.tap(told, "Try again")
    assert told.text.startswith("Sent")
    assert desk.received(1)[-2].text == WORDS


async def test_a_note_that_does_not_arrive_leaves_the_copy_to_be_answered(desk: Desk) -> None:
    _, shown = await desk.write()
    desk.talk.world.faults.next("sendMessage", Fault.server_error_html(502), times=2)
    told, _ = await desk.talk.tap(shown, "Send")
    assert told.text.startswith("Sent")
    (copy,) = desk.received()
    assert (await desk.reply(copy, "Yes")).text == "Your answer has been sent to them."


async def test_five_a_day_and_the_next_day_again(desk: Desk) -> None:
    for number in range(5):
        assert (await desk.send(f"Message {number}")).text.startswith("Sent")
    received = len(desk.received())
    told = await desk.talk.say("/feedback")
    assert told.text.startswith("You have written to the team five times within a day.")
    desk.talk.clock.advance(timedelta(hours=25))
    assert (await desk.send("Message 5")).text.startswith("Sent")
    assert len(desk.received()) == received + 2


async def test_taking_back_makes_no_room_for_more_on_the_same_day(desk: Desk) -> None:
    for number in range(5):
        await desk.talk.tap(await desk.send(f"Message {number}"), "Take it back")
    assert "five times" in (await desk.talk.say("/feedback")).text


async def test_an_earlier_preview_does_not_go_past_the_days_limit(desk: Desk) -> None:
    _, shown = await desk.write("Early")
    for number in range(5):
        await desk.send(f"Message {number}")
    told, _ = await desk.talk.tap(shown, "Send")
    assert "five times" in told.text
    assert "Early" not in [m.text for m in desk.received()]


async def test_where_telegram_asks_for_patience_it_is_not_sent_and_may_be_tried_again(
    desk: Desk,
) -> None:
    _, shown = await desk.write()
    desk.talk.world.faults.always("copyMessage", Fault.too_many(retry_after=600))
    told, _ = await desk.talk.tap(shown, "Send")
    assert told.text.startswith("The team can't be reached at the moment")
    tries = [entry for entry in desk.talk.world.log if entry.method == "copyMessage"]
    assert len(tries) == len(OPERATORS)


async def test_everything_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as before:
        confirmed = await before.send()
        copy = before.received()[0]
    world, clock = before.talk.world, before.talk.clock
    async with conversation(tmp_path, world=world, clock=clock, operator_ids=OPERATORS) as talk:
        talk.person, again = before.talk.person, Desk(talk, before.operators)
        assert (await again.reply(copy, "We will.")).text.startswith("Your answer has been sent")
        told, _ = await talk.tap(confirmed, "Take it back")
        assert told.text.startswith("Taken back.")
        assert copy not in again.received()


async def test_in_a_group_it_leads_to_the_private_chat(desk: Desk) -> None:
    group = desk.talk.world.chats.create_supergroup("Group", desk.talk.person, with_bot=True)
    await desk.talk.quiet()
    led = await desk.talk.say("/feedback", chat=group)
    assert led.buttons[0][0]["url"].endswith("?start=feedback")
    asked = desk.talk.world.deep_links.start(desk.talk.person, "feedback")
    answer = await desk.talk.world.history.reply_in(desk.talk.private, after=asked)
    assert answer.text.startswith("Write to the team")
    assert (await desk.talk.say(WORDS)).text.startswith(PREVIEW)


@pytest.mark.parametrize("code", ["fbsend", "fbback"])
@pytest.mark.parametrize("number", ["", "!", "zzzzzzzzzzzzzzz", "-1", "0", "7ps"])
async def test_an_invented_number_finds_nothing(desk: Desk, code: str, number: str) -> None:
    menu = await desk.talk.say("/menu")
    press = desk.talk.world.buttons.press_data(
        desk.talk.private, menu.id, desk.talk.person, f"{code}:{number}"
    )
    await desk.talk.world.buttons.answer_to(press)
    await desk.talk.quiet()
    assert "☰ Menu" in buttons(desk.talk.last())
    assert desk.received() == []


async def test_after_thirty_days_nothing_connects_the_two_chats(desk: Desk, tmp_path: Path) -> None:
    confirmed = await desk.send()
    talk = desk.talk
    talk.clock.advance(timedelta(days=29))
    await tidy(talk.services, talk.courier)
    assert (await desk.reply(desk.received()[0], "Yes")).text.startswith("Your answer has been")
    talk.clock.advance(timedelta(days=2))
    await tidy(talk.services, talk.courier)
    assert (await desk.reply(desk.received()[0], "Yes")).text.startswith("That was sent to nobody")
    told, _ = await talk.tap(confirmed, "Take it back")
    assert told.text.startswith("It is not known any more")
    async with talk.services.database.read() as connection:
        rows = list(await connection.execute_fetchall("SELECT * FROM feedback_copies"))
    assert rows == []


async def test_neither_side_is_shown_the_others_number(desk: Desk) -> None:
    await desk.send()
    shown, _ = await desk.talk.tap(await desk.talk.say("/privacy"), "Show my data")
    assert "feedback_copies" in shown.text
    assert not any(str(operator.id) in shown.text for operator in desk.operators)
    writer, desk.talk.person = desk.talk.person, desk.operators[0]
    shown, _ = await desk.talk.tap(await desk.talk.say("/privacy"), "Show my data")
    assert f"operator_id: {desk.operators[0].id}" in shown.text
    assert str(writer.id) not in shown.text


def all_bytes(folder: Path) -> bytes:
    """Of the database and whatever stands beside it."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


@pytest.fixture
def everything_logged() -> Iterator[list[str]]:
    """All that is written at the most talkative level that an operator can set."""
    lines: list[str] = []

    class Notebook(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    root = logging.getLogger()
    notebook = Notebook(logging.DEBUG)
    with log_written("DEBUG"):
        root.addHandler(notebook)
        yield lines


@pytest.mark.usefixtures("an_error_is_expected")
async def test_no_word_is_in_the_database_or_the_log(
    tmp_path: Path, everything_logged: list[str]
) -> None:
    async with desk_in(tmp_path) as desk:
        confirmed = await desk.send()
        await desk.reply(desk.received()[0], "Heron-canary-9983 is the answer")
        await desk.talk.tap(confirmed, "Take it back")
        _, shown = await desk.write()
        desk.talk.world.faults.always("copyMessage", Fault.server_error_html(502))
        await desk.talk.tap(shown, "Send")
        await desk.talk.services.database.close()
        await desk.talk.say(WORDS)
    logged = "\n".join(everything_logged)
    assert "an operator could not be sent feedback" in logged
    stored = all_bytes(tmp_path)
    assert b"feedback_copies" in stored
    for canary in ("canary", "Xylophone", "Heron"):
        assert canary not in logged
        assert canary.encode() not in stored
