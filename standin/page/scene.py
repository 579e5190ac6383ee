"""Who is there when the page is opened for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from standin.page.clock_control import ClockControl
from standin.people.possible import CannotDo
from standin.state.accounts import Person
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind, rights_of
from standin.state.chats import Chat
from standin.world import World

MOST_CHATS = 100
MOST_MEMBERS = 200
MOST_TOPICS = 100
PASSERS_BY = ("Noor", "Ines", "Theo", "Mina", "Rui", "Ada", "Luca", "Zoe")


@dataclass(frozen=True, slots=True)
class Scene:
    """The person at the page, who owns every group, so that the first can be a member, and time.

    Without a clock control the page shows no clock.
    """

    world: World
    person: Person
    owner: Person
    clock: ClockControl | None = None

    def here(self, chat_id: int) -> Chat:
        """A chat from the person's list; CannotDo for any other."""
        for chat in self.world.people.chats_of(self.person):
            if chat.id == chat_id:
                return chat
        raise CannotDo("there is no such chat in your list")

    def chat_begins(self, kind: ChatKind, title: str, *, forum: bool = False) -> Chat:
        """A new group or channel in which the person is an administrator with every right."""
        chats = self.world.chats
        if len(self.world.people.chats_of(self.person)) >= MOST_CHATS:
            raise CannotDo("there are enough chats in your list")
        match kind:
            case ChatKind.CHANNEL:
                chat = chats.create_channel(title, self.owner, [self.person])
            case ChatKind.GROUP:
                chat = chats.create_group(title, self.owner, [self.person])
            case _:
                chat = chats.create_supergroup(title, self.owner, [self.person], forum=forum)
        self.take_charge(chat)
        if forum:
            self.world.topics.create(chat, "Announcements")
        return chat

    def take_charge(self, chat: Chat, *, is_anonymous: bool = False) -> None:
        rights = frozenset(rights_of(chat.kind))
        self.world.membership.promote(chat, self.person, rights=rights, is_anonymous=is_anonymous)
        self.world.state.tell(ChangeKind.MEMBERS, chat.id)

    def passer_by(self, chat: Chat) -> Person:
        """Somebody who is not in the chat yet."""
        present = {member.person.id for member in chat.present()}
        if len(present) >= MOST_MEMBERS:
            raise CannotDo(f"{chat.title} is full")
        for person in self.world.state.accounts.values():
            if person.first_name in PASSERS_BY and person.id not in present:
                return person
        return self.world.people.add(PASSERS_BY[len(present) % len(PASSERS_BY)])


def set_scene(
    world: World, clock: ClockControl | None = None, *, group_title: str = "Test group"
) -> Scene:
    """Makes the person at the page and a group to which its owner just added the bot."""
    person = world.people.add("Sam", language_code="en")
    owner = world.people.add("Maria", language_code="en")
    scene = Scene(world, person, owner, clock)
    neighbours = [world.people.add(name) for name in PASSERS_BY[:3]]
    group = world.chats.create_supergroup(group_title, owner, [person, *neighbours])
    world.membership.add_bot(group, owner)
    return scene


def with_room_for_a_topic(chat: Chat) -> None:
    """Lets the person go on unless the group has topics enough."""
    if len(chat.topics) >= MOST_TOPICS:
        raise CannotDo(f"{chat.title} has topics enough")


def as_permitted(scene: Scene, chat: Chat, right: str) -> None:
    """Lets the person go on, or says what they may not do."""
    if not chat.standing(scene.person).has_right(right):
        raise CannotDo(
            f"as a {'member' if not chat.standing(scene.person).in_charge else 'limited admin'} "
            f"you may not do that in {chat.title}"
        )
