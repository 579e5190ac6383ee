"""Who is there when the page is opened for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from standin.changes import ChangeKind
from standin.chats import Chat, ChatKind, Status, rights_of
from standin.clock_control import ClockControl
from standin.people import Person
from standin.world import CannotDo, World

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
        for chat in self.world.chats_of(self.person):
            if chat.id == chat_id:
                return chat
        raise CannotDo("there is no such chat in your list")

    def chat_begins(self, kind: ChatKind, title: str, *, forum: bool = False) -> Chat:
        """A new group or channel in which the person is an administrator with every right."""
        world = self.world
        match kind:
            case ChatKind.CHANNEL:
                chat = world.channel(title, self.owner, [self.person])
            case ChatKind.GROUP:
                chat = world.group(title, self.owner, [self.person])
            case _:
                chat = world.supergroup(title, self.owner, [self.person], forum=forum)
        self.take_charge(chat)
        if forum:
            world.topic_created(chat, "Announcements")
        return chat

    def take_charge(self, chat: Chat, *, is_anonymous: bool = False) -> None:
        self.world.promote(
            chat, self.person, rights=frozenset(rights_of(chat.kind)), is_anonymous=is_anonymous
        )
        self.world.tell(ChangeKind.MEMBERS, chat.id)

    def passer_by(self, chat: Chat) -> Person:
        """Somebody who is not in the chat yet."""
        present = {member.person.id for member in chat.present()}
        for person in self.world.people.values():
            if person.first_name in PASSERS_BY and person.id not in present:
                return person
        return self.world.person(PASSERS_BY[len(present) % len(PASSERS_BY)])


def set_scene(
    world: World, clock: ClockControl | None = None, *, group_title: str = "Test group"
) -> Scene:
    """Makes the person at the page and a group to which its owner just added the bot."""
    person = world.person("Sam", language_code="en")
    owner = world.person("Maria", language_code="en")
    scene = Scene(world, person, owner, clock)
    neighbours = [world.person(name) for name in PASSERS_BY[:3]]
    group = world.supergroup(group_title, owner, [person, *neighbours])
    world.bot_added(group, owner, status=Status.MEMBER)
    return scene


def as_permitted(scene: Scene, chat: Chat, right: str) -> None:
    """Lets the person go on, or says what they may not do."""
    if not chat.standing(scene.person).has_right(right):
        raise CannotDo(
            f"as a {'member' if not chat.standing(scene.person).in_charge else 'limited admin'} "
            f"you may not do that in {chat.title}"
        )
