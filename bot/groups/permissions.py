"""Who may do what in a group, decided from what Telegram says about them and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

CREATOR = "creator"
ADMINISTRATOR = "administrator"


class Speaker(Enum):
    """As whom a message in a group was written."""

    PERSON = auto()
    ANONYMOUS_ADMIN = auto()  # an admin of this group, but nobody can say which, with what rights
    CHANNEL = auto()  # somebody who posts as a channel: may be anybody
    LINKED_CHANNEL = auto()  # Telegram's copy of a channel's post: nobody asks anything


@dataclass(frozen=True, slots=True)
class Member:
    """A standing in Telegram's own words; ``rights`` are those of an administrator."""

    status: str
    rights: frozenset[str] = frozenset()


NOBODY = Member("left")


def may_manage(member: Member) -> bool:
    """The creator, or an administrator who may change the group's information."""
    return member.status == CREATOR or (
        member.status == ADMINISTRATOR and "can_change_info" in member.rights
    )


def is_admin(member: Member) -> bool:
    return member.status in {CREATOR, ADMINISTRATOR}


def has_right(member: Member, right: str) -> bool:
    """Whether a member may use an administrator's right."""
    return member.status == CREATOR or (is_admin(member) and right in member.rights)


def speaker_of(chat_id: int, sender_chat_id: int | None, *, automatic_forward: bool) -> Speaker:
    """By the chat in whose name a message was written, never by the account that stands in."""
    if automatic_forward:
        return Speaker.LINKED_CHANNEL
    if sender_chat_id is None:
        return Speaker.PERSON
    return Speaker.ANONYMOUS_ADMIN if sender_chat_id == chat_id else Speaker.CHANNEL
