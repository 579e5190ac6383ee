"""How the team is reached; who knows Telegram implements it."""

from __future__ import annotations

from typing import Protocol

from bot.feedback.model import Copy, Original, PassingOn


class TeamMessenger(Protocol):
    """The way to the operators' private chats; what Telegram refuses is an answer, not an error."""

    async def reaches(self, operator_id: int) -> bool:
        """Whether the bot can write to this operator now."""

    async def pass_on(self, original: Original, operator_id: int) -> PassingOn:
        """Copies a person's message, without a name, and says how to answer it."""

    async def withdraw(self, copy: Copy) -> bool:
        """Deletes a message; whether it is gone now."""
