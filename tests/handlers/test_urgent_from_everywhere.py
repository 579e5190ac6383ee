"""Whatever somebody has opened, in private or in a group, urgent help is one tap away.

Screens made from written words alone are walked in tests/replies; here are those on which the bot
decides something: each kind of button is pressed once, from where people begin.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import pytest

from bot.actions.registry import Action, Press, read_press
from bot.actions.urgent import ShowUrgent
from bot.content.edition import Edition
from bot.replies import reading
from standin.state.accounts import Person
from standin.state.messages import Message
from tests.conversation import Conversation
from tests.handlers.groups.group_life import Group, Role, support_group

BEGINNINGS = (
    "/start", "/settings", "/subscribe", "/tip", "/privacy", "/unsubscribe", "/faq cure",
    "/nosuchthing", "I can't go on", "/start groups", "/start nosuchpage",
)  # fmt: skip


@dataclass
class Walk:
    """One person who presses every kind of button in one chat, and what they cannot reach."""

    talk: Conversation
    chat: int
    person: Person
    far: list[str] = field(default_factory=list)
    pressed: set[tuple[object, ...]] = field(default_factory=set)

    async def from_messages(self, messages: Iterable[Message]) -> None:
        waiting = deque(self._looked_at(messages))
        while waiting:
            message, data = waiting.popleft()
            press = read_press(data)
            if _kind_of(press) in self.pressed or self._is_of_words(press):
                continue
            self.pressed.add(_kind_of(press))
            waiting.extend(self._looked_at(await self._press(message, data)))

    async def _press(self, message: Message, data: str) -> list[Message]:
        """What the press has changed or brought."""
        world = self.talk.world
        before = world.history.last(self.chat).id
        callback = world.buttons.press_data(self.chat, message.id, self.person, data)
        await world.buttons.answer_to(callback)
        await self.talk.quiet()
        new = [m for m in world.history.said_by_bot(self.chat, after=before) if not m.is_service]
        still = world.state.chat(self.chat).messages.get(message.id)
        return [*new, *([still] if still else [])]

    def _looked_at(self, messages: Iterable[Message]) -> list[tuple[Message, str]]:
        found = []
        for message in messages:
            shown = [button for row in message.buttons for button in row]
            if shown and not any(_is_urgent(button) for button in shown):
                self.far.append(" ".join(message.text.split())[:60])
            found += [(message, b["callback_data"]) for b in shown if "callback_data" in b]
        return found

    def _is_of_words(self, press: Press) -> bool:
        edition: Edition = self.talk.services.live.current.of("en")
        return press.action is None or reading.read(edition, press.action) is not None


def _is_urgent(button: dict[str, str]) -> bool:
    press = read_press(button.get("callback_data", ""))
    to_private = button.get("url", "").endswith(f"?start={ShowUrgent.deep_link}")
    return to_private or isinstance(press.action, ShowUrgent)


def _kind_of(press: Press) -> tuple[object, ...]:
    """Which button it is, whatever it chooses: one day of seven is enough."""
    action = press.action
    chosen = [getattr(action, name) for name in _telling(action)] if action else []
    return (press.kind, *chosen)


def _telling(action: Action) -> list[str]:
    return [f.name for f in fields(action) if f.name in {"page", "field", "more"}]


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await support_group(talk, forum=True)


async def test_in_private_from_every_screen_on_which_something_is_decided(group: Group) -> None:
    talk = group.talk
    await group.settings()
    walk = Walk(talk, talk.private, talk.person)

    for words in BEGINNINGS:
        await walk.from_messages([await talk.say(words)])

    assert len(walk.pressed) > 25
    assert walk.far == []


async def test_in_a_group_from_every_message_that_has_buttons(group: Group) -> None:
    hello = group.talk.world.history.said_by_bot(group.chat)
    walk = Walk(group.talk, group.chat.id, group.people[Role.CREATOR])

    await walk.from_messages([*hello, await group.settings()])
    for role in Role:
        for command in ("/settings", "/faq", "/faq cure", "/tip", "/menu", "/resources"):
            await walk.from_messages(await group.command(command, role))

    assert len(walk.pressed) > 15
    assert walk.far == []


async def test_when_the_bot_comes_back_and_when_it_welcomes(talk: Conversation) -> None:
    group = await support_group(talk)
    await group.settings()
    world = talk.world
    world.membership.remove_bot(group.chat, talk.person)
    await talk.quiet()
    before = world.history.last(group.chat).id
    world.membership.add_bot(group.chat, talk.person)
    await talk.quiet()
    walk = Walk(talk, group.chat.id, talk.person)

    await walk.from_messages(world.history.said_by_bot(group.chat, after=before))

    assert walk.pressed
    assert walk.far == []
