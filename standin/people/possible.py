"""What Telegram's own apps let a person do."""

from __future__ import annotations

from standin.state.accounts import Person
from standin.state.chat_kinds import ChatKind
from standin.state.chats import GENERAL, Chat
from standin.state.members import Status


class CannotDo(Exception):
    """A person tried what Telegram's own apps would not let them do."""


def need_right(chat: Chat, person: Person, right: str) -> None:
    """Refuses a person without an administrator's right; who may invite is up to the group."""
    standing = chat.standing(person)
    invited_freely = (
        right == "can_invite_users"
        and right in chat.permissions
        and chat.kind is not ChatKind.CHANNEL
    )
    if not standing.present or not (standing.has_right(right) or invited_freely):
        raise CannotDo(f"{person.full_name} may not do that in {chat.title}: {right}")


def need_presence(chat: Chat, person: Person) -> None:
    if chat.kind is not ChatKind.PRIVATE and not chat.standing(person).present:
        raise CannotDo(f"{person.full_name} is not in {chat.title}")


def need_voice(chat: Chat, person: Person, thread_id: int | None) -> None:
    """Refuses a person who may not write here: in this chat, and in this topic of it."""
    if chat.kind is ChatKind.PRIVATE:
        if chat.id != person.id:
            raise CannotDo(f"{person.full_name} cannot write in somebody else's private chat")
        return
    if chat.migrated_to is not None or chat.deleted:
        raise CannotDo(f"nobody can write in {chat.title}: it is {chat.migrated_to or 'deleted'}")
    need_presence(chat, person)
    standing = chat.standing(person)
    if chat.kind is ChatKind.CHANNEL and not standing.has_right("can_post_messages"):
        raise CannotDo(f"{person.full_name} may not post in {chat.title}")
    if standing.status is Status.RESTRICTED and "can_send_messages" not in standing.permissions:
        raise CannotDo(f"{person.full_name} may not write in {chat.title}")
    if chat.is_forum:
        _need_open_topic(chat, person, thread_id)


def _need_open_topic(chat: Chat, person: Person, thread_id: int | None) -> None:
    topic = chat.topics.get(thread_id or GENERAL)
    in_general = thread_id in (None, GENERAL)
    if not in_general and (topic is None or topic.deleted):
        raise CannotDo(f"{chat.title} has no topic {thread_id}")
    closed = chat.general_closed if topic is None else topic.closed
    if closed and not chat.standing(person).has_right("can_manage_topics"):
        raise CannotDo("the topic is closed")
