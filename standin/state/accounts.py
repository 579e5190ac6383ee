"""Who there is: people, the bot, and the accounts that Telegram itself speaks through."""

from __future__ import annotations

from dataclasses import dataclass

from standin.wire import Wire


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram account; a bot is one too."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def wire(self) -> Wire:
        """The account as the Bot API's ``User``."""
        user: Wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


ANONYMOUS_ADMIN = Person(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_IDENTITY = Person(136817688, "Channel", username="Channel_Bot", is_bot=True)
TELEGRAM = Person(777000, "Telegram")
