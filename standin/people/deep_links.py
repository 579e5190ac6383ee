"""A person follows one of the bot's links: to its private chat, or into a group."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standin.people.membership import Membership
from standin.people.messages import Messages
from standin.people.possible import CannotDo
from standin.state.members import Status
from standin.state.messages import Message
from standin.state.state import State, Where, Who

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class DeepLinks:
    """What Telegram's apps do with the addresses ``t.me/<bot>?...``."""

    state: State
    messages: Messages
    membership: Membership

    def start(self, who: Who, payload: str = "") -> Message:
        """A person follows ``t.me/<bot>?start=<payload>`` and presses Start."""
        if payload and not PAYLOAD.fullmatch(payload):
            raise CannotDo(f"Telegram's apps open no link with the payload {payload!r}")
        person = self.state.person(who)
        return self.messages.send(person, person, f"/start {payload}".strip())

    def add_to_group(
        self, where: Where, by: Who, payload: str = "", *, admin: bool = False
    ) -> Message | None:
        """A person follows ``?startgroup=<payload>``; the app then sends ``/start@bot payload``."""
        status = Status.ADMINISTRATOR if admin else Status.MEMBER
        self.membership.add_bot(where, by, status=status)
        if not payload:
            return None
        return self.messages.send(where, by, f"/start@{self.state.bot.username} {payload}")
