"""People press, write and wait in any order, in private and in a group: nothing ever goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bot.replies.commands import COMMANDS
from standin.state.accounts import Person
from standin.state.messages import Message
from tests.conversation import conversation
from tests.handlers.groups.group_life import Group, Role, support_group

T = TypeVar("T")

PEOPLE = st.sampled_from([Role.CREATOR, Role.ADMIN, Role.POWERLESS, Role.MEMBER])
PLACES = st.sampled_from(["private", "group", "topic"])
WORDS = st.sampled_from(["", "<b>&", "cure", "biomarker", "Ireland", "money", "😀" * 50, "ط"])
SENTENCES = st.one_of(
    st.sampled_from(["Porto", "London", "Qwxzvbn", "I want to die", "What is refractory?", "/"]),
    st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
)
COMMAND = st.sampled_from([*COMMANDS, "start", "nosuchthing", "faq@RefractorySupportBot"])
PAYLOADS = st.sampled_from(["faq-cure", "tip-team-number", "groups", "subscribe", "x" * 64, "-_-"])
DATA = st.one_of(
    st.sampled_from(["menu", "erase", "set:0:10:Europe/Lisbon", "zone:0:10", "gp:x", "gx:none"]),
    st.text(min_size=1, max_size=20),
)
WAITS = st.sampled_from(
    [timedelta(seconds=5), timedelta(minutes=10), timedelta(days=1), timedelta(days=8)]
)
# How many of the newest messages of a chat somebody still presses buttons on.
WITHIN_REACH = 4


class Complaints(logging.Handler):
    """Everything that was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


class Walk(RuleBasedStateMachine):
    """One running bot and the four people who use it, a step at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints = Complaints()
        logging.getLogger().addHandler(self.complaints)
        self.runner = asyncio.Runner()
        self.stack = contextlib.AsyncExitStack()
        self.looked_at = 0
        self.group = self.run(self._begin())

    def run(self, story: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(story)

    async def _begin(self) -> Group:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        talk = await self.stack.enter_async_context(conversation(Path(folder)))
        group = await support_group(talk, forum=True)
        talk.world.topics.create(group.chat, "Announcements")
        for person in group.people.values():
            talk.world.deep_links.start(person)
        await talk.quiet()
        return group

    def teardown(self) -> None:
        try:
            self.run(self.stack.aclose())
        finally:
            self.runner.close()
            logging.getLogger().removeHandler(self.complaints)
        assert self.complaints.heard == []

    @rule(role=PEOPLE, place=PLACES, command=COMMAND, words=WORDS)
    def somebody_sends_a_command(self, role: Role, place: str, command: str, words: str) -> None:
        self.run(self._say(role, place, f"/{command} {words}".strip()))

    @rule(role=PEOPLE, place=PLACES, payload=PAYLOADS)
    def somebody_follows_a_link(self, role: Role, place: str, payload: str) -> None:
        self.run(self._say(role, place, f"/start {payload}"))

    @rule(role=PEOPLE, place=PLACES, text=SENTENCES)
    def somebody_writes(self, role: Role, place: str, text: str) -> None:
        self.run(self._say(role, place, text))

    @rule(role=PEOPLE, place=PLACES, number=st.integers(0, 1000), twice=st.booleans())
    def somebody_presses_a_button(self, role: Role, place: str, number: int, twice: bool) -> None:
        person = self.group.people[role]
        shown = [
            (message, button["callback_data"])
            for message in self._within_reach(person, place)
            for row in message.buttons
            for button in row
            if "callback_data" in button
        ]
        if shown:
            message, data = shown[number % len(shown)]
            self.run(self._press(person, message, data, times=2 if twice else 1))

    @rule(role=PEOPLE, place=PLACES, data=DATA)
    def somebody_presses_what_no_button_has(self, role: Role, place: str, data: str) -> None:
        person = self.group.people[role]
        if reach := self._within_reach(person, place):
            self.run(self._press(person, reach[-1], data))

    @rule(by=WAITS)
    def time_passes(self, by: timedelta) -> None:
        self.run(self.group.talk.pass_time(by))
        self._look()

    def _within_reach(self, person: Person, place: str) -> list[Message]:
        chat = person.id if place == "private" else self.group.chat
        said = self.group.talk.world.history.said_by_bot(chat)
        return [message for message in said if not message.is_service][-WITHIN_REACH:]

    async def _say(self, role: Role, place: str, text: str) -> None:
        talk, person = self.group.talk, self.group.people[role]
        if place == "private":
            sent = talk.world.messages.send(person.id, person, text)
            await talk.quiet()
            assert talk.world.history.said_by_bot(person.id, after=sent.id), (
                "left without an answer"
            )
        else:
            topic = next(iter(self.group.chat.topics)) if place == "topic" else None
            await self.group.command(text, role, thread_id=topic)
        self._look()

    async def _press(self, person: Person, message: Message, data: str, times: int = 1) -> None:
        world = self.group.talk.world
        presses = [
            world.buttons.press_data(message.chat_id, message.id, person, data)
            for _ in range(times)
        ]
        for press in presses:
            await world.buttons.answer_to(press)
        await self.group.talk.quiet()
        self._look()

    def _look(self) -> None:
        """Nothing was logged as an error, and Telegram has refused nothing that was asked."""
        assert self.complaints.heard == []
        log = list(self.group.talk.world.log)
        news, self.looked_at = log[self.looked_at :], len(log)
        refused = [(e.method, e.params, e.answer) for e in news if not e.ok]
        assert all(_is_expected(str(answer)) for *_, answer in refused), refused


def _is_expected(answer: str) -> bool:
    """What Telegram may refuse without harm, each answered by the bot in some other way.

    A second tap; who a member is, told only to a bot that is an admin; a command that the group
    wants deleted, which takes a right; a message that is gone when somebody presses its button.
    """
    usual = (
        "not modified",
        "member list is inaccessible",
        "message can't be deleted",
        "message to edit not found",
        "message to delete not found",
    )
    return any(words in answer for words in usual)


def test_whatever_people_do_in_whatever_order_is_answered_and_nothing_is_refused() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            # Each try starts a bot: a smaller example is not worth a minute of waiting.
            phases=(Phase.reuse, Phase.generate),
        ),
    )
