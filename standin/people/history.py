"""What stands in a chat for everybody to read, and what the bot said in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from standin.state.messages import Message
from standin.state.state import State, Where
from standin.state.waiting import wait_for


@dataclass(frozen=True, slots=True)
class History:
    """The messages of every chat."""

    state: State

    def of(self, where: Where, *, thread_id: int | None = None) -> list[Message]:
        """The messages of a chat, or of one topic, oldest first."""
        messages = self.state.chat(where).messages.values()
        if thread_id is None:
            return list(messages)
        return [message for message in messages if message.thread_id == thread_id]

    def last(self, where: Where) -> Message:
        """The newest message of a chat."""
        messages = self.state.chat(where).messages
        return messages[next(reversed(messages))]

    def said_by_bot(self, where: Where, *, after: int = 0) -> list[Message]:
        """What the bot said in a chat since a message, oldest first."""
        newest_first = reversed(self.state.chat(where).messages.values())
        since = takewhile(lambda message: message.id > after, newest_first)
        return [message for message in since if message.author_id == self.state.bot.id][::-1]

    async def reply_in(
        self, where: Where, *, after: Message | int = 0, within: float = 5.0
    ) -> Message:
        """The bot's first message in a chat after another one, as soon as it is there."""
        since = after.id if isinstance(after, Message) else after
        return await wait_for(self.state, lambda: self._first_reply(where, since), within)

    def _first_reply(self, where: Where, since: int) -> Message | None:
        return next(iter(self.said_by_bot(where, after=since)), None)
