"""A support group with one person for each role, and the ways in which they touch the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from standin.people.messages import Identity
from standin.state.accounts import Person
from standin.state.chat_kinds import USUAL_ADMIN
from standin.state.chats import Chat
from standin.state.messages import Message
from standin.state.queries import CallbackAnswer
from tests.conversation import Conversation

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


class Role(StrEnum):
    """Everybody who may be found in a group."""

    MEMBER = "member"
    POWERLESS = "admin without the right"
    ADMIN = "admin"
    CREATOR = "creator"
    ANONYMOUS = "anonymous admin"
    CHANNEL = "channel identity"


VOICES = {Role.ANONYMOUS: Identity.ANONYMOUS_ADMIN, Role.CHANNEL: Identity.CHANNEL}
MAY_MANAGE = (Role.ADMIN, Role.CREATOR)
MAY_NOT = (Role.MEMBER, Role.POWERLESS, Role.ANONYMOUS, Role.CHANNEL)


@dataclass
class Group:
    """The group, its people by role, and the talk they have with the bot."""

    talk: Conversation
    chat: Chat
    people: dict[Role, Person] = field(default_factory=dict)
    channel: Chat | None = None

    async def command(
        self,
        text: str,
        role: Role,
        *,
        thread_id: int | None = None,
        reply_to: Message | None = None,
    ) -> list[Message]:
        """Somebody writes a command; everything the bot says in the group in answer."""
        world, as_ = self.talk.world, VOICES.get(role, Identity.SELF)
        sent = world.messages.send(
            self.chat,
            self.people[role],
            text,
            reply_to=reply_to,
            thread_id=thread_id,
            as_=as_,
            channel_id=self.channel.id if self.channel and as_ is Identity.CHANNEL else None,
        )
        await self.talk.quiet()
        return world.history.said_by_bot(self.chat, after=sent.id)

    async def settings(self, role: Role = Role.CREATOR, *, thread_id: int | None = None) -> Message:
        """The panel that this role opens."""
        (panel,) = await self.command("/settings", role, thread_id=thread_id)
        return panel

    async def press(
        self, message: Message, data: str, role: Role = Role.CREATOR
    ) -> tuple[Message, CallbackAnswer]:
        """Somebody presses a button by its label or its data; the message then, and the answer.

        A message that is gone by then is given as it was.
        """
        world, person = self.talk.world, self.people[role]
        labels = {b["text"]: b.get("callback_data", "") for row in message.buttons for b in row}
        callback = world.buttons.press_data(
            message.chat_id, message.id, person, labels.get(data, data)
        )
        answer = await world.buttons.answer_to(callback)
        await self.talk.quiet()
        return world.state.chat(message.chat_id).messages.get(message.id, message), answer

    async def set(self, panel: Message, page: str, *labels: str) -> tuple[Message, CallbackAnswer]:
        """The creator goes to a page of the panel and taps what is given, one after another."""
        answer = CallbackAnswer()
        for label in (page, *labels):
            panel, answer = await self.press(panel, label)
        return panel, answer


def people_of(group: Group) -> None:
    """One person for each role; the one of the conversation is the creator."""
    talk, world, chat = group.talk, group.talk.world, group.chat
    for role in Role:
        person = talk.person if role is Role.CREATOR else world.people.add(role.name.title())
        group.people[role] = person
        if role is not Role.CREATOR:
            world.membership.join(chat, person)
    world.membership.promote(
        chat, group.people[Role.POWERLESS], rights=USUAL_ADMIN - {"can_change_info"}
    )
    world.membership.promote(chat, group.people[Role.ADMIN])
    world.membership.promote(chat, group.people[Role.ANONYMOUS], is_anonymous=True)
    group.channel = world.chats.create_channel("Invented channel", group.people[Role.CHANNEL])


async def support_group(talk: Conversation, *, forum: bool = False, with_bot: bool = True) -> Group:
    """A supergroup with everybody in it, and the bot as a plain member."""
    chat = talk.world.chats.create_supergroup(
        "Support", talk.person, with_bot=with_bot, forum=forum
    )
    group = Group(talk, chat)
    people_of(group)
    await talk.quiet()
    return group


async def everything_stored(talk: Conversation) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, beside the numbers of the updates that were handled."""
    found = {}
    async with talk.services.database.read() as connection:
        for table in await connection.execute_fetchall(TABLES):
            rows = await connection.execute_fetchall(f"SELECT * FROM {table['name']}")
            found[table["name"]] = sorted(map(tuple, rows), key=repr)
    del found["handled_updates"]
    return found
