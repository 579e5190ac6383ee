"""People press buttons, type after the bot's name, share chats, and see what the bot answers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from standin import formatting
from standin.chats import Chat, ChatKind
from standin.messages import Message
from standin.people import Person, Wire
from standin.state import Callback, CallbackAnswer, CannotDo, InlineAnswer, InlineQuery, Where, Who
from standin.topics import Topics


class Pressing(Topics):
    """The part of the world where people use what the bot offers."""

    def person_presses(self, where: Where, message: Message | int, who: Who, button: str) -> str:
        """Presses the button with this data or label; gives the query's id for ``answer_of``."""
        chat, person = self.chat(where), self.person_of(who)
        shown = chat.messages[message.id if isinstance(message, Message) else message]
        pressed = shown.button(button)
        if "callback_data" not in pressed:
            raise CannotDo(f"the button {pressed['text']!r} sends nothing to the bot")
        return self.person_presses_data(chat, shown.id, person, pressed["callback_data"])

    def person_presses_data(self, where: Where, message_id: int, who: Who, data: str) -> str:
        """Sends data as if a button carried it: an old button, or one that somebody made up."""
        chat, person = self.chat(where), self.person_of(who)
        if chat.kind is not ChatKind.PRIVATE and not chat.standing(person).present:
            raise CannotDo(f"{person.full_name} is not in {chat.title}")
        callback = Callback(
            self.next_event_id(), person, chat.id, message_id, self.clock.now().timestamp()
        )
        self._forget_old_callbacks()
        self.callbacks[callback.id] = callback
        message = chat.messages.get(message_id)
        carried = (
            self.wire(message)
            if message is not None
            else {"message_id": message_id, "date": 0, "chat": chat.wire()}
        )
        self.updates.put(
            "callback_query",
            {
                "id": callback.id,
                "from": person.wire(),
                "message": carried,
                "chat_instance": str(-7_700_000_000_000_000_000 - chat.id),
                "data": data,
            },
        )
        return callback.id

    def _forget_old_callbacks(self) -> None:
        while len(self.callbacks) >= 10_000:
            del self.callbacks[next(iter(self.callbacks))]

    async def answer_of(self, callback_id: str, within: float = 5.0) -> CallbackAnswer:
        """What the presser saw; TimeoutError when the button kept loading."""
        callback = self.callbacks[callback_id]
        return await self._wait_for(lambda: callback.answered, within)

    def person_queries_inline(
        self, who: Who, query: str, chat_type: str = "private", offset: str = ""
    ) -> str:
        """A person types ``@bot query``; gives the query's id for ``inline_answer_of``."""
        person = self.person_of(who)
        if not self.can_be_inline:
            raise CannotDo("the bot is not in inline mode")
        asked = InlineQuery(self.next_event_id(), person, query, self.clock.now().timestamp())
        while len(self.inline_queries) >= 10_000:
            del self.inline_queries[next(iter(self.inline_queries))]
        self.inline_queries[asked.id] = asked
        self.updates.put(
            "inline_query",
            {
                "id": asked.id,
                "from": person.wire(),
                "query": query[:256],
                "offset": offset,
                "chat_type": "sender" if chat_type == "sender" else chat_type,
            },
        )
        return asked.id

    async def inline_answer_of(self, query_id: str, within: float = 5.0) -> InlineAnswer:
        """What was offered for the query; TimeoutError when nothing came."""
        asked = self.inline_queries[query_id]
        return await self._wait_for(lambda: asked.answered, within)

    def person_chooses_inline(self, query_id: str, result_id: str, where: Where) -> Message:
        """The person sends one of the offered results into a chat."""
        asked = self.inline_queries[query_id]
        offered = asked.answered.results if asked.answered else []
        result = next(result for result in offered if result["id"] == result_id)
        content = _inserted(result)
        message = self.person_sends_content(
            where,
            asked.person,
            content,
            via_bot=self.bot,
            inline_keyboard=result.get("reply_markup"),
        )
        if self.inline_feedback:
            self.updates.put(
                "chosen_inline_result",
                {"result_id": result_id, "from": asked.person.wire(), "query": asked.query},
            )
        return message

    def person_shares_chat(self, who: Who, request_id: int, shared: Where) -> Message:
        """The person answers a "choose a chat" button of a reply keyboard."""
        person, chat = self.person_of(who), self.chat(shared)
        event: Wire = {"request_id": request_id, "chat_id": chat.id, "title": chat.title}
        if chat.username:
            event["username"] = chat.username
        return self.person_sends_content(person.id, person, {"chat_shared": event})

    def commands_shown(self, where: Where, who: Who) -> list[Wire]:
        """The command menu that this person sees in this chat."""
        chat, person = self.chat(where), self.person_of(who)
        return self.profile.commands_shown(
            chat_id=chat.id,
            user_id=person.id,
            private=chat.kind is ChatKind.PRIVATE,
            admin=chat.standing(person).in_charge,
            language=person.language_code,
        )

    # Looking

    def chats_of(self, who: Who) -> list[Chat]:
        """The chats in a person's list: the one with the bot, then groups and channels."""
        person = self.person_of(who)
        return [self.chat(person.id), *self._shared_chats(person)]

    def _shared_chats(self, person: Person) -> list[Chat]:
        return [
            chat
            for chat in self.chats.values()
            if chat.kind is not ChatKind.PRIVATE
            and chat.standing(person).present
            and chat.migrated_to is None
            and not chat.deleted
        ]

    def history(self, where: Where, *, thread_id: int | None = None) -> list[Message]:
        """The messages of a chat, or of one topic, oldest first."""
        messages = self.chat(where).messages.values()
        if thread_id is None:
            return list(messages)
        return [message for message in messages if message.thread_id == thread_id]

    def said_by_bot(self, where: Where, *, after: int = 0) -> list[Message]:
        """What the bot said in a chat since a message, oldest first."""
        newest_first = reversed(self.chat(where).messages.values())
        since = takewhile(lambda message: message.id > after, newest_first)
        return [message for message in since if message.author_id == self.bot.id][::-1]

    def last(self, where: Where) -> Message:
        """The newest message of a chat."""
        return self.chat(where).messages[next(reversed(self.chat(where).messages))]

    async def until(self, holds: Callable[[], bool], within: float = 5.0) -> None:
        """Waits until something is true of the world; TimeoutError when it does not become so."""
        await self._wait_for(lambda: holds() or None, within)

    async def reply_in(
        self, where: Where, *, after: Message | int = 0, within: float = 5.0
    ) -> Message:
        """The bot's first message in a chat after another one, as soon as it is there."""
        since = after.id if isinstance(after, Message) else after
        await self.until(lambda: bool(self.said_by_bot(where, after=since)), within)
        return self.said_by_bot(where, after=since)[0]


def _inserted(result: Wire) -> Wire:
    """What an inline result becomes when it is sent."""
    content = result.get("input_message_content") or {}
    text, entities = formatting.message_text(
        content.get("message_text") or result.get("title") or result.get("caption", "?"),
        content.get("parse_mode", ""),
        content.get("entities"),
    )
    return {"text": text} | ({"entities": entities} if entities else {})
