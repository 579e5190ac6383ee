"""A standing in a chat: what somebody is there, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from standin.state.accounts import Person
from standin.state.chat_kinds import PERMISSIONS, ChatKind, rights_of
from standin.wire import Wire


class Status(StrEnum):
    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED})
IN_CHARGE = frozenset({Status.CREATOR, Status.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Member:
    """A standing in a chat; ``rights`` are an administrator's, ``permissions`` the rest's."""

    person: Person
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    is_anonymous: bool = False

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def in_charge(self) -> bool:
        return self.status in IN_CHARGE

    def has_right(self, right: str) -> bool:
        """Whether this member may use an administrator's right."""
        return self.status is Status.CREATOR or (
            self.status is Status.ADMINISTRATOR and right in self.rights
        )

    def wire(self, kind: ChatKind) -> Wire:
        """The standing as the Bot API's ``ChatMember``."""
        known: Wire = {"user": self.person.wire(), "status": self.status.value}
        match self.status:
            case Status.CREATOR:
                known["is_anonymous"] = self.is_anonymous
            case Status.ADMINISTRATOR:
                known["can_be_edited"] = False
                known["is_anonymous"] = self.is_anonymous
                known.update({right: right in self.rights for right in rights_of(kind)})
            case Status.RESTRICTED:
                known["is_member"] = True
                known["until_date"] = 0
                known.update({name: name in self.permissions for name in PERMISSIONS})
            case Status.KICKED:
                known["until_date"] = 0
            case Status.MEMBER | Status.LEFT:
                pass
        return known
