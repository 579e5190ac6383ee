"""People press the bot's buttons and see what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from standin.people.messages import Messages
from standin.people.possible import CannotDo, need_presence
from standin.state.messages import Message
from standin.state.queries import Callback, CallbackAnswer, make_room
from standin.state.state import State, Where, Who
from standin.state.waiting import wait_for
from standin.wire import Wire


@dataclass(frozen=True, slots=True)
class Buttons:
    """Inline buttons, and the "choose a chat" button of a reply keyboard."""

    state: State
    messages: Messages

    def press(self, where: Where, message: Message | int, who: Who, button: str) -> str:
        """Presses the button with this data or label; gives the query's id for ``answer_to``."""
        chat = self.state.chat(where)
        shown = chat.messages[message.id if isinstance(message, Message) else message]
        pressed = shown.button(button)
        if "callback_data" not in pressed:
            raise CannotDo(f"the button {pressed['text']!r} sends nothing to the bot")
        return self.press_data(chat, shown.id, who, pressed["callback_data"])

    def press_data(self, where: Where, message_id: int, who: Who, data: str) -> str:
        """Sends data as if a button carried it: an old button, or one that somebody made up."""
        state, chat, person = self.state, self.state.chat(where), self.state.person(who)
        need_presence(chat, person)
        callback = Callback(
            state.ids.event(), person, chat.id, message_id, state.clock.now().timestamp()
        )
        make_room(state.callbacks, state.retention.callbacks)
        state.callbacks[callback.id] = callback
        message = chat.messages.get(message_id)
        inaccessible: Wire = {"message_id": message_id, "date": 0, "chat": chat.wire()}
        query: Wire = {
            "id": callback.id,
            "from": person.wire(),
            "message": inaccessible if message is None else state.wire(message),
            "chat_instance": str(-7_700_000_000_000_000_000 - chat.id),
            "data": data,
        }
        state.updates.put("callback_query", query)
        return callback.id

    async def answer_to(self, query_id: str, within: float = 5.0) -> CallbackAnswer:
        """What the presser saw; TimeoutError when the button kept loading."""
        callback = self.state.callbacks[query_id]
        return await wait_for(self.state, lambda: callback.answered, within)

    def share_chat(self, who: Who, request_id: int, shared: Where) -> Message:
        """The person answers a "choose a chat" button of a reply keyboard."""
        person, chat = self.state.person(who), self.state.chat(shared)
        event: Wire = {"request_id": request_id, "chat_id": chat.id, "title": chat.title}
        if chat.username:
            event["username"] = chat.username
        return self.messages.send_content(person, person, {"chat_shared": event})
