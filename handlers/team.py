"""The operators as those who read what people write to them: the way to their private chats."""

from __future__ import annotations

import logging

from telegram.error import BadRequest, TelegramError

from bot.content.live import LiveEditions
from bot.feedback.model import Copy, NotReached, Original, OriginalGone, PassedOn, PassingOn
from bot.replies.feedback import note_to_operator
from handlers.messenger import Messenger

log = logging.getLogger(__name__)

# Telegram's own words for a message that is no more, or was never one that can be copied.
_GONE = ("message to copy not found", "can't be copied", "message_id_invalid")


class TelegramTeam:
    """A TeamMessenger. A copy that may or may not have arrived counts as not passed on: whoever
    wrote it is told that it was not sent, and may try again."""

    def __init__(self, messenger: Messenger, live: LiveEditions) -> None:
        self._messenger = messenger
        self._live = live

    async def reaches(self, operator_id: int) -> bool:
        """By showing "typing", which Telegram refuses where a message would be refused."""
        try:
            return await self._messenger.show_typing(operator_id)
        except TelegramError as error:
            log.warning("an operator cannot be reached: %s", type(error).__name__)
            return False

    async def pass_on(self, original: Original, operator_id: int) -> PassingOn:
        """The copy, which cannot be passed on further, and a note that answers it."""
        try:
            copy_id = await self._messenger.copy(
                operator_id, original.chat_id, original.message_id, protected=True
            )
        except TelegramError as error:
            if isinstance(error, BadRequest) and _is_gone(error):
                return OriginalGone()
            log.warning("an operator could not be sent feedback: %s", type(error).__name__)
            return NotReached()
        copy = Copy(operator_id, copy_id)
        note = await self._note(copy)
        return PassedOn((copy, note) if note else (copy,))

    async def withdraw(self, copy: Copy) -> bool:
        """False where Telegram refuses it; a lost connection is an error, to be tried again."""
        return await self._messenger.delete(copy.operator_id, copy.message_id)

    async def _note(self, copy: Copy) -> Copy | None:
        note = note_to_operator(self._live.current.of(None))
        try:
            sent = await self._messenger.send(copy.operator_id, note, reply_to=copy.message_id)
        except TelegramError as error:  # the copy is there, and that is what counts
            log.warning("feedback stands without a note: %s", type(error).__name__)
            return None
        return Copy(copy.operator_id, sent.message_id)


def _is_gone(error: BadRequest) -> bool:
    reason = error.message.lower()  # PTB capitalises Telegram's words
    return any(words in reason for words in _GONE)
